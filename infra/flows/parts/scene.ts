import type { LanguageCode } from '../../../lib/core/speech/language-codes';
import type { Asker } from '../build/control';

/** What every part of a dialogue stands on: whom to ask, and which languages its callers may speak. */
export interface Scene {
  readonly asker: Asker;
  /** The first is spoken where none is known. */
  readonly languages: readonly LanguageCode[];
}
