import type { CaseEvent, EventDetails } from '../../../lib/core/events/domain-event';
import type { LostCase } from '../../../lib/core/lost/case';
import { callerNumber, noonMs } from './callbacks';

/** Of Connect's kind, with the digits that many of its ids begin with. */
export const agentId = '90817263-5544-4332-8110-98765432101f';

export const caseId = '01JNB0000000000000000000CS';

/** Calls of a caller that were lost half a minute ago, two of them. */
export function lostCase(changes: Partial<LostCase> = {}): LostCase {
  return {
    id: caseId,
    number: callerNumber,
    queue: 'support',
    status: 'open',
    firstAtMs: noonMs - 300_000,
    lastAtMs: noonMs - 60_000,
    lostAtMs: noonMs - 30_000,
    tries: 2,
    ourTries: 0,
    type: 'abandoned',
    reason: 'agents_busy',
    afterMs: 0,
    reopened: 0,
    dueAtMs: noonMs + 1_770_000,
    ...changes,
  };
}

/** The same, after the caller got through. */
export function processedCase(changes: Partial<LostCase> = {}): LostCase {
  return lostCase({
    status: 'processed',
    closed: { how: 'got_through', ref: 'inbound-9', atMs: noonMs, by: agentId },
    ...changes,
  });
}

/** An event about such a case, as it comes from the bus. */
export function caseEvent(
  type: 'case.opened' | 'case.tried_again' | 'case.overdue',
  changes: Partial<EventDetails['case.opened']> = {},
): CaseEvent {
  return { type, detail: { ...openDetail, id: `${changes.caseId ?? caseId}:1:${type}`, ...changes } };
}

const openDetail: EventDetails['case.opened'] = {
  version: 1,
  id: `${caseId}:1:case.opened`,
  at: new Date(noonMs - 30_000).toISOString(),
  queue: 'support',
  number: '+44********01',
  caseId,
  status: 'open',
  firstCallAt: new Date(noonMs - 300_000).toISOString(),
  lastCallAt: new Date(noonMs - 60_000).toISOString(),
  tries: 2,
  ourTries: 0,
  type: 'abandoned',
  reason: 'agents_busy',
  after: new Date(0).toISOString(),
  dueAt: new Date(noonMs + 1_770_000).toISOString(),
};
