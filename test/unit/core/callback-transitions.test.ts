import * as fc from 'fast-check';
import {
  numberDialed,
  numberToCall,
  type Callback,
  type CallbackState,
  type TransitionRefusal,
} from '../../../lib/core/callback/callback';
import { changeRequest } from '../../../lib/core/callback/changing';
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

const otherNumber = '+441632960002';

type State = CallbackState['state'];
type Outcome = State | TransitionRefusal['code'];
type Change = (callback: Callback) => Result<Callback, TransitionRefusal>;

const retry = policyOf().queues[0]!.retry;
const lateMs = noonMs + 72 * 3_600_000;
const slotAt = (startMs: number) => ({ startMs, deadlineMs: startMs + 48 * 3_600_000 });
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
  [
    'changeRequest to a slot',
    (one) => changeRequest(one, { slot: slotAt(lateMs) }, noonMs),
    { waiting: 'scheduled', scheduled: 'scheduled', held: 'held', offered: 'scheduled', dialing: 'dialing' },
    'wrong_state',
  ],
  [
    'changeRequest to another number',
    (one) => changeRequest(one, { number: otherNumber }, noonMs),
    { waiting: 'waiting', scheduled: 'scheduled', held: 'held', offered: 'waiting', dialing: 'dialing' },
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

const start = waiting();

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
const anyChange = fc
  .record({ number: fc.option(fc.constantFrom(start.number, otherNumber)), slotAfterMs: fc.option(fc.nat(300_000)) })
  .map(({ number, slotAfterMs }) => (one: Callback, nowMs: number) => {
    const slot = slotAfterMs === null ? undefined : slotAt(nowMs + slotAfterMs);
    return changeRequest(one, { number: number ?? undefined, slot }, nowMs);
  });

test('random histories keep the place unless a slot is chosen, number attempts without a gap and never reopen what is closed', () => {
  let dials = 0;
  let corrections = 0;
  let moves = 0;
  const anyOne = fc.oneof(
    { weight: 30, arbitrary: anyStep },
    { weight: 2, arbitrary: anyChange },
    { weight: 1, arbitrary: rareEnd },
  );
  const steps = fc.array(anyOne, { minLength: 20, maxLength: 80 });
  fc.assert(
    fc.property(steps, (history) => {
      numberOfToken.clear();
      let callback: Callback = waiting();
      let nowMs = noonMs;
      for (const step of history) {
        nowMs += 60_000;
        const before: Callback = callback;
        const result: Result<Callback, TransitionRefusal> = step(before, nowMs);
        if (result.ok) callback = result.value;
        if (callback.state === 'dialing' && before.state === 'waiting') dials += 1;
        if (before.state === 'closed' && before !== callback) corrections += 1;
        if (callback.placeMs !== before.placeMs) moves += 1;
        const broken = rules.filter(([, holds]) => !holds(before, callback)).map(([name]) => name);
        if (broken.length > 0) throw new Error(`${broken.join('; ')}: ${JSON.stringify({ before, callback })}`);
      }
    }),
    { numRuns: 4_000, seed: 1 },
  );
  // The histories are worth something only if they dial and move, and if late evidence sometimes meets a closed callback.
  expect(dials).toBeGreaterThan(500);
  expect(corrections).toBeGreaterThan(5);
  expect(moves).toBeGreaterThan(100);
});

const numberOfToken = new Map<string, string>();

/** What must hold between a callback and the next form of it. */
const rules: readonly (readonly [string, (before: Callback, after: Callback) => boolean])[] = [
  ['the callback stays itself', (_, after) => after.id === start.id && after.number === start.number],
  ['the request stays when it was made', (_, after) => after.requestedAtMs === start.requestedAtMs],
  [
    'the place stays, or is that of the slot',
    (before, after) => after.placeMs === before.placeMs || after.placeMs === after.slotMs,
  ],
  ['a slot is never given up for none', (before, after) => before.slotMs === undefined || after.slotMs !== undefined],
  ['the deadline never comes nearer', (before, after) => after.deadlineMs >= before.deadlineMs],
  [
    'while a dial is in progress its number stays',
    (before, after) =>
      numberDialed(before) === undefined ||
      numberDialed(after) === undefined ||
      numberDialed(after) === numberDialed(before),
  ],
  [
    'a dial rings the number that was to be called when it was claimed',
    (before, after) =>
      before.state !== 'waiting' || (numberDialed(after) ?? numberToCall(before)) === numberToCall(before),
  ],
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
    'attempts end only while one is in progress, by evidence of an agent, or where they were undone for another number',
    (before, after) =>
      after.attempt === before.attempt ||
      inProgress.has(before.state) ||
      (before.undoneAttempt === after.attempt && numberToCall(before) !== numberToCall(after)) ||
      (after.state === 'closed' && after.past.at(-1)?.outcome === 'reached'),
  ],
  [
    'a token is never sent to two numbers',
    (_, after) => {
      if (after.state !== 'dialing') return true;
      const { clientToken, number } = after.request;
      const first = numberOfToken.get(clientToken) ?? number;
      numberOfToken.set(clientToken, first);
      return first === number;
    },
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
