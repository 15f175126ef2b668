import * as fc from 'fast-check';
import type { Callback, CallbackState, TransitionRefusal } from '../../../lib/core/callback/callback';
import { cancel, close, markArchived, withdraw } from '../../../lib/core/callback/closing';
import {
  attemptInProgress,
  claim,
  postpone,
  recordContact,
  refuseDial,
  takeOverDial,
  undoClaim,
} from '../../../lib/core/callback/dialing';
import { hold, release, renewHold } from '../../../lib/core/callback/holding';
import { confirmReady, observeDial } from '../../../lib/core/callback/observing';
import { passTime } from '../../../lib/core/callback/timers';
import type { Result } from '../../../lib/core/result';
import { dialRequest, inEveryState, noonMs, stateNames, waiting } from '../../support/builders/callbacks';
import { dialStories, toldOf } from '../../support/builders/dial-facts';
import { policyOf } from '../../support/builders/policies';

type State = CallbackState['state'];
type Outcome = State | TransitionRefusal['code'];
type Change = (callback: Callback) => Result<Callback, TransitionRefusal>;

const retry = policyOf().queues[0]!.retry;
const lateMs = noonMs + 72 * 3_600_000;
const observe =
  (facts: object): Change =>
  (callback) =>
    observeDial(callback, { attempt: 1, facts: { contactId: 'dial-1', ...facts }, nowMs: noonMs }, retry);

/** What each change leads to from each state; a state that is not named leads to the last. */
const table: readonly (readonly [string, Change, Partial<Record<State, Outcome>>, Outcome])[] = [
  ['claim', (one) => claim(one, dialRequest(one), noonMs), { waiting: 'dialing' }, 'wrong_state'],
  ['recordContact', (one) => recordContact(one, { attempt: 1, contactId: 'x' }), { dialing: 'dialing' }, 'wrong_state'],
  ['takeOverDial', (one) => takeOverDial(one, lateMs), { dialing: 'dialing' }, 'wrong_state'],
  ['undoClaim', (one) => undoClaim(one, 1, noonMs), { dialing: 'waiting' }, 'wrong_state'],
  ['refuseDial', (one) => refuseDial(one, 1, noonMs), { dialing: 'closed' }, 'wrong_state'],
  ['postpone', (one) => postpone(one, { dueAtMs: lateMs, why: 'hours' }), { waiting: 'scheduled' }, 'wrong_state'],
  [
    'hold',
    (one) => hold(one, 'inbound-2', noonMs),
    { waiting: 'held', scheduled: 'held', held: 'held', offered: 'held', dialing: 'dialing' },
    'wrong_state',
  ],
  ['release', (one) => release(one, 'inbound-1'), { held: 'waiting' }, 'no_change'],
  ['renewHold', (one) => renewHold(one, 'inbound-1', noonMs), { held: 'held' }, 'no_change'],
  [
    'cancel',
    (one) => cancel(one, noonMs),
    { waiting: 'closed', scheduled: 'closed', held: 'closed', offered: 'closed', dialing: 'dialing' },
    'wrong_state',
  ],
  [
    'withdraw',
    (one) => withdraw(one, noonMs),
    { waiting: 'closed', scheduled: 'closed', held: 'closed', offered: 'closed', dialing: 'dialing' },
    'wrong_state',
  ],
  [
    'passTime past the deadline',
    (one) => passTime(one, lateMs),
    { waiting: 'closed', scheduled: 'closed', offered: 'waiting' },
    'wrong_state',
  ],
  [
    'confirmReady',
    (one) => confirmReady(one, { attempt: 1, contactId: 'x' }, noonMs),
    { dialing: 'answered' },
    'wrong_state',
  ],
  [
    'queued',
    observe({ enqueuedAtMs: noonMs }),
    { dialing: 'answered', answered: 'no_change', talking: 'no_change' },
    'wrong_state',
  ],
  [
    'an agent joined',
    observe({ connectedToAgentAtMs: noonMs, agentId: 'agent-1' }),
    // Of a claim that was undone: its contact turns out to have reached an agent.
    {
      waiting: 'closed',
      scheduled: 'closed',
      held: 'closed',
      offered: 'closed',
      dialing: 'talking',
      answered: 'talking',
      talking: 'no_change',
    },
    'wrong_state',
  ],
  [
    'the contact ended without an agent',
    observe({ disconnectedAtMs: noonMs }),
    { dialing: 'scheduled', answered: 'scheduled', talking: 'closed' },
    'wrong_state',
  ],
  ['markArchived', markArchived, { closed: 'closed' }, 'wrong_state'],
];

describe('every change from every state', () => {
  const cases = table.flatMap(([name, change, leads, otherwise]) =>
    stateNames.map((from) => [name, from, leads[from] ?? otherwise, change] as const),
  );
  test.each(cases)('%s from %s leads to %s', (_name, from, expected, change) => {
    const result = change(inEveryState[from]);
    expect(result.ok ? result.value.state : result.error.code).toBe(expected);
  });

  test('a callback that was closed keeps how it ended, whatever is asked of it', () => {
    const over = close(waiting(), 'cancelled', noonMs);
    const asked = table.filter(([name]) => name !== 'markArchived').map(([, change]) => change(over).ok);
    expect(asked).not.toContain(true);
  });
});

/** One random thing that happens; attempt and time are those of the moment. */
const anyStep: fc.Arbitrary<(callback: Callback, nowMs: number) => Result<Callback, TransitionRefusal>> = fc.oneof(
  fc.constant((one: Callback, nowMs: number) => claim(one, dialRequest(one), nowMs)),
  fc.constant((one: Callback, nowMs: number) => claim(one, dialRequest(one), nowMs)),
  fc.constant((one: Callback) => recordContact(one, { attempt: attemptInProgress(one), contactId: `c${one.attempt}` })),
  fc.constant(takeOverDial),
  fc.constant((one: Callback, nowMs: number) => undoClaim(one, attemptInProgress(one), nowMs)),
  fc.constant((one: Callback, nowMs: number) => postpone(one, { dueAtMs: nowMs + 60_000, why: 'limit' })),
  fc.constantFrom('inbound-1', 'inbound-2').map((id) => (one: Callback, nowMs: number) => hold(one, id, nowMs)),
  fc.constantFrom('inbound-1', 'inbound-2').map((id) => (one: Callback) => release(one, id)),
  fc.constant(passTime),
  fc.constant((one: Callback, nowMs: number) =>
    confirmReady(one, { attempt: attemptInProgress(one), contactId: `c${one.attempt}` }, nowMs),
  ),
  fc
    .record({ story: fc.constantFrom(...dialStories), index: fc.nat(5), back: fc.nat(2) })
    .map(({ story, index, back }) => (one: Callback, nowMs: number) => {
      const told = toldOf(story, `c${one.attempt}`, nowMs);
      const { facts } = told[index % told.length]!;
      return observeDial(one, { attempt: attemptInProgress(one) - back, facts, nowMs }, { ...retry, attemptsMax: 6 });
    }),
);
const rareEnd = fc.constantFrom(cancel, withdraw);

test('random histories keep the place, number attempts without a gap and never reopen what is closed', () => {
  let dials = 0;
  let corrections = 0;
  const steps = fc.array(fc.oneof({ weight: 30, arbitrary: anyStep }, { weight: 1, arbitrary: rareEnd }), {
    minLength: 20,
    maxLength: 80,
  });
  fc.assert(
    fc.property(steps, (history) => {
      let callback: Callback = waiting();
      let nowMs = noonMs;
      for (const step of history) {
        nowMs += 60_000;
        const before: Callback = callback;
        const result: Result<Callback, TransitionRefusal> = step(before, nowMs);
        if (result.ok) callback = result.value;
        if (callback.state === 'dialing' && before.state === 'waiting') dials += 1;
        if (before.state === 'closed' && before !== callback) corrections += 1;
        const broken = rules.filter(([, holds]) => !holds(before, callback)).map(([name]) => name);
        if (broken.length > 0) throw new Error(`${broken.join('; ')}: ${JSON.stringify({ before, callback })}`);
      }
    }),
    { numRuns: 1_500, seed: 1 },
  );
  // The histories are worth something only if they dial, and if late evidence sometimes meets a closed callback.
  expect(dials).toBeGreaterThan(500);
  expect(corrections).toBeGreaterThan(5);
});

const start = waiting();

/** What must hold between a callback and the next form of it. */
const rules: readonly (readonly [string, (before: Callback, after: Callback) => boolean])[] = [
  ['the callback stays itself', (_, after) => after.id === start.id && after.number === start.number],
  ['the place stays', (_, after) => after.placeMs === start.placeMs && after.requestedAtMs === start.requestedAtMs],
  [
    'past attempts are numbered from 1 without a gap',
    (_, after) => after.past.every((past, index) => past.attempt === index + 1),
  ],
  ['the attempt is the number of the last one', (_, after) => after.attempt === after.past.length],
  [
    'attempts advance one by one',
    (before, after) => after.attempt === before.attempt || after.attempt === before.attempt + 1,
  ],
  [
    'attempts end only while one is in progress, or by evidence of an agent',
    (before, after) =>
      after.attempt === before.attempt ||
      inProgress.has(before.state) ||
      (after.state === 'closed' && after.past.at(-1)?.outcome === 'reached'),
  ],
  ['spending only grows', (before, after) => after.attemptsSpent >= before.attemptsSpent],
  ['no more is spent than was attempted', (_, after) => after.attemptsSpent <= after.attempt],
  [
    'the token is that of the attempt',
    (_, after) => after.state !== 'dialing' || after.request.clientToken === `${after.id}-${after.attempt + 1}`,
  ],
  ['what is closed stays closed', (before, after) => before.state !== 'closed' || after.state === 'closed'],
  [
    'only evidence of an agent corrects how it ended',
    (before, after) =>
      before.state !== 'closed' ||
      before === after ||
      (after.state === 'closed' &&
        after.outcome === 'completed' &&
        after.past.some((past) => past.outcome === 'reached')),
  ],
];
const inProgress: ReadonlySet<State> = new Set(['dialing', 'answered', 'talking']);
