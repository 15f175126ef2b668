import { createRng } from '../../../lib/core/rng';
import type { TraceCall } from '../../../local/replay/trace/trace';

/** A centre on paper: one queue, served in order of arrival, callers who give up at random. Seconds. */
export interface Model {
  readonly name: 'M/M/n+M' | 'M(t)/G/n+M';
  readonly agents: number;
  /** Offered work over what the agents can do, on average. */
  readonly load: number;
  readonly serviceSeconds: number;
  /** Squared coefficient of variation of a service: 1 is exponential, anything else log-normal. */
  readonly serviceVariation: number;
  /** Infinity: nobody gives up. */
  readonly patienceSeconds: number;
  /** How far arrivals swing around their mean over a day, as a share of it. */
  readonly swing: number;
  readonly seed: number;
}

/** A call of a model, and how long its caller would have waited with patience enough. */
export interface ModelCall extends TraceCall {
  readonly virtualWaitMs: number;
}

const DAY_SECONDS = 86_400;

/**
 * So many calls of a model, in order of arrival. Served in order, a caller's wait is decided on arrival: an agent is free
 * for it once all that came before, and did not give up, have been given one.
 */
export function* callsOf(model: Model, count: number): Generator<ModelCall> {
  const rng = createRng(model.seed);
  const exponential = (mean: number): number => (mean === Infinity ? Infinity : -mean * Math.log(1 - rng.next()));
  const freeAt = new Float64Array(model.agents);
  const perSecond = (model.load * model.agents) / model.serviceSeconds;
  const deviation = Math.sqrt(Math.log(1 + model.serviceVariation));
  const service = (): number => {
    if (model.serviceVariation === 1) return exponential(model.serviceSeconds);
    const normal = Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
    return model.serviceSeconds * Math.exp(deviation * normal - deviation ** 2 / 2);
  };
  let at = 0;
  for (let row = 1; row <= count; row += 1) {
    at = nextArrival(at);
    const agent = firstFree(freeAt);
    const virtualWait = Math.max(0, (freeAt[agent] ?? 0) - at);
    const patience = exponential(model.patienceSeconds);
    const talk = service();
    const isServed = patience >= virtualWait;
    if (isServed) freeAt[agent] = at + virtualWait + talk;
    yield callFrom(row, at, { virtualWait, patience, talk, agent, isServed });
  }

  /** Thinned from the greatest rate of the day. */
  function nextArrival(from: number): number {
    for (let next = from; ;) {
      next += exponential(1 / (perSecond * (1 + model.swing)));
      const share = (1 + model.swing * Math.sin((2 * Math.PI * next) / DAY_SECONDS)) / (1 + model.swing);
      if (rng.next() < share) return next;
    }
  }
}

function callFrom(
  row: number,
  at: number,
  drawn: { virtualWait: number; patience: number; talk: number; agent: number; isServed: boolean },
): ModelCall {
  const { virtualWait, patience, talk, agent, isServed } = drawn;
  const waitMs = Math.min(virtualWait, patience) * 1000;
  const leftAtMs = at * 1000 + waitMs;
  return {
    row,
    arrivedAtMs: at * 1000,
    queue: 'one',
    caller: undefined,
    priority: 0,
    outcome: isServed ? 'answered' : 'abandoned',
    waitMs,
    virtualWaitMs: virtualWait * 1000,
    talkMs: isServed ? talk * 1000 : undefined,
    agent: isServed ? String(agent) : undefined,
    answeredAtMs: isServed ? leftAtMs : undefined,
    endedAtMs: isServed ? leftAtMs + talk * 1000 : leftAtMs,
  };
}

function firstFree(freeAt: Float64Array): number {
  let first = 0;
  for (let agent = 1; agent < freeAt.length; agent += 1) {
    if ((freeAt[agent] ?? 0) < (freeAt[first] ?? 0)) first = agent;
  }
  return first;
}
