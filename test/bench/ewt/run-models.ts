import { lineWaitMs } from '../../../lib/core/wait/line-wait';
import { chosenTuning } from '../../../lib/core/wait/tuning';
import { createLine } from './call-stream';
import { createLedger } from './figures';
import { createHoldfree } from './holdfree-predictor';
import { watchLine } from './known-predictors';
import { callsOf, type Model, type ModelCall } from './play-model';
import { KNOWN_RATES, LONG_WAIT_SECONDS, populationOf, type Population } from './population';

/** Holdfree first; the last is told the pace, all others learn it or go without. */
const predictors = ['holdfree', 'les', 'hol', 'average15', 'qlm', KNOWN_RATES] as const;
const ofLimit = [KNOWN_RATES, 'les', 'hol'] as const;

/** The figures of one model. All who found no agent free count, those who gave up by how long they would have waited. */
export interface ModelReport extends Population {
  readonly model: Model['name'];
  readonly agents: number;
  readonly load: number;
  /** How often a caller gives up in the time of one service. */
  readonly leavingToService: number;
  readonly waitedTwoMinutes: Population;
  /** Those who were served alone, as in a call log: what those who left would have waited is not known there. */
  readonly served: Population;
  /** Over many more calls, as chance asks for: whoever knows the rates reaches the limit, and how far others stay from it. */
  readonly atLimit: Pick<Population, 'calls' | 'limitRrmse' | 'predictors'>;
}

const SERVICE_SECONDS = 335;
/** Squared variation of talk, and patience, of a large centre. */
const TALK_VARIATION = 0.59;
const PATIENCE_SECONDS = 824;

const exponential = { name: 'M/M/n+M', serviceSeconds: SERVICE_SECONDS, serviceVariation: 1, swing: 0 } as const;
const swinging = {
  name: 'M(t)/G/n+M',
  serviceSeconds: SERVICE_SECONDS,
  serviceVariation: TALK_VARIATION,
  patienceSeconds: PATIENCE_SECONDS,
  swing: 0.4,
} as const;

const models: readonly Model[] = [
  { ...exponential, agents: 100, load: 0.95, patienceSeconds: Infinity, seed: 101 },
  { ...exponential, agents: 20, load: 1, patienceSeconds: SERVICE_SECONDS / 0.4, seed: 102 },
  { ...exponential, agents: 20, load: 1.4, patienceSeconds: SERVICE_SECONDS / 0.4, seed: 103 },
  { ...exponential, agents: 100, load: 1, patienceSeconds: SERVICE_SECONDS / 0.4, seed: 104 },
  { ...exponential, agents: 100, load: 1.4, patienceSeconds: SERVICE_SECONDS / 0.4, seed: 105 },
  { ...exponential, agents: 100, load: 1.4, patienceSeconds: SERVICE_SECONDS, seed: 106 },
  { ...swinging, agents: 20, load: 0.95, seed: 107 },
  { ...swinging, agents: 100, load: 0.95, seed: 108 },
];

/** How many calls of a model are played: all predictors follow the first ones. */
export interface ModelCalls {
  readonly learned: number;
  readonly all: number;
}

const callsOfModel: ModelCalls = { learned: 40_000, all: 250_000 };

/** Share of the followed calls that are played before any counts, so that nobody learns from an empty centre. */
const WARM_UP = 0.1;

/** A patience longer than any wait, where nobody gives up: the policy has no word for "never". */
const FOREVER_SECONDS = 1e9;

/** Every model, seeded: the same figures each time. */
export function playModels(calls: ModelCalls = callsOfModel): readonly ModelReport[] {
  return models.map((model) => playModel(model, calls));
}

function playModel(model: Model, calls: ModelCalls): ModelReport {
  const patienceSeconds = Math.min(FOREVER_SECONDS, model.patienceSeconds);
  const line = watchLine(patienceSeconds);
  const holdfree = createHoldfree(patienceSeconds, chosenTuning);
  const all = createLedger(predictors.length);
  const served = createLedger(predictors.length);
  const atLimit = createLedger(ofLimit.length);
  const stream = createLine<ModelCall>({
    arrived: (call, id) => {
      // Whoever finds an agent free asks for no forecast; that is known on arrival.
      const mustWait = call.virtualWaitMs > 0;
      const sight = line.look(call.arrivedAtMs / 1000);
      line.joined(call, id);
      if (!mustWait) return;
      const isFollowed = call.row <= calls.learned;
      const expected = isFollowed ? holdfree.ask(call, id, { inPool: sight.found, inQueue: sight.found }) : undefined;
      if (call.row <= calls.learned * WARM_UP) return;
      const known = knownOf(model, sight.found);
      const wait = call.virtualWaitMs / 1000;
      const common = { wait, limitSquare: known.variance, position: sight.found + 1 };
      atLimit.add({ ...common, from: 0, to: 0, forecasts: [known.mean, sight.les, sight.hol] });
      if (expected === undefined) return;
      const forecasts = [expected.waitMs / 1000, sight.les, sight.hol, sight.average, sight.qlm, known.mean];
      const outcome = { ...common, from: expected.range.fromMs / 1000, to: expected.range.toMs / 1000, forecasts };
      all.add(outcome);
      if (call.outcome === 'answered') served.add(outcome);
    },
    left: (call, id) => {
      line.left(call, id);
      if (call.row <= calls.learned) holdfree.left(call, id);
    },
  });
  for (const call of callsOf(model, calls.all)) stream.arrive(call);
  const { calls: counted, limitRrmse, predictors: reached } = populationOf(atLimit, ofLimit);
  return {
    model: model.name,
    agents: model.agents,
    load: model.load,
    leavingToService: model.serviceSeconds / model.patienceSeconds,
    ...populationOf(all, predictors),
    waitedTwoMinutes: populationOf(all, predictors, LONG_WAIT_SECONDS),
    served: populationOf(served, predictors),
    atLimit: { calls: counted, limitRrmse, predictors: reached },
  };
}

/** What nobody can better who knows the rates and the line: exact with exponential services, a yardstick with others. */
function knownOf(model: Model, found: number): { readonly mean: number; readonly variance: number } {
  const perSecond = model.agents / model.serviceSeconds;
  const patienceSeconds = Math.min(FOREVER_SECONDS, model.patienceSeconds);
  let variance = 0;
  for (let place = 0; place <= found; place += 1) variance += 1 / (perSecond + place / patienceSeconds) ** 2;
  const ahead = { holders: found, callbacks: 0 };
  return { mean: lineWaitMs(ahead, { perSecond, patienceMs: patienceSeconds * 1000 }) / 1000, variance };
}
