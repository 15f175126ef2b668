import * as fc from 'fast-check';
import { drawing } from '../simulation/drawing';
import type { FlowAction } from '../../infra/flows/language/document';
import { operations } from '../../lib/core/dialogue/operations';
import { contactAttributes } from '../../lib/core/contact-attributes';
import { mapFlows, type FlowMap } from '../../local/flows/walks/flow-map';
import { walkedPolicies } from '../../local/flows/walks/walked-policies';
import { AdapterError } from '../../lib/ports/adapter-error';
import { ask, watchPorts } from '../functions/ivr-asking';
import { moreQuestions, questions, worldFor } from '../functions/ivr-questions';

// Invariant 8: a caller on the line is never dropped by a fault of ours: the target queue is set before the first Lambda
// block, every error path queues the caller or plays a named last resort, and the callback flow reaches its queue from
// the dial's own attributes.
// Broken by a question before the queue is known, an error without a branch, a function that throws or answers what a
// flow cannot read, or a queue that only our store knows.
// What happens on the paths is walked elsewhere: test/flows/walks.test.ts and walks-of-everything.test.ts (error paths,
// last resorts, silence), dialogue-faults.test.ts (every question lost once, and all of them), dialogue-callback.test.ts
// (the queue of the dial's attributes), and test/functions/ivr-faults.test.ts (each single fault of a question). Here:
// the order of queue and question on every path there is, and functions in which anything fails at once.

const QUEUEING = 'UpdateContactTargetQueue';
const ASKING = 'InvokeLambdaFunction';

/** Actions at which a function may be asked although no queue has been set, on any path from the start. */
function askedTooEarly({
  start,
  actions,
}: {
  readonly start: string;
  readonly actions: ReadonlyMap<string, FlowAction>;
}): readonly string[] {
  const early = new Set<string>();
  const seen = new Set<string>();
  const left = [start];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const action = actions.get(id);
    if (seen.has(id) || action === undefined) continue;
    seen.add(id);
    if (action.Type === ASKING) early.add(id);
    const { NextAction, Errors, Conditions } = action.Transitions;
    // Past the block the queue is set; where setting it failed, it is not.
    const onward = action.Type === QUEUEING ? [] : [NextAction, ...Conditions.map((one) => one.NextAction)];
    left.push(...[...onward, ...Errors.map((one) => one.NextAction)].filter((one) => one !== undefined));
  }
  return [...early].toSorted();
}

function actionsOf(
  map: FlowMap,
  key: string,
): { readonly start: string; readonly actions: ReadonlyMap<string, FlowAction> } {
  const flow = map.flow(key);
  if (flow === undefined) throw new Error(`no flow ${key}`);
  return { start: flow.start, actions: new Map([...flow.actions].map(([id, { action }]) => [id, action])) };
}

const policies = walkedPolicies().map(({ name, flows }) => ({ name, flows: flows.flows, map: mapFlows(flows) }));
const queueing = policies.flatMap(({ name, flows, map }) =>
  flows
    .filter(({ key }) => key.startsWith('entry-') || key === 'callback' || key === 'task')
    .map(({ key }) => ({ label: `${name}/${key}`, key, ...actionsOf(map, key) })),
);

describe.each(queueing)('$label', ({ key, start, actions }) => {
  test('sets the queue on every path before any function is asked', () => {
    const isSet = [...actions.values()].some(({ Type }) => Type === QUEUEING);
    expect(isSet).toBe(true);
    expect(askedTooEarly({ start, actions: pastQueueErrors(actions) })).toEqual([]);
  });

  test('takes the queue from itself, or from the contact, never from an answer', () => {
    const first = firstQueueing(start, actions);
    const named = JSON.stringify(first?.Parameters ?? {});
    expect(named).not.toContain('$.External');
    const isOfDial = named.includes(`$.Attributes.${contactAttributes.queueId}`);
    expect(isOfDial || key !== 'callback').toBe(true);
  });

  test('would be found out if it asked first', () => {
    const without = new Map([...actions].map(([id, action]) => [id, asNothing(action)]));
    const asks = [...actions.values()].some(({ Type }) => Type === ASKING);
    expect(askedTooEarly({ start, actions: without }).length > 0).toBe(asks);
  });
});

/** A queue block whose queue does not exist leads on as if it had been set: there is nothing else to do with the caller. */
function pastQueueErrors(actions: ReadonlyMap<string, FlowAction>): ReadonlyMap<string, FlowAction> {
  return new Map(
    [...actions].map(([id, action]) =>
      action.Type === QUEUEING ? [id, { ...action, Transitions: { ...action.Transitions, Errors: [] } }] : [id, action],
    ),
  );
}

/** The action with its ways out, doing nothing where it set a queue. */
function asNothing(action: FlowAction): FlowAction {
  return action.Type === QUEUEING ? { ...action, Type: 'EndFlowModuleExecution' } : action;
}

function firstQueueing(start: string, actions: ReadonlyMap<string, FlowAction>): FlowAction | undefined {
  const seen = new Set<string>();
  const left = [start];
  for (let id = left.shift(); id !== undefined; id = left.shift()) {
    const action = actions.get(id);
    if (seen.has(id) || action === undefined) continue;
    seen.add(id);
    if (action.Type === QUEUEING) return action;
    const { NextAction, Conditions } = action.Transitions;
    left.push(...[NextAction, ...Conditions.map((one) => one.NextAction)].filter((one) => one !== undefined));
  }
  return undefined;
}

test('whatever fails at once, and however often, a function answers with a flat map of words that a flow can read', async () => {
  const all = [...questions, ...moreQuestions];
  const outcomesOf = new Map<string, readonly string[]>(
    Object.entries(operations).map(([name, { outcomes }]) => [name, outcomes]),
  );
  let unavailable = 0;
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom('before' as const, 'after' as const),
      async (question, draws, share, when) => {
        const world = await worldFor(question);
        const look = (): void => {
          if (Number(draws.next().value) < share) {
            throw new AdapterError('dynamodb', { retryable: true, cause: new Error('out of reach') });
          }
        };
        const answer = await ask(
          watchPorts(world, look, when),
          question.operation,
          question.parameters,
          question.contact,
        );
        const { outcome } = answer;
        expect(Object.values(answer).every((value) => typeof value === 'string' && value !== '')).toBe(true);
        expect(['unavailable', ...(outcomesOf.get(question.operation) ?? [])]).toContain(outcome);
        if (outcome === 'unavailable') unavailable += 1;
        else answered += 1;
      },
    ),
    drawing(250, 18),
  );
  expect(unavailable).toBeGreaterThan(50);
  expect(answered).toBeGreaterThan(50);
});
