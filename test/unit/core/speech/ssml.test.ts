import * as fc from 'fast-check';
import { phoneGroups } from '../../../../lib/core/speech/phone-groups';
import { faultOfSsml } from '../../../../lib/core/speech/read-ssml';
import { escapeText, pause, sentences, ssmlDocument, wordsOf } from '../../../../lib/core/speech/ssml';
import { anyNumber } from './any-facts';

describe('a document', () => {
  test.each([
    '<speak>Hello.</speak>',
    '<speak><p><s>Hello.</s> <s>Fish &amp; chips.</s></p></speak>',
    '<speak>One <break time="10s"/> two <break time="300ms" /> three</speak>',
    '<speak><lang xml:lang="ru-RU"><s>Да.</s></lang></speak>',
    '<speak><prosody rate="slow">slow</prosody> <say-as interpret-as="characters">pm</say-as></speak>',
    '<speak><sub alias="Amazon Web Services">AWS</sub></speak>',
  ])('that a voice can read is left alone: %s', (ssml) => {
    expect(faultOfSsml(ssml)).toBeUndefined();
  });

  test.each([
    ['', 'it is empty'],
    ['Hello.', 'it does not stand inside <speak>'],
    ['<s>Hello.</s>', 'it does not stand inside one <speak>'],
    ['<speak>Hello.</speak> there', 'it does not stand inside <speak>'],
    ['<speak><speak>Hello.</speak></speak>', 'it does not stand inside one <speak>'],
    ['<speak>Hello.', '<speak> is not closed'],
    ['<speak><s>Hello.</speak>', '</speak> closes nothing'],
    ['<speak>Hello.</s></speak>', '</s> closes nothing'],
    ['<speak>Fish & chips</speak>', 'an & is not escaped'],
    ['<speak>1 < 2</speak>', '< is no tag'],
    ['<speak>2 > 1</speak>', 'a > is not escaped'],
    ['<speak>1 <2></speak>', '<2> is no tag'],
    ['<speak><mark name="here"/></speak>', '<mark> is not among the tags that may be used'],
    ['<speak><break/></speak>', '<break> needs exactly: time'],
    ['<speak><break time="1s"></break></speak>', '<break> has to stand alone'],
    ['<speak><s/></speak>', '<s> has to enclose something'],
    ['<speak><s class="a">Hello.</s></speak>', '<s> needs exactly: nothing'],
    ['<speak><break time="11s"/></speak>', 'a pause of 11s is longer than 10000 ms'],
    ['<speak><break time="10001ms"/></speak>', 'a pause of 10001ms is longer than 10000 ms'],
    ['<speak><break time="long"/></speak>', 'a pause of "long" has no length'],
  ])('is refused: %s', (ssml, fault) => {
    expect(faultOfSsml(ssml)).toBe(fault);
  });

  test('is kept whole by any text that is escaped, and gives it back', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ssml = ssmlDocument(sentences(escapeText(text)));
        expect(faultOfSsml(ssml)).toBeUndefined();
        expect(wordsOf(ssml)).toBe(text.replaceAll(/\s+/g, ' ').trim());
      }),
      { numRuns: 300, seed: 38 },
    );
  });
});

test('the words are those that are heard, with a space where sentences and pauses part them', () => {
  const ssml =
    '<speak><s>At three <say-as interpret-as="characters">pm</say-as>.</s><s>Press <sub alias="star">*</sub>.</s>' +
    'Fish<break time="1s"/>&amp; &lt;chips&gt;</speak>';
  expect(wordsOf(ssml)).toBe('At three pm. Press star. Fish & <chips>');
});

test('text that is no document is taken as it is', () => {
  expect(wordsOf(' 1 < 2 &amp; 3 > 2 ')).toBe('1 < 2 &amp; 3 > 2');
});

test('a long pause is several of ten seconds at most', () => {
  expect(pause(300)).toBe('<break time="300ms"/>');
  expect(pause(20_000)).toBe('<break time="10000ms"/><break time="10000ms"/>');
  expect(pause(12_500)).toBe('<break time="10000ms"/><break time="2500ms"/>');
});

test('what is not known leaves no sentence behind', () => {
  expect(sentences('One.', undefined, 'Two.')).toBe('<s>One.</s><s>Two.</s>');
});

describe('the groups of a number', () => {
  test.each([
    ['+441632960123', ['44', '1632', '960', '123']],
    ['+447700900123', ['44', '7700', '900', '123']],
    ['+12065550142', ['1', '206', '555', '0142']],
    ['not a number', []],
  ])('of %s are those of its country, none longer than four digits', (number, groups) => {
    expect(phoneGroups(number)).toEqual(groups);
  });

  test('are all of its digits in order', () => {
    fc.assert(
      fc.property(anyNumber, (number) => expect(`+${phoneGroups(number).join('')}`).toBe(number)),
      { seed: 39 },
    );
  });
});
