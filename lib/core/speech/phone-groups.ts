import { readNumber } from '../read-number';

/** More digits than this in a row are hard to follow by ear. */
const GROUP_MAX = 4;

/** The digits of an E.164 number as people of its country group them, the country code first and without its plus. */
export function phoneGroups(number: string): readonly string[] {
  const international = readNumber(number)?.formatInternational() ?? number;
  return (international.match(/\d+/g) ?? []).flatMap(shortGroups);
}

function shortGroups(digits: string): readonly string[] {
  if (digits.length <= GROUP_MAX) return [digits];
  return [digits.slice(0, 3), ...shortGroups(digits.slice(3))];
}
