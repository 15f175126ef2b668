import { localTime, type LocalTime } from '../../local-time';
import type { Moment } from '../../prompt-facts';
import { roughAge } from '../../rough-age';
import type { SpokenRange } from '../../spoken-range';
import { cardinal, counted, type Noun } from './numbers';

const minute: Noun = {
  gender: 'feminine',
  one: 'минута',
  oneGenitive: 'минуты',
  oneAccusative: 'минуту',
  few: 'минуты',
  many: 'минут',
};
const hour: Noun = {
  gender: 'masculine',
  one: 'час',
  oneGenitive: 'часа',
  oneAccusative: 'час',
  few: 'часа',
  many: 'часов',
};
const day: Noun = {
  gender: 'masculine',
  one: 'день',
  oneGenitive: 'дня',
  oneAccusative: 'день',
  few: 'дня',
  many: 'дней',
};

const onWeekday = 'в понедельник,во вторник,в среду,в четверг,в пятницу,в субботу,в воскресенье'.split(',');
const ofMonth = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const onDay = (
  'первого,второго,третьего,четвёртого,пятого,шестого,седьмого,восьмого,девятого,десятого,одиннадцатого,' +
  'двенадцатого,тринадцатого,четырнадцатого,пятнадцатого,шестнадцатого,семнадцатого,восемнадцатого,' +
  'девятнадцатого,двадцатого,двадцать первого,двадцать второго,двадцать третьего,двадцать четвёртого,' +
  'двадцать пятого,двадцать шестого,двадцать седьмого,двадцать восьмого,двадцать девятого,тридцатого,' +
  'тридцать первого'
).split(',');
const nearDays = new Map([
  [-1, 'вчера'],
  [0, 'сегодня'],
  [1, 'завтра'],
]);

/** "завтра в пятнадцать часов тридцать минут", "в понедельник, девятого марта, в девять часов". */
export function when(moment: Moment): string {
  const time = localTime(moment);
  const near = nearDays.get(time.daysAway);
  if (near !== undefined) return `${near} ${clock(time)}`;
  return `${onWeekday[time.weekday - 1]}, ${onDay[time.day - 1]} ${ofMonth[time.month - 1]}, ${clock(time)}`;
}

/** The hours of a clock are said also when they are none. */
function clock(time: LocalTime): string {
  const minutes = time.minute === 0 ? [] : [counted(time.minute, minute, 'accusative')];
  return ['в', counted(time.hour, hour, 'accusative'), ...minutes].join(' ');
}

/** "двадцать одну минуту назад", "два дня назад". */
export function ago(moment: Moment): string {
  const age = roughAge(moment);
  switch (age.kind) {
    case 'moments':
      return 'меньше минуты назад';
    case 'hours':
      return `${length(age.hours * 60 + age.minutes, 'accusative')} назад`;
    case 'days':
      return `${counted(age.days, day, 'accusative')} назад`;
    case 'over_a_month':
      return 'больше месяца назад';
  }
}

/** "от пяти до десяти минут", "меньше минуты". */
export function range(spoken: SpokenRange): string {
  if (spoken === 'under_a_minute') return 'меньше минуты';
  if (spoken === 'over_two_hours') return 'больше двух часов';
  const { fromMinutes, toMinutes } = spoken;
  if (fromMinutes === 0) return `меньше ${length(toMinutes, 'genitive')}`;
  const from = toMinutes < 60 ? cardinal(fromMinutes, 'genitive', 'feminine') : length(fromMinutes, 'genitive');
  return `от ${from} до ${length(toMinutes, 'genitive')}`;
}

function length(totalMinutes: number, inCase: 'genitive' | 'accusative'): string {
  const hours = Math.floor(totalMinutes / 60);
  const rest = totalMinutes % 60;
  return [
    ...(hours === 0 ? [] : [counted(hours, hour, inCase)]),
    ...(rest === 0 && hours > 0 ? [] : [counted(rest, minute, inCase)]),
  ].join(' ');
}
