import { canonical } from '../../../lib/core/lost/canonical';
import type { CallFacts } from '../../../lib/core/lost/call-facts';
import type { CaseMark, LostCase } from '../../../lib/core/lost/case';
import type { HandledCall, JudgedCall, LostCall } from '../../../lib/core/lost/judged-call';
import type { MarkedCase } from '../../../lib/ports/case-store';
import type { Delivery } from '../../../lib/ports/delivery-store';
import type { Page } from '../../../lib/ports/page';
import { NUMBER } from './samples';

/** Times of calls are whole seconds. */
export const CALL_MS = Date.parse('2026-03-02T12:00:00Z');
export const CASE_ID = '01JNB5Q4T2000000000000000C';
export const CASE_KEY = { number: NUMBER, queue: 'support' } as const;

/** As long as a contact id is. */
export function contactId(index: number): string {
  return `0a1b2c3d-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

export function lostMark(index: number, changes: Partial<Extract<CaseMark, { kind: 'lost' }>> = {}): CaseMark {
  const startedAtMs = CALL_MS + index * 1000;
  const lost = { type: 'abandoned', reason: 'agents_busy' } as const;
  const times = { startedAtMs, endedAtMs: startedAtMs + 95_000 };
  return { kind: 'lost', callId: contactId(index), basis: 1, ...times, lost, ...changes };
}

export const closedMark: CaseMark = { kind: 'closed', how: 'got_through', ref: contactId(9), atMs: CALL_MS + 900_000 };

/** A mark of every kind, and in every form a kind has. */
export const everyMark: readonly CaseMark[] = [
  lostMark(1),
  lostMark(1, { basis: 12, lost: undefined }),
  { kind: 'lost', callId: contactId(2), basis: 2, startedAtMs: CALL_MS, endedAtMs: CALL_MS },
  { kind: 'tried', ref: `${CASE_ID}-1`, atMs: CALL_MS + 60_000 },
  closedMark,
  { kind: 'closed', how: 'by_hand', ref: 'deed', atMs: CALL_MS, by: 'ann', reason: 'sagte „Danke“ 😀' },
  { kind: 'callback', afterMs: 0, callbackId: '01JNB5Q4T2000000000000000A' },
  { kind: 'callback', afterMs: CALL_MS, callbackId: '01JNB5Q4T2000000000000000B', follows: CASE_ID },
  { kind: 'deadline', afterMs: 0, atMs: CALL_MS + 1_800_000 },
  { kind: 'overdue', afterMs: CALL_MS, atMs: CALL_MS + 1_800_000 },
  { kind: 'customer', atMs: CALL_MS, customer: {} },
  {
    kind: 'customer',
    atMs: CALL_MS,
    customer: { name: 'Анна', agentId: 'ann', language: 'ru-RU', isVip: true },
  },
];

export function caseWith(changes: Partial<LostCase> = {}): LostCase {
  return {
    ...CASE_KEY,
    id: CASE_ID,
    status: 'open',
    firstAtMs: CALL_MS,
    lastAtMs: CALL_MS,
    lostAtMs: CALL_MS + 95_000,
    tries: 1,
    ourTries: 0,
    type: 'abandoned',
    reason: 'agents_busy',
    afterMs: 0,
    reopened: 0,
    ...changes,
  };
}

/** A case with all that a case may have. */
export const fullCase: Required<LostCase> = {
  ...caseWith({ status: 'processed', tries: 3, ourTries: 2, reopened: 1, afterMs: CALL_MS - 86_400_000 }),
  callbackId: '01JNB5Q4T2000000000000000A',
  dueAtMs: CALL_MS + 1_800_000,
  overdueAtMs: CALL_MS + 1_800_000,
  customer: { name: 'Анна', agentId: 'ann', language: 'ru-RU', isVip: true },
  closed: { how: 'by_hand', ref: 'deed', atMs: CALL_MS + 900_000, by: 'zoe', reason: 'wrote an e-mail' },
};

/** The marks of a case in one order, whatever order they came in. */
export function sortedMarks(marked: MarkedCase | undefined): readonly string[] | undefined {
  return marked?.marks.map(canonical).toSorted();
}

export function lostCall(changes: Partial<LostCall> = {}): LostCall {
  return {
    callId: contactId(1),
    number: NUMBER,
    queue: 'support',
    startedAtMs: CALL_MS,
    endedAtMs: CALL_MS + 95_000,
    enqueuedAtMs: CALL_MS + 20_000,
    waitMs: 75_000,
    stage: 'queued',
    prompt: 'offer',
    language: 'en-US',
    isFinal: false,
    outcome: 'lost',
    type: 'abandoned',
    reason: 'agents_busy',
    ...changes,
  };
}

const ended = { startedAtMs: CALL_MS, endedAtMs: CALL_MS + 60_000, isFinal: true };

/** A call in every form that a verdict has. */
export const everyVerdict: readonly (readonly [form: string, call: JudgedCall])[] = [
  ['lost', lostCall()],
  ['excluded, with no number', { ...ended, callId: contactId(2), outcome: 'excluded', why: 'withheld' }],
  [
    'served',
    {
      ...ended,
      callId: contactId(3),
      number: NUMBER,
      queue: 'support',
      alsoIn: ['billing'],
      outcome: 'served',
      contactId: contactId(4),
      agentId: 'ann',
      connectedAtMs: CALL_MS + 5_000,
      talkMs: 55_000,
      afterContactWorkMs: 0,
      isTransferredOut: true,
    },
  ],
];

export function handledCall(changes: Partial<HandledCall> = {}): HandledCall {
  return {
    contactId: contactId(1),
    number: NUMBER,
    queue: 'support',
    agentId: 'ann',
    how: 'rang_in',
    connectedAtMs: CALL_MS,
    endedAtMs: CALL_MS + 60_000,
    ...changes,
  };
}

/** All that may be known of a call. */
export const fullFacts: CallFacts = {
  callId: contactId(1),
  segments: [
    {
      contactId: contactId(1),
      told: {
        kind: 'inbound',
        initiatedAtMs: CALL_MS,
        queueId: 'q-support',
        queueName: 'support',
        enqueuedAtMs: CALL_MS + 1000,
        agentId: 'ann',
        connectedToAgentAtMs: CALL_MS + 2000,
        disconnectedAtMs: CALL_MS + 3000,
        afterContactWorkEndedAtMs: CALL_MS + 4000,
        disconnectReason: 'CUSTOMER_DISCONNECT',
        offers: 0,
        isTransferredOut: false,
        nextContactId: contactId(2),
        from: '',
        stage: 'queued',
        prompt: 'offer',
        language: 'en-US',
        tookCallback: true,
      },
      record: { updatedAtMs: CALL_MS + 5000, kind: 'inbound', from: NUMBER },
    },
    { contactId: contactId(2) },
  ],
};

export function deliveryWith(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: `${CASE_ID}:0:sms:caller:lost`,
    caseId: CASE_ID,
    channel: 'sms',
    to: 'caller',
    state: 'sending',
    tries: 0,
    atMs: CALL_MS,
    leaseUntilMs: CALL_MS + 60_000,
    ...changes,
  };
}

/** Every item of a list, page by page, as long as there is a next one. */
export async function allPages<T>(
  read: (next: string | undefined) => Promise<Page<T>>,
): Promise<{ readonly items: readonly T[]; readonly cursors: readonly string[] }> {
  const items: T[] = [];
  const cursors: string[] = [];
  let next: string | undefined;
  do {
    const page = await read(next);
    items.push(...page.items);
    next = page.next;
    if (next !== undefined) cursors.push(next);
  } while (next !== undefined);
  return { items, cursors };
}
