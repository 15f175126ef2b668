import { dialing, waiting } from '../support/builders/callbacks';
import { policyBy, routedWorld } from '../support/builders/routed';
import { ranking } from '../support/builders/routing';
import { ask, ourDial, watchPorts } from './ivr-asking';
import { moreQuestions, questions, worldFor, type Question } from './ivr-questions';

type Calls = Readonly<Record<string, number>>;

/** What a wait prediction reads: the figures of all queues, one line for each queue of the pool, and the pool's pace. */
const prediction = { 'capacity.holders': 1, 'callbacks.countBefore': 2, 'pools.statistics': 1 };

/** Calls of each operation as flows ask it: the language is known from the first question on. */
const expected: Readonly<Record<string, Calls>> = {
  who_is_this: {
    'callers.get': 1,
    'callers.noteCall': 1,
    'callbacks.ofCaller': 1,
    'contacts.get': 1,
    'contacts.remember': 1,
    ...prediction,
  },
  propose: { 'contacts.get': 1, ...prediction },
  slots: { 'slots.counts': 1 },
  // Whether the number may be called, who is there already, the request, and where it stands; that one was taken, and which
  // case of lost calls it closes.
  register: {
    'callers.get': 1,
    'contacts.get': 2,
    'callbacks.ofCaller': 1,
    'callbacks.register': 1,
    'contacts.noteCallback': 1,
    'cases.ofCaller': 1,
    ...prediction,
  },
  // Whether the new number may be called, and whether the caller may.
  change: {
    'callers.get': 2,
    'contacts.get': 1,
    // Whose is the callback, and who else is called on the number.
    'callbacks.ofCaller': 2,
    'callbacks.alias': 1,
    'callbacks.get': 1,
    'callbacks.put': 1,
    ...prediction,
  },
  where_am_i: { 'callbacks.ofCaller': 1, 'contacts.get': 1, ...prediction },
  // Closed, copied for reports, and marked as copied; and which case of lost calls that closes.
  cancel: {
    'cases.ofCaller': 1,
    'contacts.get': 1,
    'callbacks.ofCaller': 1,
    'callbacks.get': 1,
    'callbacks.put': 2,
    'callbacks.archive': 1,
  },
  rejoin: { 'callbacks.ofCaller': 1, 'connect.setAge': 1 },
  greet: { 'contacts.get': 1, 'callbacks.find': 1 },
  // The age goes before the sample of how long it rang.
  answered: {
    'contacts.get': 1,
    'callbacks.get': 1,
    'callbacks.put': 1,
    'connect.setAge': 1,
    'pools.statistics': 1,
    'pools.putStatistics': 1,
  },
  // To whom, kept before Connect is asked, and what came of it.
  queued: {
    'contacts.get': 1,
    'callbacks.get': 3,
    'pools.sightings': 1,
    'callbacks.inFlight': 1,
    'callbacks.put': 1,
    'connect.giveTo': 1,
  },
  // Which cases are let be in all queues, then once for each callback that was open, and what was left undone before.
  opt_out: {
    'cases.ofCaller': 3,
    'contacts.get': 1,
    'callbacks.find': 1,
    'callers.remember': 1,
    'callbacks.ofCaller': 1,
    'callbacks.get': 1,
    'callbacks.put': 1,
  },
  story: { 'contacts.get': 1, 'callbacks.find': 1 },
  // What the task is, is kept: whoever started it may have died before.
  task_ready: {
    'contacts.get': 1,
    'contacts.remember': 1,
    'callbacks.find': 1,
    'callbacks.get': 1,
    'callbacks.put': 1,
    'connect.setAge': 1,
    'connect.setRouting': 1,
  },
};

/** Eight seconds for all of them together: that leaves half a second for each. */
const CALLS_MAX = 16;

async function callsOf(question: Question, crowd = 0): Promise<Calls> {
  const world = await worldFor(question);
  for (let index = 0; index < crowd; index += 1) {
    const number = `+4477009${String(index).padStart(5, '0')}`;
    await world.keep(waiting({ id: `C${String(index).padStart(5, '0')}`, number, placeMs: index }));
  }
  const calls: Record<string, number> = {};
  const watched = watchPorts(world, (label) => void (calls[label] = (calls[label] ?? 0) + 1));
  const language: Readonly<Record<string, string>> = question.isFirst === true ? {} : { language: 'en-US' };
  await ask(watched, question.operation, { ...language, ...question.parameters }, question.contact);
  return calls;
}

const totalOf = (calls: Calls): number => Object.values(calls).reduce((sum, count) => sum + count, 0);

test.each(questions)('$operation calls the store and Connect exactly so often', async (question) => {
  expect(await callsOf(question)).toEqual(expected[question.operation]);
});

test('no operation is left out', () => {
  expect(questions.map(({ operation }) => operation).toSorted()).toEqual(Object.keys(expected).toSorted());
});

test.each(moreQuestions)('$operation, $name: no more calls than there is time for', async (question) => {
  expect(totalOf(await callsOf(question))).toBeLessThanOrEqual(CALLS_MAX);
});

test.each(questions)('$operation costs the same however many wait', async (question) => {
  expect(await callsOf(question, 1_000)).toEqual(await callsOf(question));
});

describe('a caller who may be kept for some agents', () => {
  /** Who is there: the last reading, what was seen since, whom others were just sent to, how long work takes, and who is kept. */
  const presence = {
    'roster.get': 1,
    'pools.sightings': 1,
    'pools.claims': 1,
    'pools.statistics': 1,
    'callbacks.inFlight': 1,
  };

  async function callsTo(origin: 'lost' | 'requested'): Promise<Calls> {
    const onDial = { name: 'our dial', operation: 'answered', outcome: 'connect', contact: ourDial } as const;
    const callbacks = [dialing({ origin, contactId: 'dial-1' })];
    return callsOf({
      ...onDial,
      callbacks,
      prepare: questions.find(({ operation }) => operation === 'answered')!.prepare!,
    });
  }

  test('costs six reads after a lost call, at once, where no policy is written; and nothing after a request', async () => {
    const { answered: plain } = expected;
    expect(await callsTo('requested')).toEqual(plain);
    expect(await callsTo('lost')).toEqual({ ...plain, ...presence, 'pools.statistics': 2, 'fcr.ranking': 1 });
  });

  test('and all at once: nothing that is read waits for anything else', async () => {
    const strategies = [
      { kind: 'best_fcr', agents: 1, shareMax: 1 },
      { kind: 'last_agent', withinMs: 1e9 },
      { kind: 'fewest_calls', agents: 1 },
    ] as const;
    const world = await routedWorld({ inbound: policyBy(...strategies) });
    await world.store.fcr.putRanking('support', ranking({ a: 0.9 }));
    const begun: string[] = [];
    let beganBeforeAnyEnd = 0;
    const isRouting = (label: string) =>
      /^(roster|fcr|history|callbacks\.inFlight|pools\.(sightings|claims|tallies))/.test(label);
    const before = watchPorts(world, (label) => void (isRouting(label) && begun.push(label)));
    const both = watchPorts(
      before,
      (label) => {
        if (isRouting(label) && beganBeforeAnyEnd === 0) beganBeforeAnyEnd = begun.length;
      },
      'after',
    );
    await ask(both, 'who_is_this');
    expect([...begun].toSorted()).toEqual([
      'callbacks.inFlight',
      'fcr.ranking',
      'fcr.shares',
      'history.lastHandled',
      'pools.claims',
      'pools.sightings',
      'pools.tallies',
      'roster.get',
    ]);
    expect(beganBeforeAnyEnd).toBe(begun.length);
    expect(world.connect.routed.has('inbound-1')).toBe(true);
  });
});
