import { phoneGroups } from '../../phone-groups';
import type { Moment, Standing } from '../../prompt-facts';
import { spokenRange } from '../../spoken-range';
import { escapeText, pause } from '../../ssml';
import { cardinal, counted, digitByDigit } from './numbers';
import { fromTime, range, when } from './times';

/** Callbacks ahead are counted so far and no further. */
const POSITION_COUNTED_MAX = 200;

/** A choice of a menu: what it does first, so that nobody has to remember a key. */
export function press(action: string, key: string): string {
  return `${action}, press ${keyWord(key)}.`;
}

function keyWord(key: string): string {
  if (key === '*') return 'star';
  if (key === '#') return 'the pound key';
  return /^\d+$/.test(key) ? digitByDigit(key) : escapeText(key);
}

/** Where the caller stands: nothing at all of what is not known. */
export function standingOf({ position, waitMs, range: around }: Standing): readonly string[] {
  return [
    ...(position === undefined ? [] : [placeOf(position)]),
    ...(waitMs === undefined ? [] : [`The expected wait is ${range(spokenRange(waitMs, position, around))}.`]),
  ];
}

function placeOf(position: number): string {
  if (position > POSITION_COUNTED_MAX) return `More than ${cardinal(POSITION_COUNTED_MAX)} callers are ahead of you.`;
  if (position <= 1) return 'You are next in line.';
  return `${counted(position - 1, 'caller is', 'callers are').replace(/^./, (first) => first.toUpperCase())} ahead of you.`;
}

/** "on plus four four, one six three two", or without a number that may be said, the one they call from. */
function numberWords(number: string | undefined): string {
  if (number === undefined) return 'on the number you are calling from';
  return `on plus ${phoneGroups(number)
    .map(digitByDigit)
    .join(`${pause(300)} `)}`;
}

interface Undertaking {
  readonly number?: string;
  readonly slot?: Moment;
  readonly notBefore?: Moment;
  readonly standing: Standing;
}

/** Whom we will call and when; of a time that is said there is no place in line. */
export function undertaking({ number, slot, notBefore, standing }: Undertaking): readonly string[] {
  if (slot !== undefined) return [`We will call you ${when(slot)}, ${numberWords(number)}.`];
  if (notBefore !== undefined) return [`${turn(notBefore)}, ${numberWords(number)}.`];
  return [`${turn()}, ${numberWords(number)}.`, ...standingOf(standing)];
}

/** When whoever has chosen no time is called; without its full stop, so that a number may follow. */
export function turn(notBefore?: Moment): string {
  const soon = 'We will call you as soon as it is your turn';
  return notBefore === undefined ? soon : `${soon}, ${fromTime(notBefore)}`;
}
