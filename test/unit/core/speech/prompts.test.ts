import * as fc from 'fast-check';
import { languageCodes, type LanguageCode } from '../../../../lib/core/speech/language-codes';
import type { PromptFacts, PromptKey } from '../../../../lib/core/speech/prompt-facts';
import { faultOfSsml } from '../../../../lib/core/speech/read-ssml';
import { speak, wordsOf } from '../../../../lib/core/speech/speak';
import { anyFacts, anyNumber, anySlot, anyStanding, promptKeys } from './any-facts';

/** "zero" to "nine" of each language: how a digit of a phone number sounds. */
const digits: Readonly<Record<LanguageCode, readonly string[]>> = {
  'en-US': ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  'ru-RU': ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
};

/** Words of numbers that are longer than anything but a phone number. */
function phoneNumbersIn(code: LanguageCode, words: string): readonly string[] {
  const digit = `(?:${digits[code].join('|')})`;
  const runs = words.match(new RegExp(`(?:${digit} ){6,}${digit}`, 'g')) ?? [];
  return runs.map((run) =>
    run
      .split(' ')
      .map((word) => digits[code].indexOf(word))
      .join(''),
  );
}

const everyPrompt = languageCodes.flatMap((code) => promptKeys.map((key) => [code, key] as const));

describe.each(everyPrompt)('in %s, %s', (code, key) => {
  test('is words that a voice can read, whatever it knows', () => {
    assertAlways(code, key, (ssml, words) => {
      expect(faultOfSsml(ssml)).toBeUndefined();
      expect(words).toMatch(/^\p{Lu}.*[.!]$/u);
      expect(words).not.toMatch(/undefined|null|NaN|\[object|Invalid|Infinity|<|>|&/);
      expect(words).not.toMatch(/\d|\s[,.:!]|,\s*[,.]|\.\s*[.,]/);
      expect(ssml).not.toContain('<s></s>');
    });
  });

  test('reads out a phone number only if that is what it is for', () => {
    assertAlways(code, key, (_ssml, words, facts) => {
      const isMeantTo = key === 'summary' || key === 'registered' || key === 'changed';
      const number = 'number' in facts && typeof facts.number === 'string' ? facts.number.slice(1) : undefined;
      expect(phoneNumbersIn(code, words)).toEqual(isMeantTo && number !== undefined ? [number] : []);
    });
  });

  function assertAlways<K extends PromptKey>(
    language: LanguageCode,
    prompt: K,
    assertion: (ssml: string, words: string, facts: PromptFacts[K]) => void,
  ): void {
    fc.assert(
      fc.property(anyFacts[prompt], (facts) => {
        const ssml = speak(language, prompt, facts);
        assertion(ssml, wordsOf(ssml), facts);
      }),
      { numRuns: 60, seed: 31 },
    );
  }
});

describe.each([
  ['en-US', /ahead of you|next in line/i, /wait is/i],
  ['ru-RU', /перед вами/i, /ожидание/i],
] as const)('in %s, what is not known', (code, place, wait) => {
  const speaking = ['offer', 'offer_only', 'hold_offer', 'where'] as const;

  test.each(speaking)('is not spoken of: %s', (key) => {
    fc.assert(
      fc.property(anyStanding, (standing) => {
        const words = wordsOf(speak(code, key, standing));
        expect(place.test(words)).toBe(standing.position !== undefined);
        expect(wait.test(words)).toBe(standing.waitMs !== undefined);
      }),
      { numRuns: 60, seed: 32 },
    );
  });

  test('is not spoken of when a callback is read out, and a time that is said leaves the place in line out', () => {
    const anyTime = fc.option(anySlot, { nil: undefined });
    fc.assert(
      fc.property(anyStanding, anyTime, anyTime, anyNumber, (standing, slot, notBefore, number) => {
        const facts = { standing, slot, notBefore, number };
        const isOpen = slot === undefined && notBefore === undefined;
        const readings = [
          speak(code, 'summary', { ...facts, purpose: 'book' }),
          speak(code, 'registered', facts),
          speak(code, 'changed', facts),
          speak(code, 'returning', { ...facts, mayHold: true }),
        ];
        for (const words of readings.map(wordsOf)) {
          expect(place.test(words)).toBe(isOpen && standing.position !== undefined);
          expect(wait.test(words)).toBe(isOpen && standing.waitMs !== undefined);
        }
      }),
      { numRuns: 60, seed: 33 },
    );
  });
});

test.each(languageCodes)('in %s, what waits for an agent to come lasts twenty seconds and more', (code) => {
  for (const key of ['hold_music', 'callback_hold'] as const) {
    const pauses = [...speak(code, key, {}).matchAll(/<break time="(\d+)ms"\/>/g)].map(([, ms]) => Number(ms));
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(20_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
  }
});

test.each(languageCodes)('in %s, music begins without the words that the position has just ended with', (code) => {
  expect(speak(code, 'hold_music', {})).toMatch(/^<speak><break time="10000ms"\/>/);
});

test.each([
  ['en-US', /busy/],
  ['ru-RU', /заняты/],
] as const)('in %s, where nobody holds it is not said that all agents are busy: nobody knows', (code, busy) => {
  expect(wordsOf(speak(code, 'offer', {}))).toMatch(busy);
  expect(wordsOf(speak(code, 'offer_only', {}))).not.toMatch(busy);
});

test.each(languageCodes)('in %s, a key that is not a digit stands in the prompt as text', (code) => {
  const ssml = speak(code, 'choose_language', { key: '<&>' });
  expect(faultOfSsml(ssml)).toBeUndefined();
  expect(wordsOf(ssml)).toContain('<&>');
});
