import { isJsonPath } from '../../../infra/flows/lint/json-path';

/** The value below `$` by the first name of a path: `Attributes`, `External`, `Queue`. */
export type Lookup = (name: string) => unknown;

const segment = /\.([^\s.[\]$]+)|\[(?:'([^']*)'|"([^"]*)"|([^\]]+))\]/y;
// A dot or hyphen that ends a sentence or stands between words is no part of the path before it.
const embedded = /\$(?:\.[A-Za-z_]\w*(?:-\w+)*|\['[^']+'\]|\["[^"]+"\])(?:\.\w+(?:-\w+)*|\['[^']+'\]|\["[^"]+"\])*/g;

/** What a path leads to; undefined when there is nothing, or null. A list can be had whole, its items cannot. */
export function valueOfPath(lookup: Lookup, path: string): unknown {
  const [first, ...rest] = namesOf(path);
  if (first === undefined) return undefined;
  let value = lookup(first);
  for (const name of rest) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = Reflect.get(value, name);
  }
  return value ?? undefined;
}

/** Text with every path in it replaced by its value; undefined when one of them leads to no text. */
export function fillText(lookup: Lookup, text: string): string | undefined {
  if (isJsonPath(text)) {
    const whole = scalarText(valueOfPath(lookup, text));
    if (whole !== undefined) return whole;
  }
  let isComplete = true;
  const filled = text.replaceAll(embedded, (path) => {
    const value = scalarText(valueOfPath(lookup, path));
    if (value === undefined) isComplete = false;
    return value ?? '';
  });
  return isComplete ? filled : undefined;
}

/**
 * A parameter with the paths in it replaced, however deep they are: a path that stands alone brings its value as it is,
 * lists and objects too. What leads nowhere becomes `missing`.
 */
export function fillDeep(lookup: Lookup, value: unknown, missing: unknown): unknown {
  if (typeof value === 'string') {
    const whole = isJsonPath(value) ? valueOfPath(lookup, value) : undefined;
    return whole ?? fillText(lookup, value) ?? missing;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => fillDeep(lookup, item, missing));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillDeep(lookup, item, missing)]));
}

/** The names that each path in a text is made of, by the path as it is written. */
export function pathsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const paths = isJsonPath(text) && namesOf(text).every((name) => /^\w+$/.test(name)) ? [text] : text.match(embedded);
  return new Map((paths ?? []).map((path) => [path, namesOf(path)]));
}

/** A value as text, where it is one: text, a number, true or false. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesOf(path: string): readonly string[] {
  const names: string[] = [];
  segment.lastIndex = 1;
  for (;;) {
    const { lastIndex } = segment;
    const match = segment.exec(path);
    if (match === null) return lastIndex === path.length ? names : [];
    names.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
}
