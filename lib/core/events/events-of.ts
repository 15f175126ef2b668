import { numberToCall, type Callback } from '../callback/callback';
import type { LostCase } from '../lost/case';
import { maskPhone } from '../mask-phone';
import type { Change } from './change';
import { EVENT_VERSION, type CaseEvent, type DomainEvent, type EventDetails } from './domain-event';
import { maskNumbersIn } from './masked-text';

/** What a stored change means to others; nothing, of most. A function of the change, so a repeat of it gives the same ids. */
export function eventsOf(change: Change): readonly DomainEvent[] {
  return change.kind === 'case'
    ? eventsOfCase(change.before, change.after, change.version)
    : eventsOfCallback(change.before, change.after, change.version);
}

/** How a case stands, said as such an event would say it, under an id that is given. */
export function caseEventOf(lostCase: LostCase, type: 'case.tried_again', id: string): CaseEvent {
  return { type, detail: caseDetail(lostCase, id, lostCase.lostAtMs) };
}

function eventsOfCase(before: LostCase | undefined, after: LostCase, version: number): readonly CaseEvent[] {
  const detail = (type: string, atMs: number) => caseDetail(after, `${after.id}:${version}:${type}`, atMs);
  // Closed and lost again between two summaries: what is counted begins anew, though nobody was told that it had ended.
  const isSameRun = before?.afterMs === after.afterMs;
  const priorAfter = before === undefined || isSameRun ? {} : { priorAfter: isoOf(before.afterMs) };
  if (after.status === 'processed') {
    // Where the last calls turned out not to be lost, those before them were told of already.
    if (before?.status === 'processed' && before.afterMs >= after.afterMs) return [];
    const processed = { ...detail('case.processed', closedAtMs(after)), ...priorAfter, ...closingOf(after) };
    return [{ type: 'case.processed', detail: processed }];
  }
  const events: CaseEvent[] = [];
  if (before === undefined) events.push({ type: 'case.opened', detail: detail('case.opened', after.lostAtMs) });
  else if (before.status === 'processed' || !isSameRun) {
    const reopened = { ...detail('case.reopened', after.lostAtMs), priorAfter: isoOf(before.afterMs) };
    events.push({ type: 'case.reopened', detail: reopened });
  } else if (after.tries > before.tries) {
    events.push({ type: 'case.tried_again', detail: detail('case.tried_again', after.lostAtMs) });
  }
  const wasOverdue = isSameRun && before.overdueAtMs !== undefined;
  if (after.overdueAtMs !== undefined && !wasOverdue) {
    events.push({ type: 'case.overdue', detail: detail('case.overdue', after.overdueAtMs) });
  }
  return events;
}

/** What every event about a case says of it. */
function caseDetail(lostCase: LostCase, id: string, atMs: number): EventDetails['case.opened'] {
  const { dueAtMs, customer, callbackId } = lostCase;
  return {
    ...head(id, atMs, lostCase.queue, lostCase.number),
    caseId: lostCase.id,
    status: lostCase.status,
    firstCallAt: isoOf(lostCase.firstAtMs),
    lastCallAt: isoOf(lostCase.lastAtMs),
    tries: lostCase.tries,
    ourTries: lostCase.ourTries,
    type: lostCase.type,
    reason: lostCase.reason,
    after: isoOf(lostCase.afterMs),
    ...(dueAtMs === undefined ? {} : { dueAt: isoOf(dueAtMs) }),
    ...(customer?.agentId === undefined ? {} : { agentId: customer.agentId }),
    ...(customer?.isVip === undefined ? {} : { isVip: customer.isVip }),
    ...(callbackId === undefined ? {} : { callbackId }),
  };
}

function closingOf(lostCase: LostCase) {
  const { closed } = lostCase;
  // By hand it is a name that somebody gave; else the id of an agent, whose digits are no number.
  const by = closed?.how === 'by_hand' && closed.by !== undefined ? maskNumbersIn(closed.by) : closed?.by;
  return {
    how: closed?.how ?? ('not_lost' as const),
    closedAt: isoOf(closedAtMs(lostCase)),
    ...(by === undefined ? {} : { by }),
    ...(closed?.reason === undefined ? {} : { why: maskNumbersIn(closed.reason) }),
  };
}

/** What turned out not to be lost was over when the call was. */
function closedAtMs({ closed, lostAtMs }: LostCase): number {
  return closed?.atMs ?? lostAtMs;
}

function eventsOfCallback(stored: Callback | undefined, after: Callback, version: number): readonly DomainEvent[] {
  // A new request takes the key of a closed one.
  const before = stored?.id === after.id ? stored : undefined;
  const detail = (type: string, atMs: number) => callbackDetail(after, `${after.id}:${version}:${type}`, atMs);
  const events: DomainEvent[] = [];
  if (before === undefined) {
    events.push({ type: 'callback.requested', detail: detail('callback.requested', after.requestedAtMs) });
  }
  for (const { attempt, outcome, atMs } of after.past) {
    // Told again when it turns out to have ended otherwise.
    if (before?.past.some((known) => known.attempt === attempt && known.outcome === outcome) === true) continue;
    const ended = detail(`callback.attempt_ended:${attempt}`, atMs);
    events.push({ type: 'callback.attempt_ended', detail: { ...ended, attempt, outcome } });
  }
  const outcomeBefore = before?.state === 'closed' ? before.outcome : undefined;
  if (after.state === 'closed' && after.outcome !== outcomeBefore) {
    const { outcome, why, closedAtMs: atMs } = after;
    const closed = { outcome, ...(why === undefined ? {} : { why }), attempts: after.attempt };
    events.push({ type: 'callback.closed', detail: { ...detail('callback.closed', atMs), ...closed } });
  }
  return events;
}

function callbackDetail(callback: Callback, id: string, atMs: number): EventDetails['callback.requested'] {
  return {
    ...head(id, atMs, callback.queue, numberToCall(callback)),
    callbackId: callback.id,
    origin: callback.origin,
    placeAt: isoOf(callback.placeMs),
  };
}

function head(id: string, atMs: number, queue: string, number: string) {
  const version: typeof EVENT_VERSION = EVENT_VERSION;
  return { version, id, at: isoOf(atMs), queue, number: maskPhone(number) };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
