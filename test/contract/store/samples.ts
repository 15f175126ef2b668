import type {
  Answered,
  Callback,
  CallbackFacts,
  CallbackIn,
  CallbackState,
  CallbackTask,
  Closed,
  Dialing,
  DialRequest,
  Offered,
  Scheduled,
  Waiting,
} from '../../../lib/core/callback/callback';
import type { DialGuard } from '../../../lib/core/dial-guard';
import type { Change } from '../../../lib/ports/changes';
import type { Store } from '../../../lib/ports/store';

/** Opens an empty store; every call gives another one. `onChange`: whoever wants to hear of its changes. */
export type OpenStore = (options?: { readonly onChange?: (change: Change) => void }) => Promise<Store>;

export const NOON_MS = Date.parse('2026-03-02T12:00:00.250Z');
export const NUMBER = '+442079460001';
export const OTHER_NUMBER = '+442079460002';
const DAY_MS = 86_400_000;

/** Facts of a callback; the id tells several apart. */
function factsWith(changes: Partial<CallbackFacts> = {}): CallbackFacts {
  return {
    id: '01JNB5Q4T2000000000000000A',
    queue: 'support',
    number: NUMBER,
    cli: NUMBER,
    origin: 'requested',
    class: 'standard',
    placeMs: NOON_MS - 60_000,
    requestedAtMs: NOON_MS - 30_000,
    requestContactId: 'inbound-1',
    deadlineMs: NOON_MS + DAY_MS,
    attempt: 0,
    attemptsSpent: 0,
    past: [],
    ...changes,
  };
}

export function waitingWith(changes: Partial<CallbackFacts & Waiting> = {}): CallbackIn<Waiting> {
  return { ...factsWith(), state: 'waiting', inLineSinceMs: NOON_MS, ...changes };
}

export function scheduledWith(changes: Partial<CallbackFacts & Scheduled> = {}): CallbackIn<Scheduled> {
  return { ...factsWith(), state: 'scheduled', dueAtMs: NOON_MS + 900_000, why: 'retry', ...changes };
}

export function offeredWith(changes: Partial<CallbackFacts & Offered> = {}): CallbackIn<Offered> {
  const lease = { startedAtMs: NOON_MS, leaseUntilMs: NOON_MS + 45_000 };
  const inLine = { task: taskWith(), tasksOffered: 1, inLineSinceMs: NOON_MS - 60_000 };
  return { ...factsWith(), state: 'offered', ...lease, ...inLine, ...changes };
}

export function taskWith(changes: Partial<CallbackTask> = {}): CallbackTask {
  return { clientToken: '01JNB5Q4T2000000000000000A-t1', agentIds: [], ...changes };
}

export function dialingWith(changes: Partial<CallbackFacts & Dialing> = {}): CallbackIn<Dialing> {
  const lease = { startedAtMs: NOON_MS, leaseUntilMs: NOON_MS + 75_000 };
  return { ...factsWith(), state: 'dialing', ...lease, request: requestWith(), ...changes };
}

export function answeredWith(changes: Partial<CallbackFacts & Answered> = {}): CallbackIn<Answered> {
  return { ...factsWith(), state: 'answered', ...met, ...changes };
}

export function closedWith(changes: Partial<CallbackFacts & Closed> = {}): CallbackIn<Closed> {
  const end = { outcome: 'completed', closedAtMs: NOON_MS, archived: false } as const;
  return { ...factsWith(), state: 'closed', ...end, ...changes };
}

export function requestWith(changes: Partial<DialRequest> = {}): DialRequest {
  return {
    clientToken: '01JNB5Q4T2000000000000000A-1',
    number: NUMBER,
    queueId: 'q-support',
    flowId: 'flow-out',
    relatedContactId: 'inbound-1',
    attributes: { holdfree_callback: '01JNB5Q4T2000000000000000A', holdfree_attempt: '1', empty: '' },
    ...changes,
  };
}

const met = {
  contactId: 'dial-1',
  startedAtMs: NOON_MS,
  readyAtMs: NOON_MS + 12_000,
  leaseUntilMs: NOON_MS + 120_000,
};
const talk = { ...met, state: 'talking', connectedAtMs: NOON_MS + 20_000, agentId: 'ann' } as const;
const acceptedTask = taskWith({ contactId: 'task-1', agentId: 'ann', acceptedAtMs: NOON_MS + 6_000 });
const atSlot = { dueAtMs: NOON_MS + 900_000, placeMs: NOON_MS + 900_000 };
const past = [
  { attempt: 1, outcome: 'no_answer', atMs: NOON_MS - 5_000 },
  { attempt: 2, outcome: 'voicemail', atMs: NOON_MS - 1_000 },
] as const;

/** A callback in every state, and in every form a state has. */
export const everyForm: readonly (readonly [form: string, callback: Callback])[] = [
  ['waiting', waitingWith()],
  ['waiting after two attempts', waitingWith({ attempt: 2, attemptsSpent: 2, past })],
  ['waiting after a claim that was undone', waitingWith({ undoneAttempt: 1 })],
  ['waiting for a lost call, in a class', waitingWith({ origin: 'lost', class: 'vip', cli: OTHER_NUMBER })],
  ['waiting in a class that was looked at', waitingWith({ class: 'vip', lookedAtMs: NOON_MS - 7 })],
  ['scheduled for a retry', scheduledWith()],
  ['scheduled for a slot', scheduledWith({ why: 'slot', slotMs: NOON_MS + 900_000, placeMs: NOON_MS + 900_000 })],
  ['waiting, to be called on another number, in Russian', waitingWith({ callNumber: OTHER_NUMBER, language: 'ru-RU' })],
  ['scheduled until the queue opens', scheduledWith({ why: 'hours' })],
  ['scheduled by the limit of a day', scheduledWith({ why: 'limit' })],
  ['held from the line', held({ state: 'waiting', inLineSinceMs: NOON_MS - 1 })],
  ['held from a retry', held({ state: 'scheduled', dueAtMs: NOON_MS + 5, why: 'retry' })],
  ['waiting after three tasks, to be given up in time', waitingWith({ tasksOffered: 3, giveUpMs: 300_000 })],
  ['offered to anybody', offeredWith()],
  [
    'offered to some, contact known',
    offeredWith({ task: taskWith({ agentIds: ['ann', 'bob'], contactId: 'task-1' }) }),
  ],
  ['offered and accepted', offeredWith({ task: acceptedTask })],
  ['dialing, contact not known', dialingWith()],
  ['dialing, contact known', dialingWith({ contactId: 'dial-1' })],
  ['dialing, picked up', dialingWith({ contactId: 'dial-1', pickedUpAtMs: NOON_MS + 8_000 })],
  ['dialing, to be cancelled', dialingWith({ after: { kind: 'cancel' } })],
  ['dialing, to be withdrawn', dialingWith({ after: { kind: 'withdraw' } })],
  ['dialing, to be resumed', dialingWith({ after: { kind: 'resume' } })],
  [
    'dialing, to be held',
    dialingWith({ after: { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: NOON_MS + 120_000 } }),
  ],
  ['dialing, to be called at another time', dialingWith({ after: { kind: 'reschedule', ...atSlot } })],
  [
    'dialing, to be held, then called at another time',
    dialingWith({
      after: { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: NOON_MS + 120_000, reschedule: atSlot },
    }),
  ],
  ['dialing beside a task', dialingWith({ tasksOffered: 1, task: taskWith() })],
  ['dialing beside an accepted task', dialingWith({ tasksOffered: 1, task: acceptedTask, contactId: 'dial-1' })],
  ['answered', answeredWith()],
  ['answered, and when it was picked up', answeredWith({ pickedUpAtMs: NOON_MS + 8_000 })],
  ['answered with an agent kept', answeredWith({ tasksOffered: 1, task: acceptedTask })],
  [
    'answered on a number that is not the one to call any more',
    answeredWith({ callNumber: OTHER_NUMBER, dialedNumber: NUMBER }),
  ],
  [
    'answered and given to an agent',
    answeredWith({ tasksOffered: 1, task: acceptedTask, given: { agentId: 'ann', atMs: NOON_MS + 13_000 } }),
  ],
  ['talking', { ...factsWith(), ...talk }],
  ['talking, and when it was picked up', { ...factsWith(), ...talk, pickedUpAtMs: NOON_MS + 8_000 }],
  ['talking with the story open', { ...factsWith({ tasksOffered: 1 }), ...talk, task: acceptedTask }],
  ['closed as completed', closedWith()],
  ['closed as expired at its deadline', closedWith({ outcome: 'expired', why: 'deadline' })],
  ['closed as expired because nobody was free', closedWith({ outcome: 'expired', why: 'nobody_free' })],
  ['closed and archived', closedWith({ outcome: 'exhausted', archived: true, attempt: 2, attemptsSpent: 2, past })],
];

function held(resume: Waiting | Scheduled): CallbackIn<Extract<CallbackState, { state: 'held' }>> {
  return { ...factsWith(), state: 'held', contactId: 'inbound-1', leaseUntilMs: NOON_MS + 120_000, resume };
}

export function guardWith(changes: Partial<DialGuard> = {}): DialGuard {
  return {
    number: NUMBER,
    holder: { callbackId: 'a', attempt: 1, leaseUntilMs: NOON_MS + 75_000 },
    day: '2026-03-02',
    dials: ['a#1'],
    ...changes,
  };
}
