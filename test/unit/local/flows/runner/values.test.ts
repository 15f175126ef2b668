import fc from 'fast-check';
import { fillDeep, fillText, valueOfPath, type Lookup } from '../../../../../local/flows/runner/json-paths';
import { act, flowText, hangUp, play, say } from './builders';

const data: Readonly<Record<string, unknown>> = {
  Attributes: { a: 'b', 'dash-ed': 'd', n: null, 'with space': 's' },
  External: { deep: { er: 'x' }, number: 4, truth: false, list: ['a'], empty: '' },
  Queue: null,
};
const lookup: Lookup = (name) => (Object.hasOwn(data, name) ? data[name] : undefined);

test.each<[string, unknown]>([
  ['$.Attributes.a', 'b'],
  ["$['Attributes']['a']", 'b'],
  ['$["Attributes"].a', 'b'],
  ["$.Attributes['with space']", 's'],
  ['$.Attributes.dash-ed', 'd'],
  ['$.External.deep.er', 'x'],
  ['$.External.deep', { er: 'x' }],
  ['$.External.number', 4],
  ['$.External.list', ['a']],
  ['$.External.list[0]', undefined],
  ['$.External.list.length', undefined],
  ['$.Attributes.n', undefined],
  ['$.Attributes.none', undefined],
  ['$.Attributes.a.b', undefined],
  ['$.Attributes.constructor', undefined],
  ['$.Attributes.toString', undefined],
  ['$.Queue.Name', undefined],
  ['$.Nothing.at.all', undefined],
  ['$', undefined],
  ['$.', undefined],
  ['$.Attributes.a b', undefined],
])('the path %s leads to %j', (path, value) => {
  expect(valueOfPath(lookup, path)).toEqual(value);
});

test.each<[string, string | undefined]>([
  ['$.Attributes.a', 'b'],
  ['You are $.External.number. Thanks.', 'You are 4. Thanks.'],
  ['$.Attributes.a$.Attributes.a', 'bb'],
  ["<$['Attributes']['a']>", '<b>'],
  ['$.Attributes.a-', 'b-'],
  ['$.Attributes.a,$.External.deep.er', 'b,x'],
  ['It costs $5 or $.50.', 'It costs $5 or $.50.'],
  ['no path', 'no path'],
  ['', ''],
  ['$.External.empty', ''],
  ['$.External.truth', 'false'],
  ['$.External.list', undefined],
  ['to $.External.deep', undefined],
  ['You are $.Attributes.none.', undefined],
])('the text %j becomes %j', (text, filled) => {
  expect(fillText(lookup, text)).toBe(filled);
});

test('parameters are filled however deep, and what leads nowhere is replaced', () => {
  const parameters = { a: ['$.External.deep', { b: 'x $.Attributes.a', c: 7 }], d: '$.Attributes.none', e: null };
  const filled = { a: [{ er: 'x' }, { b: 'x b', c: 7 }], d: '-', e: null };
  expect(fillDeep(lookup, parameters, '-')).toEqual(filled);
});

test('any text is filled without a fault, and text without a dollar stays what it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(['string', 'undefined']).toContain(typeof fillText(lookup, `$${text}`));
      const plain = text.replaceAll('$', '');
      expect(fillText(lookup, plain)).toBe(plain);
    }),
  );
});

test('any name in brackets leads to its value, whatever it is made of', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => !/['\]]/.test(text));
  fc.assert(
    fc.property(name, fc.string(), (key, value) => {
      const own: Lookup = () => ({ [key]: value });
      expect(valueOfPath(own, `$['Attributes']['${key}']`)).toBe(value);
    }),
    { examples: [['__proto__', 'own']] },
  );
});

test('what the instance knows of a contact has its path', async () => {
  const paths = {
    '$.ContactId': 'c2',
    '$.InitialContactId': 'c1',
    '$.PreviousContactId': 'c2',
    '$.Channel': 'VOICE',
    '$.InitiationMethod': 'API',
    '$.AwsRegion': 'us-west-2',
    '$.LanguageCode': 'en-US',
    '$.TextToSpeechVoiceId': 'Joanna',
    '$.CustomerEndpoint.Address': '+12065550142',
    '$.SystemEndpoint.Address': '+18005550199',
    '$.Queue.Name': 'q1',
    "$.SegmentAttributes['connect:Subtype']": 'connect:Telephony',
    "$['Attributes']['a']": 'b',
  };
  const text = Object.keys(paths).join(', ');
  const { words } = await play({
    flow: flowText(say('said', 'bye', text), hangUp),
    leg: { contactId: 'c2', initialContactId: 'c1', initiationMethod: 'API', queueId: 'q1', attributes: { a: 'b' } },
  });
  expect(words).toEqual([Object.values(paths).join(', ')]);
});

test.each([
  '$.CustomerId',
  '$.Media.Customer.Audio.StreamARN',
  '$.StoredCustomerInput',
  '$.Queue.ARN',
  '$.Agent.UserName',
  '$.toString',
])('what is not known yet has a path that leads nowhere: %s', async (path) => {
  const ways = { next: 'bye', errors: { NoMatchingCondition: 'bye' } };
  const flow = flowText(
    act('it', 'Compare', { ComparisonValue: path }, { ...ways, conditions: [['KeyExists', undefined, 'bye']] }),
    hangUp,
  );
  expect((await play({ flow })).path[0]).toBe('it error:NoMatchingCondition');
});
