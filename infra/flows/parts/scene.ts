import type { LanguageCode } from '../../../lib/core/speech/language-codes';
import type { Policy } from '../../../lib/core/policy/policy';
import type { Asker } from '../build/control';

/** What every part of a dialogue stands on. */
export interface Scene {
  readonly asker: Asker;
  /** The first is spoken where none is known. */
  readonly languages: readonly LanguageCode[];
  /** How a caller who has waited elsewhere gets that age in the queue. */
  readonly ageBy: Policy['ageBy'];
}
