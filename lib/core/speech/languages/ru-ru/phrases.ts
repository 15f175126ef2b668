import { phoneGroups } from '../../phone-groups';
import type { Moment, Standing } from '../../prompt-facts';
import { spokenRange } from '../../spoken-range';
import { escapeText, pause } from '../../ssml';
import { cardinal, counted, digitByDigit, type Noun } from './numbers';
import { range, when } from './times';

/** Callbacks ahead are counted so far and no further. */
const POSITION_COUNTED_MAX = 200;

/** People stand in the nominative only: "перед вами двадцать один человек". */
const person: Noun = {
  gender: 'masculine',
  one: 'человек',
  oneGenitive: 'человека',
  oneAccusative: 'человека',
  few: 'человека',
  many: 'человек',
};

const ordinals = 'Первая Вторая Третья Четвёртая Пятая Шестая Седьмая Восьмая Девятая Десятая'.split(' ');

/** A choice of a menu: what it does first, so that nobody has to remember a key. */
export function press(action: string, key: string): string {
  return `${action}, нажмите ${keyWord(key)}.`;
}

function keyWord(key: string): string {
  if (key === '*') return 'звёздочку';
  if (key === '#') return 'решётку';
  return /^\d+$/.test(key) ? digitByDigit(key) : escapeText(key);
}

/** Where the caller stands: nothing at all of what is not known. */
export function standingOf({ position, waitMs, range: around }: Standing): readonly string[] {
  return [
    ...(position === undefined ? [] : [placeOf(position)]),
    ...(waitMs === undefined ? [] : [`Скорее всего, ожидание займёт ${range(spokenRange(waitMs, position, around))}.`]),
  ];
}

function placeOf(position: number): string {
  if (position > POSITION_COUNTED_MAX)
    return `Перед вами больше ${cardinal(POSITION_COUNTED_MAX, 'genitive')} человек.`;
  return position <= 1 ? 'Перед вами никого нет.' : `Перед вами ${counted(position - 1, person)}.`;
}

/** "на номер плюс четыре четыре, один шесть три два", or without one that may be said, the one they call from. */
function numberWords(number: string | undefined): string {
  if (number === undefined) return 'на номер, с которого вы звоните';
  return `на номер плюс ${phoneGroups(number)
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
  if (slot !== undefined) return [`Мы перезвоним вам ${when(slot)}${pause(300)} ${numberWords(number)}.`];
  const soon = `Мы перезвоним вам, ${turn(notBefore)}, ${numberWords(number)}.`;
  return notBefore === undefined ? [soon, ...standingOf(standing)] : [soon];
}

/** When whoever has chosen no time is called: the end of a sentence about a call. */
export function turn(notBefore?: Moment): string {
  const soon = 'когда подойдёт ваша очередь';
  return notBefore === undefined ? soon : `${soon}, но не раньше чем ${when(notBefore)}`;
}

/** "Вторая попытка." */
export function attempt(number: number): string {
  const ordinal = ordinals[number - 1];
  return ordinal === undefined
    ? `Попыток было больше ${cardinal(ordinals.length, 'genitive')}.`
    : `${ordinal} попытка.`;
}
