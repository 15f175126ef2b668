import { languageCodes, type LanguageCode } from '../../../../lib/core/speech/language-codes';
import type { PromptFacts, PromptKey } from '../../../../lib/core/speech/prompt-facts';
import { speak, wordsOf } from '../../../../lib/core/speech/speak';
import { promptKeys } from './any-facts';
import { sampleFacts } from '../../../../lib/core/speech/sample-facts';

const keyWords: Readonly<
  Record<LanguageCode, { readonly press: RegExp; readonly keys: Readonly<Record<string, string>> }>
> = {
  'en-US': {
    press: /press ((?:the )?[a-z]+)/g,
    keys: { one: '1', two: '2', three: '3', four: '4', nine: '9', star: '*', 'the pound': '#' },
  },
  'ru-RU': {
    press: /нажмите ([а-яё]+)/g,
    keys: { один: '1', два: '2', три: '3', четыре: '4', девять: '9', звёздочку: '*', решётку: '#' },
  },
};

/** The keys a prompt names, in the order in which it names them. */
function keysIn(code: LanguageCode, words: string): readonly string[] {
  const { press, keys } = keyWords[code];
  return [...words.matchAll(press)].map(([, word = '']) => keys[word] ?? `?${word}`);
}

const moment = { atMs: Date.UTC(2026, 2, 3, 14, 30), nowMs: Date.UTC(2026, 2, 2, 12), timeZone: 'Europe/London' };
const callback = { standing: {}, slot: moment, number: '+441632960123' };

type Menu = {
  readonly [K in PromptKey]: readonly [name: string, key: K, facts: PromptFacts[K], keys: string];
}[PromptKey];

const menus: readonly Menu[] = [
  ['the menu of languages', 'choose_language', { key: '2' }, '2'],
  ['the offer', 'offer', {}, '1'],
  ['the offer where nobody holds', 'offer_only', {}, '1'],
  ['the offer between music', 'hold_offer', { position: 3, waitMs: 600_000 }, '1'],
  ['the last offer', 'last_offer', {}, '1'],
  ['the menu of a caller who returns', 'returning', { standing: {}, mayHold: true }, '1234'],
  ['the same where nobody holds', 'returning', { standing: {}, slot: moment, mayHold: false }, '1234'],
  ['the menu outside opening hours', 'closed_menu', { opens: moment }, '1'],
  ['the question for a number', 'key_number', {}, '#'],
  ['the summary of a booking', 'summary', { ...callback, purpose: 'book' }, '123*'],
  ['the summary of a change', 'summary', { ...callback, purpose: 'change' }, '123*'],
  ['three times and more', 'slots', { slots: [moment, moment, moment], hasMore: true }, '1239*'],
  ['two times and more', 'slots', { slots: [moment, moment], hasMore: true }, '129*'],
  ['the last time', 'slots', { slots: [moment], hasMore: false }, '1*'],
  ['the greeting', 'greeting', { origin: 'requested', since: moment, isSlot: false }, '1239'],
  ['the greeting after a lost call', 'greeting', { origin: 'lost', since: moment, isSlot: false }, '1239'],
  ['the greeting at a chosen time', 'greeting', { origin: 'requested', since: moment, isSlot: true }, '1239'],
  ['the greeting said again', 'greeting_again', {}, '1239'],
  ['the greeting of a flow alone', 'greeting_unaided', {}, '1'],
];

describe.each(languageCodes)('in %s', (code) => {
  test.each(menus)('%s names each of its keys once and no other', (_name, key, facts, keys) => {
    expect(keysIn(code, wordsOf(speak(code, key, facts)))).toEqual(keys.split(''));
  });

  test('no other prompt asks for a key', () => {
    const isMenu = new Set(menus.map(([, key]) => key));
    const others = promptKeys.filter((key) => !isMenu.has(key));
    expect(
      others.filter((key) => sampleFacts[key].some((facts) => keysIn(code, saying(key, facts)).length > 0)),
    ).toEqual([]);
    function saying<K extends PromptKey>(key: K, facts: PromptFacts[K]): string {
      return wordsOf(speak(code, key, facts));
    }
  });

  test('a caller is told to stay on the line exactly where waiting is a choice', () => {
    const stay = { 'en-US': /stay on the line/, 'ru-RU': /оставайтесь на линии/ }[code];
    const says = (mayHold: boolean) => stay.test(wordsOf(speak(code, 'returning', { standing: {}, mayHold })));
    expect([says(true), says(false)]).toEqual([true, false]);
    expect(stay.test(wordsOf(speak(code, 'offer', {})))).toBe(true);
    expect(stay.test(wordsOf(speak(code, 'offer_only', {})))).toBe(false);
    expect(stay.test(wordsOf(speak(code, 'last_offer', {})))).toBe(false);
  });
});

test('what a key does is said before the key', () => {
  const words = wordsOf(speak('en-US', 'summary', { ...callback, purpose: 'book' }));
  expect(words).toMatch(
    /To confirm, press one\. .*another number, press two\. .*another time, press three\. .*press star\.$/,
  );
});
