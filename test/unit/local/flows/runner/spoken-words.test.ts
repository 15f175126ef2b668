import fc from 'fast-check';
import { wordsOfSsml } from '../../../../../local/flows/runner/spoken-words';

test.each([
  ['<speak>Hello.</speak>', 'Hello.'],
  ['  <speak>\n  Hello,\n  caller.\n</speak>  ', 'Hello, caller.'],
  ['<speak/>', ''],
  ['<speak>One<break time="300ms"/>two <break time=\'1s\'/>.</speak>', 'One two.'],
  ['<speak><p><s>One.</s><s>Two.</s></p>Three</speak>', 'One. Two. Three'],
  ['<speak>al<emphasis level="strong">to</emphasis>gether</speak>', 'altogether'],
  ['<speak>your <sub alias="World Wide Web">W<b>W</b>W</sub> site</speak>', 'your World Wide Web site'],
  ['<speak><sub alias="Tom &amp; Ann">T</sub></speak>', 'Tom & Ann'],
  ['<speak>5 &lt; 6 &gt; 4 &amp; &quot;so&apos; &#65;&#x42;</speak>', '5 < 6 > 4 & "so\' AB'],
  ['<speak>&amp;lt;</speak>', '&lt;'],
  ['<?xml version="1.0"?><!-- a --><speak xml:lang="en-US">Hi<!-- b --></speak>', 'Hi'],
  ['<speak><![CDATA[5 < 6 & so]]></speak>', '5 < 6 & so'],
  ['<speak><say-as interpret-as="telephone">2065550142</say-as></speak>', '2065550142'],
  ['<speak>Здравствуйте!</speak>', 'Здравствуйте!'],
])('%j is heard as %j', (ssml, words) => {
  expect(wordsOfSsml(ssml)).toBe(words);
});

test.each([
  'Hello.',
  '',
  '<p>Hello.</p>',
  '<speak>Hello.',
  '<speak>Hello.</speak',
  '<speak><p>Hello.</speak></p>',
  '<speak>Hello.</speak></speak>',
  '<speak>One.</speak><speak>Two.</speak>',
  'Say <speak>Hello.</speak>',
  '<speak>Tom & Ann</speak>',
  '<speak>Tom &nbsp; Ann</speak>',
  '<speak>&#0;</speak>',
  '<speak>&#x110000;</speak>',
  '<speak>5 < 6</speak>',
  '<speak><break time=1s/></speak>',
  '<speak><break time="1s" time="2s"/></speak>',
  '<speak><sub alias="a & b">c</sub></speak>',
  '<speak><break time="<"/></speak>',
  '<speak>Hello.</speak a="b">',
  '<speak><!-- -- --></speak>',
])('%j cannot be said', (ssml) => {
  expect(wordsOfSsml(ssml)).toBeUndefined();
});

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

test('words that were escaped are heard as they were', () => {
  const text = fc.string().map((raw) => raw.replaceAll(/\s+|[.,;:!?]/g, ''));
  fc.assert(
    fc.property(text, (words) => {
      expect(wordsOfSsml(`<speak>${escape(words)}</speak>`)).toBe(words);
    }),
  );
});

test('any text is read to an end', () => {
  const piece = fc.constantFrom(
    '<speak>',
    '</speak>',
    '<p>',
    '</p>',
    '<',
    '>',
    '&',
    '&amp;',
    '"',
    ' a="b"',
    '/',
    '<!--',
    '-->',
    'x',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const words = wordsOfSsml(pieces.join(''));
      expect(['string', 'undefined']).toContain(typeof words);
    }),
  );
});
