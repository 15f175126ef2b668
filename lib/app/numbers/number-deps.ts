import type { Clock } from '../../ports/clock';
import type { Journal } from '../../ports/journal';
import type { PhoneNumbers } from '../../ports/phone-numbers';

/** What pointing numbers stands on. */
export interface NumberDeps {
  readonly numbers: PhoneNumbers;
  readonly journal: Journal;
  readonly clock: Pick<Clock, 'sleep'>;
}
