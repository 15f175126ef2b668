import { taskOf, type Callback, type CallbackState, type TransitionRefusal } from '../../../lib/core/callback/callback';
import { changeRequest } from '../../../lib/core/callback/changing';
import { cancel, close, markArchived, withdraw } from '../../../lib/core/callback/closing';
import {
  claim,
  postpone,
  recordContact,
  refuseDial,
  takeOverDial,
  undoClaim,
} from '../../../lib/core/callback/dialing';
import { markGiven, markNotGiven } from '../../../lib/core/callback/giving';
import { hold, release, renewHold } from '../../../lib/core/callback/holding';
import { confirmReady, observeDial } from '../../../lib/core/callback/observing';
import { acceptTask, addTask, dropTask, offerTask, recordTask } from '../../../lib/core/callback/offering';
import { passTime } from '../../../lib/core/callback/timers';
import type { Result } from '../../../lib/core/result';
import {
  dialRequest,
  inEveryState,
  noonMs,
  openTask,
  stateNames,
  waiting,
  withAcceptedTask,
} from '../../support/builders/callbacks';
import { policyOf } from '../../support/builders/policies';

const otherNumber = '+441632960002';

type State = CallbackState['state'];
type StateWithTask = keyof typeof withAcceptedTask;
type Outcome = State | TransitionRefusal['code'];
type Change = (callback: Callback) => Result<Callback, TransitionRefusal>;

/** What a change leads to; a state that is not named leads to `else`. */
interface Leads {
  readonly from: Partial<Record<State, Outcome>>;
  readonly else: Outcome;
  /** Where it is another one with a task that an agent has accepted. */
  readonly withTask?: Partial<Record<StateWithTask, Outcome>>;
}

const retry = policyOf().queues[0]!.retry;
const lateMs = noonMs + 72 * 3_600_000;
const { clientToken } = openTask();
const slotAt = (startMs: number) => ({ startMs, deadlineMs: startMs + 48 * 3_600_000 });
const observe =
  (facts: object): Change =>
  (callback) =>
    observeDial(callback, { attempt: 1, facts: { contactId: 'dial-1', ...facts }, nowMs: noonMs }, retry);

const over = { waiting: 'closed', scheduled: 'closed', held: 'closed', offered: 'closed' } as const;

const table: readonly (readonly [string, Change, Leads])[] = [
  [
    'claim',
    (one) => claim(one, dialRequest(one), noonMs),
    { from: { waiting: 'dialing' }, else: 'wrong_state', withTask: { offered: 'dialing' } },
  ],
  [
    'claim with a task',
    (one) => claim(one, dialRequest(one), noonMs, ['agent-2']),
    { from: { waiting: 'dialing' }, else: 'wrong_state', withTask: { offered: 'dialing' } },
  ],
  ['offerTask', (one) => offerTask(one, [], noonMs), { from: { waiting: 'offered' }, else: 'wrong_state' }],
  [
    'addTask',
    (one) => addTask(one, ['agent-2']),
    { from: { dialing: 'dialing' }, else: 'wrong_state', withTask: { dialing: 'no_change' } },
  ],
  [
    'recordTask',
    (one) => recordTask(one, { clientToken, contactId: 'task-1' }),
    {
      from: { offered: 'no_change', dialing: 'no_change', answered: 'no_change', talking: 'no_change' },
      else: 'wrong_state',
    },
  ],
  [
    'acceptTask',
    (one) => acceptTask(one, { clientToken, contactId: 'task-1', agentId: 'agent-1', atMs: noonMs + 10_000 }),
    {
      from: { offered: 'offered', dialing: 'no_change', answered: 'no_change', talking: 'no_change' },
      else: 'wrong_state',
      withTask: { offered: 'no_change' },
    },
  ],
  [
    'dropTask',
    (one) => dropTask(one, clientToken),
    {
      from: { offered: 'waiting' },
      else: 'no_change',
      withTask: { dialing: 'dialing', answered: 'answered', talking: 'talking' },
    },
  ],
  [
    'markGiven',
    (one) => markGiven(one, 'dial-1', { agentId: 'agent-1', atMs: noonMs + 16_000 }),
    { from: { answered: 'answered' }, else: 'wrong_state' },
  ],
  [
    'markNotGiven',
    (one) => markNotGiven(one, { agentId: 'agent-1', atMs: noonMs + 16_000 }),
    { from: { answered: 'no_change' }, else: 'wrong_state' },
  ],
  [
    'recordContact',
    (one) => recordContact(one, { attempt: 1, contactId: 'x' }),
    { from: { dialing: 'dialing' }, else: 'wrong_state' },
  ],
  ['takeOverDial', (one) => takeOverDial(one, lateMs), { from: { dialing: 'dialing' }, else: 'wrong_state' }],
  ['undoClaim', (one) => undoClaim(one, 1, noonMs), { from: { dialing: 'waiting' }, else: 'wrong_state' }],
  ['refuseDial', (one) => refuseDial(one, 1, noonMs), { from: { dialing: 'closed' }, else: 'wrong_state' }],
  [
    'postpone',
    (one) => postpone(one, { dueAtMs: lateMs, why: 'hours' }),
    { from: { waiting: 'scheduled', offered: 'scheduled' }, else: 'wrong_state' },
  ],
  [
    'hold',
    (one) => hold(one, 'inbound-2', noonMs),
    {
      from: { waiting: 'held', scheduled: 'held', held: 'held', offered: 'held', dialing: 'dialing' },
      else: 'wrong_state',
    },
  ],
  ['release', (one) => release(one, 'inbound-1', noonMs), { from: { held: 'waiting' }, else: 'no_change' }],
  ['renewHold', (one) => renewHold(one, 'inbound-1', noonMs), { from: { held: 'held' }, else: 'no_change' }],
  ['cancel', (one) => cancel(one, noonMs), { from: { ...over, dialing: 'dialing' }, else: 'wrong_state' }],
  ['withdraw', (one) => withdraw(one, noonMs), { from: { ...over, dialing: 'dialing' }, else: 'wrong_state' }],
  [
    'passTime past the deadline',
    (one) => passTime(one, lateMs),
    { from: { waiting: 'closed', scheduled: 'closed', offered: 'waiting' }, else: 'wrong_state' },
  ],
  [
    'confirmReady',
    (one) => confirmReady(one, { attempt: 1, contactId: 'x' }, noonMs),
    { from: { dialing: 'answered' }, else: 'wrong_state' },
  ],
  [
    'queued',
    observe({ enqueuedAtMs: noonMs }),
    { from: { dialing: 'answered', answered: 'no_change', talking: 'no_change' }, else: 'wrong_state' },
  ],
  [
    'an agent joined',
    observe({ connectedToAgentAtMs: noonMs, agentId: 'agent-1' }),
    // Of a claim that was undone: its contact turns out to have reached an agent.
    { from: { ...over, dialing: 'talking', answered: 'talking', talking: 'no_change' }, else: 'wrong_state' },
  ],
  [
    'the contact ended without an agent',
    observe({ disconnectedAtMs: noonMs }),
    { from: { dialing: 'scheduled', answered: 'scheduled', talking: 'closed' }, else: 'wrong_state' },
  ],
  [
    'changeRequest to a slot',
    (one) => changeRequest(one, { slot: slotAt(lateMs) }, noonMs),
    {
      from: { waiting: 'scheduled', scheduled: 'scheduled', held: 'held', offered: 'scheduled', dialing: 'dialing' },
      else: 'wrong_state',
    },
  ],
  [
    'changeRequest to another number',
    (one) => changeRequest(one, { number: otherNumber }, noonMs),
    {
      from: { waiting: 'waiting', scheduled: 'scheduled', held: 'held', offered: 'waiting', dialing: 'dialing' },
      else: 'wrong_state',
    },
  ],
  ['markArchived', markArchived, { from: { closed: 'closed' }, else: 'wrong_state' }],
];

const outcomeOf = (result: Result<Callback, TransitionRefusal>) => (result.ok ? result.value.state : result.error.code);

describe('every change from every state', () => {
  const cases = table.flatMap(([name, change, leads]) =>
    stateNames.map((from) => [name, from, leads.from[from] ?? leads.else, change] as const),
  );
  test.each(cases)('%s from %s leads to %s', (_name, from, expected, change) => {
    expect(outcomeOf(change(inEveryState[from]))).toBe(expected);
  });

  test('a callback that was closed keeps how it ended, whatever is asked of it', () => {
    const ended = close(waiting(), 'cancelled', noonMs);
    const asked = table.filter(([name]) => name !== 'markArchived').map(([, change]) => change(ended).ok);
    expect(asked).not.toContain(true);
  });
});

describe('every change from every state with a task that an agent has accepted', () => {
  const cases = table.flatMap(([name, change, leads]) =>
    (['offered', 'dialing', 'answered', 'talking'] as const).map(
      (from) => [name, from, leads.withTask?.[from] ?? leads.from[from] ?? leads.else, change] as const,
    ),
  );
  const live: ReadonlySet<State> = new Set(['offered', 'dialing', 'answered', 'talking']);
  test.each(cases)('%s from %s leads to %s, and the task goes along or is gone', (name, from, expected, change) => {
    const before = withAcceptedTask[from];
    const result = change(before);
    expect(outcomeOf(result)).toBe(expected);
    if (!result.ok) return;
    // Nobody will come through a dial that was given up.
    const after = result.value.state === 'dialing' ? result.value.after?.kind : undefined;
    const isGivenUp = after === 'hold' || after === 'cancel' || after === 'withdraw' || after === 'reschedule';
    const isKept = live.has(result.value.state) && name !== 'dropTask' && !isGivenUp;
    expect(taskOf(result.value)).toEqual(isKept ? before.task : undefined);
    expect(Object.hasOwn(result.value, 'task')).toBe(isKept);
    expect(result.value).toMatchObject({ tasksOffered: 1 });
  });
});
