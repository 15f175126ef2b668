import * as fc from 'fast-check';
import {
  numberDialed,
  numberToCall,
  taskOf,
  type Callback,
  type CallbackState,
  type TransitionRefusal,
} from '../../../lib/core/callback/callback';
import { changeRequest } from '../../../lib/core/callback/changing';
import { cancel, withdraw } from '../../../lib/core/callback/closing';
import {
  attemptInProgress,
  claim,
  postpone,
  recordContact,
  takeOverDial,
  undoClaim,
} from '../../../lib/core/callback/dialing';
import { hold, release } from '../../../lib/core/callback/holding';
import { confirmReady, observeDial } from '../../../lib/core/callback/observing';
import {
  acceptTask,
  addTask,
  dropTask,
  isAccepted,
  offerTask,
  recordTask,
  taskTokenOf,
} from '../../../lib/core/callback/offering';
import { passTime } from '../../../lib/core/callback/timers';
import type { Result } from '../../../lib/core/result';
import { dialRequest, noonMs, waiting } from '../../support/builders/callbacks';
import { dialStories, toldOf } from '../../support/builders/dial-facts';
import { policyOf } from '../../support/builders/policies';

const otherNumber = '+441632960002';
const retry = policyOf().queues[0]!.retry;
const slotAt = (startMs: number) => ({ startMs, deadlineMs: startMs + 48 * 3_600_000 });
type State = CallbackState['state'];
type Step = (callback: Callback, nowMs: number) => Result<Callback, TransitionRefusal>;

const start = waiting();

/** One random thing that happens; attempt and time are those of the moment. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constant((one: Callback, nowMs: number) => claim(one, dialRequest(one), nowMs)),
  fc.constant((one: Callback, nowMs: number) => claim(one, dialRequest(one), nowMs)),
  fc.constant((one: Callback) => recordContact(one, { attempt: attemptInProgress(one), contactId: `c${one.attempt}` })),
  fc.constant(takeOverDial),
  fc.constant((one: Callback, nowMs: number) => undoClaim(one, attemptInProgress(one), nowMs)),
  fc.constant((one: Callback, nowMs: number) => postpone(one, { dueAtMs: nowMs + 60_000, why: 'limit' })),
  fc.constantFrom('inbound-1', 'inbound-2').map((id) => (one: Callback, nowMs: number) => hold(one, id, nowMs)),
  fc.constantFrom('inbound-1', 'inbound-2').map((id) => (one: Callback, nowMs: number) => release(one, id, nowMs)),
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

/** The task that something is said of: the last one, or one before it. */
const someTask = fc.constantFrom(0, 0, 0, 1).map((back) => (one: Callback) => {
  const number = (one.tasksOffered ?? 0) - back;
  return { clientToken: taskTokenOf(one.id, number), contactId: `task-${number}` };
});
const agents = fc.constantFrom<readonly string[]>([], ['agent-1'], ['agent-1', 'agent-2']);

/** One random thing that happens to a task. */
const anyTaskStep: fc.Arbitrary<Step> = fc.oneof(
  agents.map((agentIds) => (one: Callback, nowMs: number) => offerTask(one, agentIds, nowMs)),
  agents.map((agentIds) => (one: Callback, nowMs: number) => claim(one, dialRequest(one), nowMs, agentIds)),
  agents.map((agentIds) => (one: Callback) => addTask(one, agentIds)),
  someTask.map((task) => (one: Callback) => recordTask(one, task(one))),
  {
    weight: 3,
    arbitrary: fc
      .record({ task: someTask, agentId: fc.constantFrom('agent-1', 'agent-2'), lateMs: fc.nat(300_000) })
      .map(({ task, agentId, lateMs }) => (one: Callback, nowMs: number) => {
        return acceptTask(one, { ...task(one), agentId, atMs: nowMs - lateMs });
      }),
  },
  someTask.map((task) => (one: Callback) => dropTask(one, task(one).clientToken)),
);
const rareEnd = fc.constantFrom(cancel, withdraw);
const anyChange = fc
  .record({ number: fc.option(fc.constantFrom(start.number, otherNumber)), slotAfterMs: fc.option(fc.nat(300_000)) })
  .map(({ number, slotAfterMs }) => (one: Callback, nowMs: number) => {
    const slot = slotAfterMs === null ? undefined : slotAt(nowMs + slotAfterMs);
    return changeRequest(one, { number: number ?? undefined, slot }, nowMs);
  });

test('random histories keep the place unless a slot is chosen, number attempts and tasks without a gap and never reopen what is closed', () => {
  let dials = 0;
  let corrections = 0;
  let moves = 0;
  let agreed = 0;
  let keptInTalk = 0;
  const anyOne = fc.oneof(
    { weight: 30, arbitrary: anyStep },
    { weight: 20, arbitrary: anyTaskStep },
    { weight: 2, arbitrary: anyChange },
    { weight: 1, arbitrary: rareEnd },
  );
  const steps = fc.array(anyOne, { minLength: 20, maxLength: 160 });
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
        if (callback.state === 'dialing' && inLine.has(before.state)) dials += 1;
        if (callback.state === 'dialing' && before.state === 'offered') agreed += 1;
        if (callback.state === 'talking' && taskOf(callback) !== undefined) keptInTalk += 1;
        if (before.state === 'closed' && before !== callback) corrections += 1;
        if (callback.placeMs !== before.placeMs) moves += 1;
        const broken = rules.filter(([, holds]) => !holds(before, callback)).map(([name]) => name);
        if (broken.length > 0) throw new Error(`${broken.join('; ')}: ${JSON.stringify({ before, callback })}`);
      }
    }),
    { numRuns: 6_000, seed: 1 },
  );
  // The histories are worth something only if they dial and move, and if late evidence sometimes meets a closed callback.
  expect(dials).toBeGreaterThan(500);
  expect(corrections).toBeGreaterThan(5);
  expect(moves).toBeGreaterThan(100);
  expect(agreed).toBeGreaterThan(100);
  expect(keptInTalk).toBeGreaterThan(100);
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
      !inLine.has(before.state) || (numberDialed(after) ?? numberToCall(before)) === numberToCall(before),
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
  [
    'a task is never on a callback that is waiting, scheduled, held or closed',
    (_, after) => mayHaveTask.has(after.state) || !Object.hasOwn(after, 'task'),
  ],
  ['offered is who has a task', (_, after) => after.state !== 'offered' || taskOf(after) !== undefined],
  [
    'tasks advance one by one, each with the next token',
    (before, after) => {
      const token = taskOf(after)?.clientToken;
      const isNew = token !== undefined && token !== taskOf(before)?.clientToken;
      if (isNew && token !== taskTokenOf(after.id, after.tasksOffered ?? 0)) return false;
      return (after.tasksOffered ?? 0) === (before.tasksOffered ?? 0) + (isNew ? 1 : 0);
    },
  ],
  [
    'no task takes the place of one that is open',
    (before, after) =>
      (taskOf(before) ?? taskOf(after))?.clientToken === (taskOf(after) ?? taskOf(before))?.clientToken,
  ],
  [
    'what is known of an open task is never forgotten',
    (before, after) => {
      const [known, kept] = [taskOf(before), taskOf(after)];
      if (known === undefined || kept === undefined) return true;
      const isSameContact = known.contactId === undefined || known.contactId === kept.contactId;
      return isSameContact && (!isAccepted(known) || (isAccepted(kept) && kept.acceptedAtMs <= known.acceptedAtMs));
    },
  ],
  [
    'who is offered is dialed only once an agent has accepted',
    (before, after) =>
      before.state !== 'offered' || after.state !== 'dialing' || (isAccepted(before.task) && after.task !== undefined),
  ],
  [
    'an offer does not change since when the callback is in the line',
    (before, after) =>
      (before.state !== 'offered' && after.state !== 'offered') ||
      inLineSince(before) === undefined ||
      inLineSince(after) === undefined ||
      inLineSince(before) === inLineSince(after),
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
const inLine: ReadonlySet<State> = new Set(['waiting', 'offered']);
const mayHaveTask: ReadonlySet<State> = new Set(['offered', 'dialing', 'answered', 'talking']);

function inLineSince(callback: Callback): number | undefined {
  if (callback.state === 'held') return callback.resume.state === 'waiting' ? callback.resume.inLineSinceMs : undefined;
  return callback.state === 'waiting' || callback.state === 'offered' ? callback.inLineSinceMs : undefined;
}
