import { cardinal, counted, digitByDigit, ordinal } from '../../../../lib/core/speech/languages/en-us/numbers';
import { range } from '../../../../lib/core/speech/languages/en-us/times';
import type { PromptFacts, PromptKey } from '../../../../lib/core/speech/prompt-facts';
import { speak, wordsOf } from '../../../../lib/core/speech/speak';

const nowMs = Date.UTC(2026, 2, 2, 12);
const london = (text: string) => ({ atMs: Date.parse(`${text}Z`), nowMs, timeZone: 'Europe/London' });

function said<K extends PromptKey>(key: K, facts: PromptFacts[K]): string {
  return wordsOf(speak('en-US', key, facts));
}

describe('numbers', () => {
  test.each([
    [0, 'zero'],
    [5, 'five'],
    [12, 'twelve'],
    [13, 'thirteen'],
    [20, 'twenty'],
    [21, 'twenty-one'],
    [40, 'forty'],
    [99, 'ninety-nine'],
    [100, 'one hundred'],
    [101, 'one hundred one'],
    [111, 'one hundred eleven'],
    [200, 'two hundred'],
    [999, 'nine hundred ninety-nine'],
  ])('%i is %s', (number, words) => expect(cardinal(number)).toBe(words));

  test.each([
    [1, 'first'],
    [2, 'second'],
    [3, 'third'],
    [4, 'fourth'],
    [5, 'fifth'],
    [8, 'eighth'],
    [9, 'ninth'],
    [12, 'twelfth'],
    [13, 'thirteenth'],
    [20, 'twentieth'],
    [21, 'twenty-first'],
    [22, 'twenty-second'],
    [23, 'twenty-third'],
    [30, 'thirtieth'],
    [31, 'thirty-first'],
  ])('the %ith is the %s', (number, words) => expect(ordinal(number)).toBe(words));

  test('no two of them sound the same', () => {
    const numbers = Array.from({ length: 1000 }, (_, number) => number);
    expect(new Set(numbers.map(cardinal)).size).toBe(1000);
  });

  test.each([-1, 1000, 1.5, Number.NaN])('%d has no words', (number) => {
    expect(() => cardinal(number)).toThrow('has no words');
  });

  test('digits are said one by one', () => expect(digitByDigit('0142')).toBe('zero one four two'));

  test('one is one, everything else is many', () => {
    expect([0, 1, 2, 21].map((number) => counted(number, 'hour'))).toEqual([
      'zero hours',
      'one hour',
      'two hours',
      'twenty-one hours',
    ]);
  });
});

describe('where a caller stands', () => {
  test.each([
    [1, 'You are next in line.'],
    [2, 'One caller is ahead of you.'],
    [3, 'Two callers are ahead of you.'],
    [22, 'Twenty-one callers are ahead of you.'],
    [102, 'One hundred one callers are ahead of you.'],
    [200, 'One hundred ninety-nine callers are ahead of you.'],
    [201, 'More than two hundred callers are ahead of you.'],
    [10_000, 'More than two hundred callers are ahead of you.'],
  ])('at position %i: %s', (position, sentence) => {
    expect(said('where', { position })).toBe(
      `Thank you for waiting. ${sentence} We will be with you as soon as we can.`,
    );
  });

  test.each([
    [{ fromMinutes: 1, toMinutes: 2 }, 'one to two minutes'],
    [{ fromMinutes: 0, toMinutes: 2 }, 'less than two minutes'],
    [{ fromMinutes: 5, toMinutes: 10 }, 'five to ten minutes'],
    [{ fromMinutes: 30, toMinutes: 60 }, 'thirty minutes to one hour'],
    [{ fromMinutes: 45, toMinutes: 75 }, 'forty-five minutes to one hour fifteen minutes'],
    [{ fromMinutes: 60, toMinutes: 120 }, 'one hour to two hours'],
    ['under_a_minute' as const, 'less than a minute'],
    ['over_two_hours' as const, 'more than two hours'],
  ])('a wait of %j is %s', (spoken, words) => expect(range(spoken)).toBe(words));

  const threeToNine = { fromMs: 3 * 60_000, toMs: 9 * 60_000 };

  test('the wait is said after the place, in the range that was learned', () => {
    expect(said('hold_offer', { position: 4, waitMs: 6 * 60_000, range: threeToNine })).toBe(
      'Thank you for waiting. Three callers are ahead of you. The expected wait is three to nine minutes. ' +
        'You can hang up and keep your place in line. To be called back, press one. ' +
        'Otherwise, please stay on the line.',
    );
  });
});

describe('times', () => {
  test.each([
    ['2026-03-02T15:30', 'today at three thirty pm'],
    ['2026-03-02T12:00', 'today at noon'],
    ['2026-03-02T15:00', 'today at three pm'],
    ['2026-03-02T15:05', 'today at three oh five pm'],
    ['2026-03-02T15:09', 'today at three oh nine pm'],
    ['2026-03-02T12:10', 'today at twelve ten pm'],
    ['2026-03-03T00:00', 'tomorrow at twelve am'],
    ['2026-03-03T00:30', 'tomorrow at twelve thirty am'],
    ['2026-03-03T11:45', 'tomorrow at eleven forty-five am'],
    ['2026-03-04T09:00', 'on Wednesday, March fourth, at nine am'],
    ['2026-05-31T13:59', 'on Sunday, May thirty-first, at two fifty-nine pm'],
  ])('%s in London is %s', (at, words) => {
    expect(said('closed_goodbye', { opens: london(at) })).toBe(`Please call us again: we open ${words}. Goodbye.`);
  });

  test.each([
    ['2026-03-02T12:00', 'less than a minute ago'],
    ['2026-03-02T11:59', 'one minute ago'],
    ['2026-03-02T11:40', 'twenty minutes ago'],
    ['2026-03-02T10:59', 'one hour one minute ago'],
    ['2026-03-02T10:00', 'two hours ago'],
    ['2026-03-02T07:20', 'five hours ago'],
    ['2026-02-28T12:00', 'two days ago'],
    ['2026-01-01T12:00', 'more than a month ago'],
  ])('a request of %s was made %s', (at, words) => {
    expect(said('story', { origin: 'requested', since: london(at), attempts: 1, isSlot: false })).toBe(
      `Callback: the caller asked for it ${words}. This is the first attempt.`,
    );
  });
});

describe('a callback', () => {
  const number = '+441632960123';

  test('is read out with its number, in groups that a pause parts', () => {
    expect(said('registered', { number, standing: { position: 2 } })).toBe(
      'Thank you. We will call you as soon as it is your turn, ' +
        'on plus four four one six three two nine six zero one two three. One caller is ahead of you. ' +
        'You may hang up now. Goodbye.',
    );
    const pause = '<break time="300ms"/>';
    expect(speak('en-US', 'registered', { number, standing: {} })).toContain(
      `four four${pause} one six three two${pause} nine six zero${pause} one two three.`,
    );
  });

  test('is read out with its time, and without a number that is not known', () => {
    expect(said('summary', { slot: london('2026-03-03T15:00'), standing: {}, purpose: 'book' })).toBe(
      'We will call you tomorrow at three pm, on the number you are calling from. To confirm, press one. ' +
        'To give another number, press two. To choose another time, press three. To go back, press star.',
    );
  });

  test.each([
    ['2026-03-02T15:00', 'from today at three pm'],
    ['2026-03-03T08:00', 'from tomorrow at eight am'],
    ['2026-03-04T12:00', 'from Wednesday, March fourth, at noon'],
  ])('of which the turn may not come before %s is called %s, and no place is said', (at, words) => {
    const facts = { notBefore: london(at), standing: { position: 2, waitMs: 600_000 } };
    const turn = `We will call you as soon as it is your turn, ${words}`;
    const promise = `${turn}, on plus four four one six three two nine six zero one two three.`;
    expect(said('registered', { ...facts, number })).toBe(`Thank you. ${promise} You may hang up now. Goodbye.`);
    expect(said('changed', { ...facts, number })).toContain(`changed. ${promise} You may`);
    expect(said('summary', { ...facts, number, purpose: 'book' })).toMatch(new RegExp(`^${promise} To confirm`));
    expect(said('returning', { ...facts, mayHold: false })).toContain(
      `We already have a callback planned for you. ${turn}. To keep it`,
    );
  });

  test('whose time cannot be had is told so, whatever the reason', () => {
    expect(said('slot_gone', {})).toBe('We cannot call you at that time. Please choose another one.');
  });

  test('is greeted by where it comes from', () => {
    const since = london('2026-03-02T09:15');
    const menu = / To talk to an agent now, press one\..*$/;
    const greeting = (origin: 'requested' | 'lost', isSlot: boolean) =>
      said('greeting', { origin, since, isSlot }).replace(menu, '');
    expect(greeting('requested', false)).toBe('Hello. This is the call you asked for.');
    expect(greeting('requested', true)).toBe('Hello. This is the call you asked for, at the time you chose.');
    expect(greeting('lost', false)).toBe('Hello. You called us today at nine fifteen am, and we could not answer.');
  });

  test.each([
    [1, 'This is the first attempt.'],
    [2, 'This is the second attempt.'],
    [10, 'This is the tenth attempt.'],
    [11, 'There were more than ten attempts.'],
  ])('on attempt %i the agent hears: %s', (attempts, sentence) => {
    expect(said('story', { origin: 'lost', since: london('2026-03-02T11:40'), attempts, isSlot: true })).toBe(
      `Callback: the caller rang twenty minutes ago and was not answered. The caller chose this time. ${sentence}`,
    );
  });
});
