import type * as z from 'zod/mini';
import { maskPhone } from '../phone-number';

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
        value: show(valueAt(input, [...issue.path, key])),
        allowed: 'nothing: there is no such field (is it misspelt?)',
      }));
    }
    const value = valueAt(input, issue.path);
    return [{ field: fieldName(issue.path), value: show(value), allowed: allowedBy(issue) }];
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
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const entry = Object.entries(value).find(([name]) => name === String(key));
    return entry?.[1];
  }, input);
}

/** A value on one short line; what looks like a phone number is masked. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  const masked = text.replaceAll(/\+\d[\d ().-]{4,18}\d/g, (number) => maskPhone(number));
  return masked.length > 60 ? `${masked.slice(0, 57)}...` : masked;
}
