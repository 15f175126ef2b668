import { DateTime } from 'luxon';
import type { CaseEvent } from '../events/domain-event';
import type { LanguageCode } from '../speech/language-codes';
import type { Fields } from './fill';
import { messageLanguages } from './languages';
import type { NoticeKind } from './placeholders';

/** What an event about a case is to whoever is told of it. */
export function noticeKindOf(type: CaseEvent['type']): NoticeKind {
  switch (type) {
    case 'case.opened':
      return 'opened';
    case 'case.reopened':
      return 'reopened';
    case 'case.tried_again':
      return 'tried_again';
    case 'case.overdue':
      return 'overdue';
    case 'case.processed':
      return 'processed';
  }
}

/** What an event says, as it says it: for programs. */
export function codedFields({ type, detail }: CaseEvent): Fields {
  const { caseId, status, queue, number, reason, tries, ourTries, firstCallAt, lastCallAt, dueAt, agentId } = detail;
  return {
    kind: noticeKindOf(type),
    caseId,
    status,
    queue,
    number,
    type: detail.type,
    reason,
    tries: String(tries),
    ourTries: String(ourTries),
    firstCallAt,
    lastCallAt,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(agentId === undefined ? {} : { agent: agentId }),
    ...(detail.isVip === true ? { vip: 'true' } : {}),
    ...(type === 'case.processed' ? closingFields(detail, detail.how, (iso) => iso) : {}),
  };
}

/** What an event says, in the words of a language and on the clock of a zone. */
export function caseFields(
  { type, detail }: CaseEvent,
  { language, timeZone }: { readonly language: LanguageCode; readonly timeZone: string },
): Fields {
  const words = messageLanguages[language];
  const at = (iso: string) => DateTime.fromISO(iso, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');
  return {
    caseId: detail.caseId,
    status: words.statuses[detail.status],
    queue: detail.queue,
    number: detail.number,
    type: words.types[detail.type],
    reason: words.reasons[detail.reason],
    tries: String(detail.tries),
    ourTries: String(detail.ourTries),
    firstCallAt: at(detail.firstCallAt),
    lastCallAt: at(detail.lastCallAt),
    ...(detail.dueAt === undefined ? {} : { dueAt: at(detail.dueAt) }),
    ...(detail.agentId === undefined ? {} : { agent: detail.agentId }),
    ...(detail.isVip === true ? { vip: words.vip } : {}),
    ...(type === 'case.processed' ? closingFields(detail, words.closings[detail.how], at) : {}),
  };
}

function closingFields(
  detail: Extract<CaseEvent, { readonly type: 'case.processed' }>['detail'],
  how: string,
  at: (iso: string) => string,
): Fields {
  return {
    how,
    closedAt: at(detail.closedAt),
    ...(detail.by === undefined ? {} : { by: detail.by }),
    ...(detail.why === undefined ? {} : { why: detail.why }),
  };
}
