import { act, flowText, hangUp, onErrors, play, say, type Scene } from './builders';

const base = { Text: 'number', StoreInput: 'True', InputTimeLimitSeconds: '7' };
const free = { InputValidation: { CustomValidation: { MaximumLength: '6' } } };
const phone = (NumberFormat: string, CountryCode?: string) => ({
  InputValidation: { PhoneNumberValidation: { NumberFormat, CountryCode } },
});
const ways = { next: 'said', errors: onErrors('NoMatchingError', 'InvalidPhoneNumber') };

/** The branch, what was stored, and how long it took, the sentence in which it is repeated left out. */
async function key(keys: readonly string[], parameters: Readonly<Record<string, unknown>>, scene: Partial<Scene> = {}) {
  const input = act('input', 'GetParticipantInput', { ...base, ...parameters }, ways);
  const flow = flowText(input, say('said', 'bye', '<$.StoredCustomerInput>'), hangUp);
  const { steps, words, tookMs, heard } = await play({ ...scene, flow, keys, speechMs: () => 1_000 });
  const isSaid = steps[0]?.branch === 'next';
  return { branch: steps[0]?.branch, stored: words[1], tookMs: tookMs - (isSaid ? 1_000 : 0), keys: heard[0]?.keys };
}

test.each([
  ['digits and the end key', ['123#'], {}, '<123>', 4_000],
  ['as many digits as there may be', ['1234567'], {}, '<123456>', 6_000],
  ['digits and a silence of five seconds', ['12', 'silence'], {}, '<12>', 2_000 + 5_000],
  ['a star, which takes back what was keyed before', ['12*34#'], {}, '<34>', 6_000],
  [
    'a star where it is a key like any other',
    ['12*34#'],
    { DTMFConfiguration: { DisableCancelKey: 'True' } },
    '<12*34>',
    6_000,
  ],
  [
    'an end of its own, of two keys',
    ['1#2##'],
    { DTMFConfiguration: { InputTerminationSequence: '##' } },
    '<1#2>',
    5_000,
  ],
  [
    'a pause of its own',
    ['1', 'silence'],
    { DTMFConfiguration: { InterdigitTimeLimitSeconds: '2' } },
    '<1>',
    1_000 + 2_000,
  ],
])('%s are stored', async (_, keys, parameters, stored, tookMs) => {
  const input = await key(keys, { ...free, ...parameters });
  expect(input).toEqual({ branch: 'next', stored, tookMs, keys: 'digits' });
});

test.each([
  ['nothing', ['silence'], 1_000 + 7_000],
  ['nothing but a star', ['*', 'silence'], 1_000 + 7_000],
  ['nothing but the end key', ['#'], 1_000],
])('an input of %s is an error', async (_, keys, tookMs) => {
  expect(await key(keys, free)).toMatchObject({ branch: 'error:NoMatchingError', tookMs });
});

const silent = { branch: 'error:NoMatchingError', stored: undefined };

test.each([
  ['not told', {}, silent],
  ['told that silence is an error', { silentInput: 'error' }, silent],
  ['told that silence is an input', { silentInput: 'timeout' }, { branch: 'next', stored: '<Timeout>' }],
] as const)('a runner that is %s', async (_, option, expected) => {
  for (const validation of [free, phone('E164')]) {
    expect(await key(['silence'], validation, option)).toMatchObject(expected);
  }
});

test.each([
  ['a local number', ['2065550142#'], phone('Local', 'US'), '<+12065550142>'],
  ['a local number with its trunk digit', ['01632960123#'], phone('Local', 'GB'), '<+441632960123>'],
  ['an international number', ['441632960123#'], phone('E164'), '<+441632960123>'],
])('%s is stored in E.164', async (_, keys, validation, stored) => {
  expect(await key(keys, validation)).toMatchObject({ branch: 'next', stored });
});

test.each([
  ['too short a number', ['12#'], phone('Local', 'US')],
  ['an international number that is none', ['12#'], phone('E164')],
  ['nothing but the end key', ['#'], phone('Local', 'US')],
  ['a star within', ['20655*50142#'], { ...phone('E164'), DTMFConfiguration: { DisableCancelKey: 'True' } }],
  ['a country that does not exist', ['2065550142#'], phone('Local', 'XX')],
  ['no country', ['2065550142#'], phone('Local')],
])('%s is no phone number', async (_, keys, validation) => {
  expect(await key(keys, validation)).toMatchObject({ branch: 'error:InvalidPhoneNumber' });
});

test('no number keyed at all is not an invalid number', async () => {
  expect(await key(['silence'], phone('Local', 'US'))).toMatchObject({ branch: 'error:NoMatchingError' });
});

test('encrypted input is stored, and cannot be read', async () => {
  const { branch, stored } = await key(['1234#'], { ...free, InputEncryption: { EncryptionKeyId: 'k', Key: 'pem' } });
  expect([branch, stored?.includes('1234')]).toEqual(['next', false]);
});

test('a caller who hangs up between two keys is gone, and what was keyed is not stored', async () => {
  const input = act('input', 'GetParticipantInput', { ...base, ...free }, ways);
  const flow = flowText(input, say('said', 'bye', '$.StoredCustomerInput'), hangUp);
  const { end, words } = await play({ flow, keys: ['12', 'hangup'] });
  expect([end?.kind, words]).toEqual(['gone', ['number']]);
});
