import { parsePolicy, type Policy } from '../../../lib/core/policy/policy';

/** A configuration that differs from another one in one field, which is named as an admin writes it. */
export interface ConfigChange {
  readonly field: string;
  readonly policy: Policy;
}

type Path = readonly (string | number)[];

/** What a text may be besides what it is, by the name of its field; any other name is tried with a letter more. */
const others: Readonly<Record<string, readonly string[]>> = {
  instanceArn: ['arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f11'],
  country: ['FR'],
  countries: ['DE'],
  types: ['fixed-or-mobile', 'voip', 'toll-free'],
  ageBy: ['ladder'],
  mode: ['agent-first'],
  from: ['08:30', '09:30'],
  to: ['19:30', '17:30', 'queue', 'longest-idle', 'responsible-agent'],
  date: ['2026-12-24'],
  for: ['lost'],
  days: ['sun', 'sat'],
  blocked: ['+44908'],
  internalNumbers: ['+441632960001'],
  phoneNumbers: ['+441632960124'],
  link: ['https://example.com/other'],
  url: ['https://example.com/other'],
  on: ['reopened'],
  language: ['ru-RU'],
  languages: ['ru-RU'],
  queues: ['billing'],
  queue: ['billing'],
  escalateTo: ['support'],
  overflowQueue: ['other'],
  template: ['json'],
  kind: ['csv'],
  timeZone: ['Europe/Paris'],
  atLongest: ['offer', 'message'],
  reasons: ['waited_too_long'],
  class: ['standard'],
  secret: ['/holdfree/other'],
  chatId: ['-1001234567891'],
  body: ['{subject}'],
};

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Each leaf of a configuration changed by itself, and each optional one taken away, as far as that is accepted. */
export function changesOf(config: unknown): readonly ConfigChange[] {
  const before = JSON.stringify(parsePolicy(config));
  return leavesOf(config, []).flatMap(({ path, value }) => {
    const changed = alternatives(path, value).map((other) => withValue(config, path, other));
    const without = [withValue(config, path, undefined)];
    return [changed, without].flatMap((candidates) => firstAccepted(path, candidates, before));
  });
}

/**
 * A configuration in which as many leaves as possible are other ones, all at once: those whose change is accepted, and which
 * leave it a configuration that may be changed so.
 */
export function changedWherever(
  config: unknown,
  may: (policy: Policy) => boolean,
): { readonly changed: unknown; readonly fields: readonly string[] } {
  const fields: string[] = [];
  let changed = config;
  for (const { path, value } of leavesOf(config, [])) {
    const found = alternatives(path, value)
      .map((other) => withValue(changed, path, other))
      .find((candidate) => {
        const parsed = parsePolicy(candidate);
        return parsed.ok && may(parsed.value);
      });
    if (found === undefined) continue;
    changed = found;
    fields.push(nameOf(path));
  }
  return { changed, fields };
}

/** What is as before, because it was written as it is by default, is no change. */
function firstAccepted(path: Path, candidates: readonly unknown[], before: string): readonly ConfigChange[] {
  for (const candidate of candidates) {
    const parsed = parsePolicy(JSON.parse(JSON.stringify(candidate)));
    if (parsed.ok && JSON.stringify(parsed) !== before) return [{ field: nameOf(path), policy: parsed.value }];
  }
  return [];
}

function leavesOf(value: unknown, path: Path): readonly { readonly path: Path; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((one: unknown, index) => [index, one] as const)
    : Object.entries(value);
  return entries.flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

function alternatives(path: Path, value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1, value / 2, 60, 90];
  const text = String(value);
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  const id = uuid.test(text) ? [text.replace(/.$/, (last) => (last === 'f' ? 'e' : 'f'))] : [];
  return [...(others[key] ?? []), ...id, `${text}x`].filter((other) => other !== text);
}

function withValue(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (index === key ? withValue(one, rest, leaf) : one));
  const held = value as Readonly<Record<string, unknown>>;
  return { ...held, [key]: withValue(held[String(key)], rest, leaf) };
}

/** Positions within a list are left out: whichever entry of a list it is, its field is the same one. */
function nameOf(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? '[]' : `${index === 0 ? '' : '.'}${part}`)).join('');
}
