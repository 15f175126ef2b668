import { visitLines, type LineRules } from '../replay/trace/trace-lines';
import type { BrokenLine } from './source-calls';

/** A contact record as it stands in a file; a field is named with dots, `Agent.Username`. */
export interface RecordRow {
  readonly line: number;
  /** Undefined where it is not there, null or empty. */
  readonly field: (name: string) => unknown;
}

/** What is done with each row, and with each that is none. */
export interface RowVisitor {
  readonly row: (row: RecordRow) => void;
  readonly broken: (broken: BrokenLine) => void;
}

/** Attributes alone may have 32 KB, and twice that once they are escaped. */
const RECORD_CHARS_MAX = 1_048_576;

/** Reads one JSON object a line, as Connect puts them on a stream. */
export async function visitJsonLines(path: string, { row, broken }: RowVisitor): Promise<void> {
  const visit = (text: string, line: number): void => {
    if (text.trim() === '') return;
    const found = objectOf(text);
    if (found === undefined) broken({ line, field: 'line', reason: 'not a JSON object' });
    else row({ line, field: (name) => fieldOf(found, name) });
  };
  await visitLines(path, visit, recordLines(broken));
}

/** How lines of contact records are read: one that is too long costs nothing but itself. */
export function recordLines(broken: RowVisitor['broken']): LineRules {
  const reason = `longer than ${RECORD_CHARS_MAX} characters`;
  return {
    lineCharsMax: RECORD_CHARS_MAX,
    allowed: 'contact records as text, plain or gzip',
    tooLong: (line) => broken({ line, field: 'line', reason }),
  };
}

function objectOf(text: string): object | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Nested as Connect has it, or flattened by whoever exported it. */
function fieldOf(record: object, name: string): unknown {
  const flat = memberOf(record, name);
  if (flat !== undefined) return flat;
  let found: unknown = record;
  for (const key of name.split('.'))
    found = typeof found === 'object' && found !== null ? memberOf(found, key) : undefined;
  return found;
}

function memberOf(object: object, key: string): unknown {
  const found: unknown = Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;
  return found === null || found === '' ? undefined : found;
}
