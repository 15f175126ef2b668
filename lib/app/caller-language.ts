import { parsePhoneNumber } from '../core/phone-number';
import { firstLanguage, type QueuePolicy } from '../core/policy/policy';
import type { LanguageCode } from '../core/speech/language-codes';
import type { Deps } from './deps';

type LanguageDeps = Pick<Deps, 'store' | 'policy'>;

/** `isKnown: false`: the queue speaks several, the caller has chosen none, and should be asked. */
export interface CallerLanguage {
  readonly language: LanguageCode;
  readonly isKnown: boolean;
}

/** What a caller hears in a queue: what was asked for on this call, else what was chosen on an earlier one. */
export async function callerLanguage(
  deps: LanguageDeps,
  caller: {
    readonly from: string | null | undefined;
    readonly queue: QueuePolicy;
    readonly asked?: string | undefined;
  },
): Promise<CallerLanguage> {
  const { from, queue, asked } = caller;
  const spoken = (code: string | undefined) => queue.languages.find((language) => language === code);
  const chosen = spoken(asked);
  if (chosen !== undefined) return { language: chosen, isKnown: true };
  const first = firstLanguage(queue);
  if (queue.languages.length < 2) return { language: first, isKnown: true };
  const number = parsePhoneNumber(from, deps.policy.country);
  const profile = number.ok ? await deps.store.callers.get(number.value) : undefined;
  const before = spoken(profile?.language);
  return before === undefined ? { language: first, isKnown: false } : { language: before, isKnown: true };
}

/** Remembers a caller's choice for later calls; of one who hides the number nothing is kept. */
export async function rememberLanguage(
  deps: LanguageDeps,
  caller: { readonly from: string | null | undefined; readonly language: LanguageCode },
): Promise<void> {
  const number = parsePhoneNumber(caller.from, deps.policy.country);
  if (number.ok) await deps.store.callers.remember(number.value, { language: caller.language });
}
