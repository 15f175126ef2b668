import type { CountryCode } from 'libphonenumber-js/max';
import { maskPhone } from './mask-phone';
import { readNumber } from './read-number';
import { err, ok, type Result } from './result';

/** Why a number cannot be called: the caller hid it, it is not digits, or no number of that length exists. */
export type PhoneRefusal =
  | { readonly code: 'withheld' }
  | { readonly code: 'not_a_number'; readonly masked: string }
  | { readonly code: 'impossible_number'; readonly masked: string };

/** What carriers and Connect send in place of a number when the caller hides it. */
const withheldWords = new Set(['', 'anonymous', 'unknown', 'restricted', 'private', 'unavailable', 'withheld']);

/**
 * Normalises a number to E.164. The gate is "possible" (a length the plan allows), not "valid": ranges set aside
 * for examples, such as +44 1632 960xxx, are possible and must work.
 */
export function parsePhoneNumber(
  input: string | null | undefined,
  country?: CountryCode,
): Result<string, PhoneRefusal> {
  const text = (input ?? '').trim();
  if (withheldWords.has(text.toLowerCase())) return err({ code: 'withheld' });
  const parsed = readNumber(text, country);
  if (parsed === undefined) return err({ code: 'not_a_number', masked: maskPhone(text) });
  if (!parsed.isPossible()) return err({ code: 'impossible_number', masked: maskPhone(text) });
  return ok(parsed.number);
}
