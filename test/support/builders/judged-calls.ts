import type { LostCase } from '../../../lib/core/lost/case';
import type { JudgedCall, LostCall } from '../../../lib/core/lost/judged-call';
import type { Exclusion } from '../../../lib/core/lost/lost-words';
import { callerNumber, noonMs } from './callbacks';

type Served = Extract<JudgedCall, { readonly outcome: 'served' }>;
type Excluded = Extract<JudgedCall, { readonly outcome: 'excluded' }>;

let made = 0;

/** In the queue support at noon for a minute, unless a test says otherwise; every call has an id of its own. */
function ended() {
  made += 1;
  return {
    callId: `call-${made}`,
    number: callerNumber,
    queue: 'support',
    startedAtMs: noonMs,
    endedAtMs: noonMs + 70_000,
    enqueuedAtMs: noonMs + 10_000,
    waitMs: 60_000,
    isFinal: true,
  };
}

/** A call whose caller gave up after a minute in the queue. */
export function lostCall(changes: Partial<LostCall> = {}): LostCall {
  return { ...ended(), outcome: 'lost', type: 'abandoned', reason: 'agents_busy', stage: 'queued', ...changes };
}

/** A call that an agent answered after a minute, talked for two and worked for half a minute more. */
export function servedCall(changes: Partial<Served> = {}): Served {
  return {
    ...ended(),
    outcome: 'served',
    contactId: `contact-${made}`,
    agentId: 'agent-1',
    connectedAtMs: noonMs + 70_000,
    endedAtMs: noonMs + 190_000,
    talkMs: 120_000,
    afterContactWorkMs: 30_000,
    ...changes,
  };
}

/** A call that counts as excluded, by why. */
export function excludedCall(why: Exclusion, changes: Partial<Excluded> = {}): Excluded {
  return { ...ended(), outcome: 'excluded', why, ...changes };
}

/** The same call, which never entered a queue. */
export function neverQueued<T extends JudgedCall>(call: T): Omit<T, 'enqueuedAtMs' | 'waitMs'> {
  const { enqueuedAtMs: _, waitMs: __, ...rest } = call;
  return rest;
}

/** An open case of one lost call. */
export function lostCase(changes: Partial<LostCase> = {}): LostCase {
  made += 1;
  return {
    id: `01JNBCASE${String(made).padStart(17, '0')}`,
    number: callerNumber,
    queue: 'support',
    status: 'open',
    firstAtMs: noonMs,
    lastAtMs: noonMs,
    lostAtMs: noonMs + 70_000,
    tries: 1,
    ourTries: 0,
    type: 'abandoned',
    reason: 'agents_busy',
    afterMs: 0,
    reopened: 0,
    ...changes,
  };
}
