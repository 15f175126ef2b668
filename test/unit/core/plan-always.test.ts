import * as fc from 'fast-check';
import type { CallbackTask } from '../../../lib/core/callback/callback';
import type { AgentOutlook } from '../../../lib/core/dispatch/expected-agents';
import { planDials, type DialInFlight, type Plan, type PlanInput } from '../../../lib/core/dispatch/plan';
import { turnMs } from '../../../lib/core/dispatch/queue-rules';
import { noonMs } from '../../support/builders/callbacks';
import {
  entry,
  flight,
  outlook,
  pickUp,
  planInput,
  rules,
  talker,
  taskFor,
  taskOfAgent,
  tasked,
  worker,
} from '../../support/builders/plans';

const queueNames = ['a', 'b', 'c'] as const;
const anyQueue = fc.constantFrom(...queueNames);
const anyMode = fc.constantFrom('auto', 'customer-first', 'agent-first', 'reserved');
const anyOrigin = fc.constantFrom('requested', 'lost');

const anyAgent = fc.record({
  queues: fc.subarray([...queueNames], { minLength: 1 }),
  kind: fc.constantFrom('free', 'talking', 'working', 'tasked'),
  freeInMs: fc.nat(40_000),
});

const anyFlight = fc.record({
  queue: anyQueue,
  placeAgoMs: fc.nat(900_000),
  startedAgoMs: fc.nat(40_000),
  state: fc.constantFrom('offered', 'dialing', 'answered'),
  agent: fc.option(fc.nat(12)),
  isAccepted: fc.boolean(),
});

const anyEntry = fc.record({
  queue: anyQueue,
  origin: anyOrigin,
  isVip: fc.boolean(),
  placeAgoMs: fc.nat(600_000),
  inLineAgoMs: fc.nat(20_000),
});

const anyRules = fc.record({
  mode: anyMode,
  isReservedOn: fc.boolean(),
  hasTasks: fc.boolean(),
  weight: fc.integer({ min: 1, max: 5 }),
  maxInFlight: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  lost: fc.constantFrom(0, 0.5, 0.9),
  headStartMs: fc.nat(120_000),
});

const drawnInput = fc.record({
  agents: fc.array(anyAgent, { maxLength: 12 }),
  rules: fc.tuple(anyRules, anyRules, anyRules),
  holders: fc.array(fc.record({ queue: anyQueue, count: fc.nat(5), oldestAgeMs: fc.nat(900_000) }), { maxLength: 2 }),
  inFlight: fc.array(anyFlight, { maxLength: 5 }),
  line: fc.array(anyEntry, { maxLength: 20 }),
  pickUps: fc.array(fc.record({ agoMs: fc.nat(80_000), placeAgoMs: fc.nat(600_000), agent: fc.nat(12) }), {
    maxLength: 6,
  }),
});
type Drawn = typeof drawnInput extends fc.Arbitrary<infer T> ? T : never;

function agentOf({ queues, kind, freeInMs }: Drawn['agents'][number], index: number): AgentOutlook {
  if (kind === 'talking') return talker(`${index}`, queues);
  if (kind === 'working') return worker(`${index}`, freeInMs, queues);
  return kind === 'free' ? outlook(`${index}`, { queues }) : tasked(`${index}`, queues);
}

function flightOf(one: Drawn['inFlight'][number], index: number): DialInFlight {
  const { queue, state, agent, isAccepted, placeAgoMs } = one;
  const task: CallbackTask | undefined =
    agent === null ? undefined : isAccepted ? taskOfAgent(`${agent}`) : taskFor(`${agent}`);
  // What is offered always has a task.
  const withTask = task ?? (state === 'offered' ? { clientToken: 't', agentIds: [] } : undefined);
  const startedAtMs = noonMs - one.startedAgoMs;
  const placeMs = noonMs - placeAgoMs;
  return flight(`f${index}`, {
    queue,
    state,
    placeMs,
    startedAtMs,
    ...(withTask === undefined ? {} : { task: withTask }),
  });
}

function rulesFrom({ mode, isReservedOn, hasTasks, weight, maxInFlight, lost, headStartMs }: Drawn['rules'][number]) {
  return rules({
    ways: { mode, isReservedOn, hasTasks },
    weight,
    ...(maxInFlight === undefined ? {} : { maxInFlight }),
    keptForHolders: { requested: 0, lost },
    headStartMs: { vip: headStartMs },
  });
}

const anyInput: fc.Arbitrary<PlanInput> = drawnInput.map((drawn) =>
  planInput({
    agents: drawn.agents.map(agentOf),
    rules: new Map(queueNames.map((queue, index) => [queue, rulesFrom(drawn.rules[index] ?? drawn.rules[0])])),
    holders: drawn.holders,
    inFlight: drawn.inFlight.map(flightOf),
    line: drawn.line.map(({ queue, origin, isVip, placeAgoMs, inLineAgoMs }, index) =>
      entry(`${index}`, {
        queue,
        origin,
        class: isVip ? 'vip' : 'standard',
        placeMs: noonMs - placeAgoMs,
        inLineSinceMs: noonMs - inLineAgoMs,
      }),
    ),
    pickUps: drawn.pickUps.map(({ agoMs, placeAgoMs, agent }, index) =>
      pickUp(`p${index}`, { atMs: noonMs - agoMs, placeMs: noonMs - placeAgoMs, agentId: `${agent}` }),
    ),
  }),
);

describe('whatever a pass knows', () => {
  const expectAlways = (holds: (known: PlanInput, plan: Plan) => boolean) => {
    let dials = 0;
    const property = fc.property(anyInput, (known) => {
      const plan = planDials(known);
      dials += plan.dials.length;
      return holds(known, plan);
    });
    fc.assert(property, { numRuns: 1_500, seed: 5 });
    expect(dials).toBeGreaterThan(500);
  };
  const idsOf = ({ dials }: Plan) => dials.map((dial) => dial.entry.id);
  const serving = (known: PlanInput, queue: string) => known.agents.filter((one) => one.queues.includes(queue));

  test('dials, those in flight included, never exceed the agents of their queue nor those of the pool', () => {
    expectAlways((known, plan) => {
      if (plan.dials.length === 0) return true;
      if (known.inFlight.length + plan.dials.length > known.agents.length) return false;
      return queueNames.every((queue) => {
        const planned = plan.dials.filter((one) => one.entry.queue === queue).length;
        const flying = known.inFlight.filter((one) => one.queue === queue).length;
        return planned === 0 || planned + flying <= serving(known, queue).length;
      });
    });
  });

  test('no queue that dials has more in flight than its own limit', () => {
    expectAlways((known, { dials }) =>
      dials.every(({ entry: { queue } }) => {
        const limit = known.rules.get(queue)?.maxInFlight ?? Number.POSITIVE_INFINITY;
        const flying = [...known.inFlight, ...dials.map((dial) => dial.entry)].filter((one) => one.queue === queue);
        return flying.length <= limit;
      }),
    );
  });

  test('nobody is dialed while an earlier place of the same line is not, unless it is named as passed over, and dials come in turn', () => {
    expectAlways((known, plan) => {
      const ids = idsOf(plan);
      const turns = plan.dials.map((dial) => turnMs(dial.entry, known.rules.get(dial.entry.queue), known.nowMs));
      const isInTurn = turns.every((turn, index) => index === 0 || (turns[index - 1] ?? 0) <= turn);
      const isInOrder = known.line
        .filter((one) => ids.includes(one.id))
        .every((one) =>
          known.line
            .filter((other) => other.queue === one.queue && other.class === one.class && other.placeMs < one.placeMs)
            .every(
              (other) =>
                plan.passedOver.includes(other) ||
                (ids.includes(other.id) && ids.indexOf(other.id) < ids.indexOf(one.id)),
            ),
        );
      return isInTurn && isInOrder;
    });
  });

  test('nobody is planned twice, and capacity as it is logged is neither below what is in flight nor above who is there', () => {
    expectAlways((known, plan) => {
      const ids = idsOf(plan);
      const isRight = plan.dials.every(
        ({ inFlight, capacity, entry: { queue } }) =>
          inFlight >= 1 && inFlight <= capacity && capacity <= serving(known, queue).length,
      );
      return isRight && new Set(ids).size === ids.length;
    });
  });

  test('with customers dialed first and all agents in every queue, the free less ready callers bound the covered', () => {
    expectAlways((known) => {
      const all = [...queueNames];
      const agents = known.agents.map((one, index) =>
        one.isFree ? outlook(`${index}`, { queues: all }) : tasked(`${index}`, all),
      );
      const inFlight = known.inFlight.map((one, index) => flight(`f${index}`, { queue: one.queue, state: 'answered' }));
      const free = agents.filter((one) => one.isFree).length;
      const { dials } = planDials({ ...known, agents, inFlight, rules: new Map(), pickUps: [] });
      return dials.length === 0 || dials.length + inFlight.length <= free;
    });
  });

  test('nobody is asked twice, none who talks, and none who is kept, unless for callers who all ring in vain', () => {
    expectAlways((known, { dials, tasks }) => {
      const asked = [...dials, ...tasks].flatMap((one) => one.agentIds);
      const kept = known.inFlight.filter((one) => one.task !== undefined);
      const isOpen = (id: string) => {
        const agent = known.agents.find((one) => one.agentId === id);
        const own = kept.filter((one) => one.task?.agentId === id || one.task?.agentIds.includes(id));
        if (agent === undefined) return false;
        return own.length === 0 ? !agent.isTalking && agent.freeInMs !== undefined : own.every(isRingingLong);
      };
      const isRingingLong = (one: DialInFlight) => one.state === 'dialing' && known.nowMs - one.startedAtMs > 10_000;
      return new Set(asked).size === asked.length && asked.every(isOpen);
    });
  });

  test('who is asked serves the queue, and only ways with a task ask anybody, one agent for each', () => {
    expectAlways((known, { dials }) =>
      dials.every(({ way, agentIds, entry: { queue } }) => {
        const ids = serving(known, queue).map((agent) => agent.agentId);
        const { hasTasks = false, isReservedOn = false } = known.rules.get(queue)?.ways ?? {};
        if (way === 'reserved' && !isReservedOn) return false;
        if (way === 'customer-first') return agentIds.length === 0;
        return hasTasks && agentIds.length === 1 && agentIds.every((id) => ids.includes(id));
      }),
    );
  });

  test('a dial in flight is given a task, loses one or is dialed, and never two of these', () => {
    expectAlways((known, { tasks, dialNow, letGo }) => {
      const ids = [...tasks.map((task) => task.id), ...dialNow, ...letGo];
      const isOffered = dialNow.every((id) => known.inFlight.some((one) => one.id === id && one.state === 'offered'));
      return isOffered && new Set(ids).size === ids.length;
    });
  });

  test('the order in which the index gives line, agents and dials makes no difference', () => {
    expectAlways((known, plan) => {
      const reversed = planDials({
        ...known,
        line: known.line.toReversed(),
        agents: known.agents.toReversed(),
        inFlight: known.inFlight.toReversed(),
      });
      const inOrder = ({ dials, tasks, dialNow, letGo }: Plan) =>
        JSON.stringify([dials, tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1)), dialNow.toSorted(), letGo.toSorted()]);
      return inOrder(reversed) === inOrder(plan);
    });
  });
});
