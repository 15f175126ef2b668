import * as fc from 'fast-check';
import { cardinal, counted, digitByDigit, type Noun } from '../../../../lib/core/speech/languages/ru-ru/numbers';
import { range } from '../../../../lib/core/speech/languages/ru-ru/times';
import type { PromptFacts, PromptKey } from '../../../../lib/core/speech/prompt-facts';
import { speak, wordsOf } from '../../../../lib/core/speech/speak';

const nowMs = Date.UTC(2026, 2, 2, 9);
const moscow = (text: string) => ({ atMs: Date.parse(`${text}+03:00`), nowMs, timeZone: 'Europe/Moscow' });
const minute: Noun = {
  gender: 'feminine',
  one: 'минута',
  oneGenitive: 'минуты',
  oneAccusative: 'минуту',
  few: 'минуты',
  many: 'минут',
};

function said<K extends PromptKey>(key: K, facts: PromptFacts[K]): string {
  return wordsOf(speak('ru-RU', key, facts));
}

describe('numbers', () => {
  test.each([
    [0, 'ноль', 'ноля'],
    [1, 'один', 'одного'],
    [2, 'два', 'двух'],
    [8, 'восемь', 'восьми'],
    [11, 'одиннадцать', 'одиннадцати'],
    [40, 'сорок', 'сорока'],
    [55, 'пятьдесят пять', 'пятидесяти пяти'],
    [90, 'девяносто', 'девяноста'],
    [100, 'сто', 'ста'],
    [101, 'сто один', 'ста одного'],
    [111, 'сто одиннадцать', 'ста одиннадцати'],
    [200, 'двести', 'двухсот'],
    [384, 'триста восемьдесят четыре', 'трёхсот восьмидесяти четырёх'],
    [999, 'девятьсот девяносто девять', 'девятисот девяноста девяти'],
  ])('%i is %s, in the genitive %s', (number, nominative, genitive) => {
    expect([cardinal(number), cardinal(number, 'genitive')]).toEqual([nominative, genitive]);
  });

  test.each([
    [1, 'одна минута', 'одной минуты', 'одну минуту'],
    [2, 'две минуты', 'двух минут', 'две минуты'],
    [3, 'три минуты', 'трёх минут', 'три минуты'],
    [5, 'пять минут', 'пяти минут', 'пять минут'],
    [11, 'одиннадцать минут', 'одиннадцати минут', 'одиннадцать минут'],
    [21, 'двадцать одна минута', 'двадцати одной минуты', 'двадцать одну минуту'],
    [22, 'двадцать две минуты', 'двадцати двух минут', 'двадцать две минуты'],
    [25, 'двадцать пять минут', 'двадцати пяти минут', 'двадцать пять минут'],
    [101, 'сто одна минута', 'ста одной минуты', 'сто одну минуту'],
    [111, 'сто одиннадцать минут', 'ста одиннадцати минут', 'сто одиннадцать минут'],
    [200, 'двести минут', 'двухсот минут', 'двести минут'],
  ])('%i counts minutes in each case', (number, nominative, genitive, accusative) => {
    expect(counted(number, minute)).toBe(nominative);
    expect(counted(number, minute, 'genitive')).toBe(genitive);
    expect(counted(number, minute, 'accusative')).toBe(accusative);
  });

  test('no two of them sound the same, in any case', () => {
    const numbers = Array.from({ length: 1000 }, (_, number) => number);
    for (const inCase of ['nominative', 'genitive'] as const)
      expect(new Set(numbers.map((number) => cardinal(number, inCase))).size).toBe(1000);
  });

  test.each([-1, 1000, 1.5, Number.NaN])('%d has no words', (number) => {
    expect(() => cardinal(number)).toThrow('has no words');
  });

  test('digits are said one by one', () => expect(digitByDigit('0142')).toBe('ноль один четыре два'));
});

describe('where a caller stands', () => {
  test.each([
    [1, 'Перед вами никого нет.'],
    [2, 'Перед вами один человек.'],
    [3, 'Перед вами два человека.'],
    [6, 'Перед вами пять человек.'],
    [12, 'Перед вами одиннадцать человек.'],
    [22, 'Перед вами двадцать один человек.'],
    [23, 'Перед вами двадцать два человека.'],
    [26, 'Перед вами двадцать пять человек.'],
    [102, 'Перед вами сто один человек.'],
    [112, 'Перед вами сто одиннадцать человек.'],
    [200, 'Перед вами сто девяносто девять человек.'],
    [201, 'Перед вами больше двухсот человек.'],
    [10_000, 'Перед вами больше двухсот человек.'],
  ])('at position %i: %s', (position, sentence) => {
    expect(said('where', { position })).toBe(`Спасибо, что ждёте. ${sentence} Мы ответим вам, как только сможем.`);
  });

  test('people are counted by the last digits of their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 199 }), (ahead) => {
        const isFew = [2, 3, 4].includes(ahead % 10) && ![12, 13, 14].includes(ahead % 100);
        expect(said('offer', { position: ahead + 1 })).toContain(isFew ? ' человека.' : ' человек.');
      }),
      { numRuns: 199, seed: 41 },
    );
  });

  test.each([
    [{ fromMinutes: 1, toMinutes: 2 }, 'от одной до двух минут'],
    [{ fromMinutes: 2, toMinutes: 3 }, 'от двух до трёх минут'],
    [{ fromMinutes: 0, toMinutes: 2 }, 'меньше двух минут'],
    [{ fromMinutes: 5, toMinutes: 10 }, 'от пяти до десяти минут'],
    [{ fromMinutes: 20, toMinutes: 25 }, 'от двадцати до двадцати пяти минут'],
    [{ fromMinutes: 30, toMinutes: 60 }, 'от тридцати минут до одного часа'],
    [{ fromMinutes: 45, toMinutes: 75 }, 'от сорока пяти минут до одного часа пятнадцати минут'],
    [{ fromMinutes: 60, toMinutes: 120 }, 'от одного часа до двух часов'],
    ['under_a_minute' as const, 'меньше минуты'],
    ['over_two_hours' as const, 'больше двух часов'],
  ])('a wait of %j is %s', (spoken, words) => expect(range(spoken)).toBe(words));

  const threeToNine = { fromMs: 3 * 60_000, toMs: 9 * 60_000 };

  test('the wait is said after the place, in the range that was learned', () => {
    expect(said('hold_offer', { position: 4, waitMs: 6 * 60_000, range: threeToNine })).toBe(
      'Спасибо, что ждёте. Перед вами три человека. Скорее всего, ожидание займёт от трёх до девяти минут. ' +
        'Вы можете положить трубку и сохранить место в очереди. Чтобы мы вам перезвонили, нажмите один. ' +
        'Чтобы ждать дальше, оставайтесь на линии.',
    );
  });
});

describe('times', () => {
  test.each([
    ['2026-03-02T15:30', 'сегодня в пятнадцать часов тридцать минут'],
    ['2026-03-02T15:00', 'сегодня в пятнадцать часов'],
    ['2026-03-02T21:01', 'сегодня в двадцать один час одну минуту'],
    ['2026-03-02T22:22', 'сегодня в двадцать два часа двадцать две минуты'],
    ['2026-03-03T00:00', 'завтра в ноль часов'],
    ['2026-03-03T01:21', 'завтра в один час двадцать одну минуту'],
    ['2026-03-04T09:00', 'в среду, четвёртого марта, в девять часов'],
    ['2026-03-10T09:05', 'во вторник, десятого марта, в девять часов пять минут'],
    ['2026-05-31T13:59', 'в воскресенье, тридцать первого мая, в тринадцать часов пятьдесят девять минут'],
  ])('%s in Moscow is %s', (at, words) => {
    expect(said('closed_menu', { opens: moscow(at) })).toBe(
      `Сейчас мы не работаем. Мы откроемся ${words}. Чтобы заказать звонок, нажмите один.`,
    );
  });

  test('each day of a month has its own name', () => {
    const days = Array.from({ length: 31 }, (_, day) => moscow(`2026-07-${String(day + 1).padStart(2, '0')}T09:00`));
    const names = days.map((opens) => /, (.+) июля/.exec(said('closed_menu', { opens }))?.[1]);
    expect(new Set(names).size).toBe(31);
    expect(names.filter((name) => name?.endsWith('го') !== true)).toEqual([]);
  });

  test.each([
    ['2026-03-02T12:00', 'меньше минуты назад'],
    ['2026-03-02T11:59', 'одну минуту назад'],
    ['2026-03-02T11:39', 'двадцать одну минуту назад'],
    ['2026-03-02T10:58', 'один час две минуты назад'],
    ['2026-03-02T10:00', 'два часа назад'],
    ['2026-03-01T15:00', 'двадцать один час назад'],
    ['2026-02-28T12:00', 'два дня назад'],
    ['2026-02-09T12:00', 'двадцать один день назад'],
    ['2026-01-01T12:00', 'больше месяца назад'],
  ])('a request of %s was made %s', (at, words) => {
    expect(said('story', { origin: 'requested', since: moscow(at), attempts: 2, isSlot: true })).toBe(
      `Обратный звонок. Клиент попросил перезвонить ${words}. Время выбрал сам клиент. Вторая попытка.`,
    );
  });
});

describe('a callback', () => {
  test('is read out with its number and its time', () => {
    const number = '+441632960123';
    expect(said('registered', { number, standing: { position: 2 } })).toBe(
      'Спасибо. Мы перезвоним вам, когда подойдёт ваша очередь, ' +
        'на номер плюс четыре четыре один шесть три два девять шесть ноль один два три. ' +
        'Перед вами один человек. Можете положить трубку. До свидания.',
    );
    expect(said('summary', { slot: moscow('2026-03-03T15:00'), standing: {}, purpose: 'change' })).toBe(
      'После изменения будет так. Мы перезвоним вам завтра в пятнадцать часов на номер, с которого вы звоните. ' +
        'Чтобы подтвердить, нажмите один. Чтобы назвать другой номер, нажмите два. ' +
        'Чтобы выбрать другое время, нажмите три. Чтобы вернуться назад, нажмите звёздочку.',
    );
  });

  test.each([
    ['2026-03-02T15:00', 'сегодня в пятнадцать часов'],
    ['2026-03-03T08:00', 'завтра в восемь часов'],
    ['2026-03-10T09:00', 'во вторник, десятого марта, в девять часов'],
  ])('of which the turn may not come before %s is called no earlier than %s', (at, words) => {
    const facts = { notBefore: moscow(at), standing: { position: 2, waitMs: 600_000 } };
    const turn = `когда подойдёт ваша очередь, но не раньше чем ${words}`;
    const promise = `Мы перезвоним вам, ${turn}, на номер, с которого вы звоните.`;
    expect(said('registered', facts)).toBe(`Спасибо. ${promise} Можете положить трубку. До свидания.`);
    expect(said('changed', facts)).toContain(`изменили. ${promise} Можете`);
    expect(said('summary', { ...facts, purpose: 'book' })).toMatch(new RegExp(`^${promise} Чтобы подтвердить`));
    expect(said('returning', { ...facts, mayHold: false })).toContain(
      `Мы уже собираемся вам перезвонить. Мы позвоним, ${turn}. Чтобы оставить`,
    );
  });

  test('whose time cannot be had is told so, whatever the reason', () => {
    expect(said('slot_gone', {})).toBe('В это время мы позвонить вам не сможем. Пожалуйста, выберите другое.');
  });

  test('is greeted by where it comes from', () => {
    const since = moscow('2026-03-01T09:15');
    const greeting = (origin: 'requested' | 'lost', isSlot: boolean) =>
      said('greeting', { origin, since, isSlot }).replace(/ Чтобы поговорить.*$/, '');
    expect(greeting('requested', false)).toBe('Здравствуйте! Вы просили нас перезвонить.');
    expect(greeting('requested', true)).toBe('Здравствуйте! Вы просили нас перезвонить в это время.');
    expect(greeting('lost', false)).toBe(
      'Здравствуйте! Вы звонили нам вчера в девять часов пятнадцать минут, и мы не смогли ответить.',
    );
  });

  test.each([
    [1, 'Первая попытка.'],
    [10, 'Десятая попытка.'],
    [11, 'Попыток было больше десяти.'],
  ])('on attempt %i the agent hears: %s', (attempts, sentence) => {
    expect(said('story', { origin: 'lost', since: moscow('2026-03-02T11:40'), attempts, isSlot: false })).toBe(
      `Обратный звонок. Клиент звонил нам двадцать минут назад, и ему не ответили. ${sentence}`,
    );
  });
});
