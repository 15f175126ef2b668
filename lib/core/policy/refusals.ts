import type * as z from 'zod/mini';
import { maskPhone } from '../mask-phone';

/** One wrong field of a configuration: which, what it holds, and what it may hold. */
export interface PolicyRefusal {
  readonly field: string;
  readonly value: string;
  readonly allowed: string;
}

/** A refusal as one line for a terminal. */
export function describeRefusal({ field, value, allowed }: PolicyRefusal): string {
  return `${field}: got ${value}; allowed is ${allowed}`;
}

/** Names every field that the schema refused. */
export function refusalsOf(issues: readonly z.core.$ZodIssue[], input: unknown): readonly PolicyRefusal[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: fieldName([...issue.path, key]),
        value: shownAt(input, [...issue.path, key]),
        allowed: 'nothing: there is no such field (is it misspelt?)',
      }));
    }
    const value = shownAt(input, issue.path);
    if (issue.code === 'invalid_key') {
      // What is wrong is the name, which the field shows already, whatever it stands for.
      const [wrong] = issue.issues;
      return [{ field: fieldName(issue.path), value, allowed: `as a name ${wrong?.message ?? issue.message}` }];
    }
    return [{ field: fieldName(issue.path), value, allowed: allowedBy(issue) }];
  });
}

/** Names every field that is called `__proto__`: the schema drops an entry of that name without a word. */
export function refusalsOfDropped(input: unknown, path: readonly PropertyKey[] = []): readonly PolicyRefusal[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) => {
    const at = [...path, Array.isArray(input) ? Number(key) : key];
    if (key !== '__proto__') return refusalsOfDropped(value, at);
    const shown = at[0] === 'notices' ? HIDDEN : show(value);
    return [{ field: fieldName(at), value: shown, allowed: 'as a name another one: this one is dropped' }];
  });
}

function allowedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `a value of type ${issue.expected}`;
  return issue.message;
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the configuration';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${masked(String(part))}`))
    .join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const entry = Object.entries(value).find(([name]) => name === String(key));
    return entry?.[1];
  }, input);
}

/** Stands for a value that may be a secret, or hold one. */
export const HIDDEN = 'something that is not shown here';

/** What of a place where supervisors are told holds no secret, even where it is wrong. */
const open = ['name', 'kind', 'template', 'topicArn', 'on', 'queues', 'language'];

/** Fields that hold numbers, however they are written. */
const ofNumbers = ['phoneNumbers', 'blocked', 'internalNumbers', 'originationIdentity'];

/** Names under which people keep secrets, where no field of ours has such a name. */
const likeSecret = /secret|token|passw|credential|api.?key|private/i;

/** Who mistakes one field for another may have written a token anywhere: of webhooks only what cannot be one is shown. */
function shownAt(input: unknown, path: readonly PropertyKey[]): string {
  const [first, second, , field] = path;
  const value = valueAt(input, path);
  if (value === undefined) return show(value);
  const isOfPlace = first === 'notices' && (second === 'supervisors' || second === undefined);
  if (isOfPlace ? !open.includes(String(field)) : path.some((part) => likeSecret.test(String(part)))) return HIDDEN;
  const isNumber = path.some((part) => ofNumbers.includes(String(part)));
  return isNumber ? show(value).replaceAll(/\d[\d ().-]{4,18}\d/g, (number) => maskPhone(number)) : show(value);
}

/** A value on one short line, an ARN in full; what looks like a phone number, an address or a token is masked. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = masked(jsonOf(value));
  const longest = text.startsWith('"arn:') ? 200 : 60;
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

/** What no JSON can hold is named by its type. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return typeof value;
  }
}

/** A text in which phone numbers, addresses and the tokens of bots and of AWS cannot be read. */
export function masked(text: string): string {
  return text
    .replaceAll(/(?:\+|\b00?|\()\d[\d ()./-]{4,18}\d/g, (number) => maskPhone(number))
    .replaceAll(/(https?:\/\/)[^\s"]*/g, '$1...')
    .replaceAll(/\d{5,}:[\w-]{20,}|\bA[KS]IA[0-9A-Z]{16}\b/g, '...');
}
