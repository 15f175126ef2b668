import { checkLanguage, checkLanguages } from '../../../../lib/core/speech/check-languages';
import type { Language } from '../../../../lib/core/speech/language';
import { languageCodes } from '../../../../lib/core/speech/language-codes';
import { languageOf, languages } from '../../../../lib/core/speech/languages';
import { sampleFacts } from '../../../../lib/core/speech/sample-facts';
import { readText, repositoryFiles } from '../../../support/repository-files';
import { promptKeys } from './any-facts';

const folder = 'lib/core/speech/languages/';

/** What is wrong between the files of languages, the list of them and the list of their codes. */
function unlisted(files: readonly string[], index: string, codes: readonly string[]): readonly string[] {
  const names = files
    .filter((file) => file.startsWith(folder) && !file.slice(folder.length).includes('/'))
    .map((file) => file.slice(folder.length).replace(/\.ts$/, ''))
    .filter((name) => name !== 'index');
  const known = new Set(codes.map((code) => code.toLowerCase()));
  return [
    ...names
      .filter((name) => !index.includes(`'./${name}'`))
      .map((name) => `${name}.ts is not listed in languages/index.ts`),
    ...names.filter((name) => !known.has(name)).map((name) => `${name}.ts has no code in language-codes.ts`),
    ...codes.filter((code) => !names.includes(code.toLowerCase())).map((code) => `${code} has no file in languages/`),
  ];
}

test('every file of a language is listed, and every code has its file', () => {
  expect(unlisted(repositoryFiles(), readText(`${folder}index.ts`), languageCodes)).toEqual([]);
});

test('a file that is not listed is named, and so is a code without a file', () => {
  const files = ['index.ts', 'en-us.ts', 'en-us/numbers.ts', 'de-de.ts'].map((name) => folder + name);
  expect(unlisted(files, "from './en-us'", ['en-US', 'fr-FR'])).toEqual([
    'de-de.ts is not listed in languages/index.ts',
    'de-de.ts has no code in language-codes.ts',
    'fr-FR has no file in languages/',
  ]);
});

test.each(languageCodes)('%s is listed under its own code, with a name and a voice', (code) => {
  const language = languageOf(code);
  expect(language.code).toBe(code);
  expect(language.name).not.toBe('');
  expect(language.voice.name).toMatch(/^[A-Z][a-z]+$/);
});

test('names of languages are their own', () => {
  expect(languageCodes.map((code) => languageOf(code).name)).toEqual(['English', 'Русский']);
});

describe('a language that is loaded', () => {
  const english = languageOf('en-US');
  const changed = (prompts: Partial<Record<keyof Language['prompts'], unknown>>): Language =>
    ({ ...english, prompts: { ...english.prompts, ...prompts } }) as Language;

  test('passes when it is whole', () => {
    expect(() => checkLanguages(languages)).not.toThrow();
  });

  test.each(promptKeys)('is refused without %s, by that name', (key) => {
    expect(() => checkLanguage(changed({ [key]: undefined }))).toThrow(`language en-US has no prompt '${key}'`);
  });

  test.each([
    ['says nothing', () => '<s> </s>', 'it says nothing'],
    ['is no SSML', () => 'Fish & chips', 'an & is not escaped'],
    ['is too long', () => 'Hello. '.repeat(500), 'it has 3499 characters to be spoken, more than 3000'],
    [
      'is too long with its tags',
      () => 'Hello<break time="1s"/>'.repeat(300),
      'it has 6915 characters, more than 6000',
    ],
  ])('is refused with a prompt that %s', (_name, prompt, fault) => {
    expect(() => checkLanguage(changed({ kept: prompt }))).toThrow(
      `language en-US: prompt 'kept' cannot be spoken: ${fault}`,
    );
  });

  test('is refused when only the least, or only the most, that a prompt may know breaks it', () => {
    const least = changed({ offer: ({ position }: { position?: number }) => (position === undefined ? '<' : 'Hello') });
    const most = changed({ offer: ({ position }: { position?: number }) => (position === undefined ? 'Hello' : '<') });
    expect(() => checkLanguage(least)).toThrow("prompt 'offer'");
    expect(() => checkLanguage(most)).toThrow("prompt 'offer'");
  });

  test('is refused without its place in the lists', () => {
    expect(() => checkLanguages({ 'en-US': english })).toThrow(
      'language ru-RU is in language-codes.ts and not in languages/index.ts',
    );
    expect(() => checkLanguages({ ...languages, 'de-DE': english })).toThrow(
      'language de-DE is in languages/index.ts and not in language-codes.ts',
    );
    expect(() => checkLanguages({ ...languages, 'ru-RU': english })).toThrow('language ru-RU calls itself en-US');
  });

  test('is tried on every prompt', () => {
    expect(Object.keys(sampleFacts).toSorted()).toEqual(promptKeys.toSorted());
    expect(Object.values(sampleFacts).filter((samples) => samples.length === 0)).toEqual([]);
  });
});
