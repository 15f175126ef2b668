/** What happened to a case, as supervisors choose what they are told of; `SupervisorNotice['on']`. */
export const noticeKinds = ['opened', 'reopened', 'tried_again', 'processed', 'overdue'] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** What may stand in a text about a case. The number is masked. */
const caseFields = [
  'caseId',
  'status',
  'queue',
  'number',
  'type',
  'reason',
  'tries',
  'ourTries',
  'firstCallAt',
  'lastCallAt',
  'dueAt',
  'agent',
  'vip',
] as const;

/** Of a processed case besides. */
const closedFields = [...caseFields, 'how', 'closedAt', 'by', 'why'] as const;

/** Whoever is to call has to know the number: it is told to who opens the task, and not in lists of tasks. */
const openedTaskFields = [...caseFields, 'phone'] as const;

/** What a caller may be told; times and numbers of a case are not for an SMS. */
const callerFields = ['queue', 'name'] as const;

/**
 * Every text that can be written anew in `notices.texts`, by its key, with the names that may stand in it as `{name}`.
 * A name without a value (no deadline, no agent) leaves nothing in its place, and a line of which none has a value is left out.
 */
export const placeholders = {
  caller_sms: callerFields,
  /** Where `notices.sms.link` is set. */
  caller_sms_link: [...callerFields, 'link'],
  subject_opened: caseFields,
  subject_reopened: caseFields,
  subject_tried_again: caseFields,
  subject_processed: closedFields,
  subject_overdue: caseFields,
  body_opened: caseFields,
  body_reopened: caseFields,
  body_tried_again: caseFields,
  body_processed: closedFields,
  body_overdue: caseFields,
  task_name: caseFields,
  task_description: openedTaskFields,
  escalation_name: caseFields,
  escalation_description: openedTaskFields,
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The key of a text in `notices.texts`. */
export type TextKey = keyof typeof placeholders;

/**
 * The names that may stand in the body of a webhook. `subject` and `text` are the texts of that kind of notice, filled, for
 * people; all else is as events have it, for programs: codes, and times in UTC.
 */
export const webhookPlaceholders = [...closedFields, 'kind', 'subject', 'text'] as const;

/** Every key that `notices.texts` may have. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(placeholders, key);
}

/** The names in braces in a text, each once. Braces around anything else (a JSON object, say) mean nothing. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\{([a-zA-Z]+)\}/g), ([, name]) => name ?? ''))];
}
