import { valueAt } from '../../../infra/flows/language/specification';
import type { Step } from './action';
import { lookupOf } from './flow-data';
import { fillText, isRecord, scalarText } from './json-paths';

/** A parameter as text, its paths replaced; undefined when it is missing or empty, or a path leads nowhere. */
export function textOf(step: Step, ...path: readonly string[]): string | undefined {
  return filled(step, valueAt(step.action.Parameters, path));
}

/** A value of a parameter as text; see textOf. */
export function filled(step: Step, value: unknown): string | undefined {
  const text = scalarText(value);
  return text === undefined ? undefined : fillText(lookupOf(step), text) || undefined;
}

/** A parameter as a whole number; undefined when it is none. */
export function wholeOf(step: Step, ...path: readonly string[]): number | undefined {
  const text = textOf(step, ...path)?.trim() ?? '';
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** Exports write "True", and now and then "true". */
export function isTrue(step: Step, ...path: readonly string[]): boolean {
  return textOf(step, ...path)?.toLowerCase() === 'true';
}

/** A parameter that is an object. */
export function recordOf(step: Step, name: string): Readonly<Record<string, unknown>> | undefined {
  const value = valueAt(step.action.Parameters, [name]);
  return isRecord(value) ? value : undefined;
}

/** An object of texts, with an empty one where a path leads nowhere. */
export function filledTexts(step: Step, texts: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, filled(step, value) ?? '']));
}
