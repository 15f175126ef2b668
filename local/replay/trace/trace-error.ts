const VALUE_CHARS_MAX = 120;

/** What a TraceError tells: the setting or part of the file, what was found there, why it fails and what would do. */
export interface TraceProblem {
  readonly field: 'file' | 'header' | 'days' | 'agents' | 'seed' | 'accept';
  readonly value: string;
  readonly reason: string;
  readonly allowed: string;
}

/** A call log or a replay setting that cannot be used; the message is one line and fit to be shown as it is. */
export class TraceError extends Error {
  readonly field: TraceProblem['field'];
  readonly value: string;
  readonly allowed: string;

  constructor({ field, value, reason, allowed }: TraceProblem, options?: ErrorOptions) {
    const shown = printable(value);
    super(`${field} ${shown}: ${reason}; allowed: ${allowed}`, options);
    this.name = 'TraceError';
    this.field = field;
    this.value = shown;
    this.allowed = allowed;
  }
}

/** The value may be the first bytes of any file at all, so what would break a terminal line is taken out. */
function printable(value: string): string {
  const text = value.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX)}...`;
}
