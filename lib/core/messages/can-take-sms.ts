import type { PhoneNumber } from 'libphonenumber-js/max';
import { readNumber } from '../read-number';

type NumberType = NonNullable<ReturnType<PhoneNumber['getType']>>;

/** Kinds of numbers that get no SMS; where a plan does not tell, or nobody has been given the range, it is tried. */
const without: ReadonlySet<NumberType> = new Set<NumberType>([
  'FIXED_LINE',
  'TOLL_FREE',
  'SHARED_COST',
  'PREMIUM_RATE',
  'UAN',
  'PAGER',
  'VOICEMAIL',
]);

/** Whether an SMS to a number in E.164 may arrive. */
export function canTakeSms(number: string): boolean {
  const type = readNumber(number)?.getType();
  return type === undefined || !without.has(type);
}
