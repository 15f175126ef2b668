import type { Closing, LostReason, LostType } from '../lost/lost-words';
import type { LanguageCode } from '../speech/language-codes';
import type { TextKey } from './placeholders';

/** What is written about lost calls in one language: one file in languages/. */
export interface MessageLanguage {
  readonly code: LanguageCode;
  /** With `{field}` in places; placeholders.ts says which. */
  readonly texts: Readonly<Record<TextKey, string>>;
  readonly types: Readonly<Record<LostType, string>>;
  readonly reasons: Readonly<Record<LostReason, string>>;
  readonly closings: Readonly<Record<Closing, string>>;
  readonly statuses: Readonly<Record<'open' | 'processed', string>>;
  readonly vip: string;
}
