import { act, branchOf, flowText, hangUp, onErrors, play, say, type Scene } from './builders';

const noMatch = { errors: onErrors('NoMatchingError') };
const failed = 'error:NoMatchingError';

test.each<[string, string, Record<string, unknown>, string, Partial<Scene>?]>([
  ['attributes', 'UpdateContactAttributes', { Attributes: { a: 'b' }, TargetContact: 'Current' }, 'next'],
  [
    'attributes of the related contact',
    'UpdateContactAttributes',
    { Attributes: { a: 'b' }, TargetContact: 'Related' },
    'next',
  ],
  [
    'attributes of a related contact that is none',
    'UpdateContactAttributes',
    { Attributes: { a: 'b' }, TargetContact: 'Related' },
    failed,
    { leg: { hasNoRelated: true } },
  ],
  ['32 KB of attributes', 'UpdateContactAttributes', { Attributes: { a: 'b'.repeat(32_767) } }, 'next'],
  ['more than 32 KB of attributes', 'UpdateContactAttributes', { Attributes: { a: 'b'.repeat(32_768) } }, failed],
  ['no attributes', 'UpdateContactAttributes', {}, failed],
  ['data', 'UpdateContactData', { Name: 'n', LanguageCode: 'de-DE' }, 'next'],
  ['data that cannot be found out', 'UpdateContactData', { Name: '$.External.none' }, failed],
  ['data of a related contact', 'UpdateContactData', { Name: 'n', TargetContact: 'Related' }, failed],
  ['no data', 'UpdateContactData', { TargetContact: 'Current' }, failed],
  ['a voice', 'UpdateContactTextToSpeechVoice', { TextToSpeechVoice: 'Vicki', TextToSpeechEngine: 'neural' }, 'next'],
  ['no voice, which is Joanna', 'UpdateContactTextToSpeechVoice', {}, 'next'],
  [
    'a voice that cannot be found out',
    'UpdateContactTextToSpeechVoice',
    { TextToSpeechVoice: '$.Attributes.no' },
    failed,
  ],
  ['flow attributes', 'UpdateFlowAttributes', { FlowAttributes: { a: { Type: 'String', Value: 'b' } } }, 'next'],
  ['tags', 'TagContact', { Tags: { a: 'b' } }, 'next'],
  ['no tags', 'TagContact', {}, failed],
  ['tags to be taken away', 'UntagContact', { TagKeys: ['a'] }, 'next'],
  ['no tags to be taken away', 'UntagContact', {}, failed],
])('%s', async (_, type, parameters, branch, scene = {}) => {
  expect(await branchOf([type, parameters, noMatch], scene)).toBe(branch);
});

test('attributes are merged with their paths replaced, and one that leads nowhere is removed', async () => {
  const Attributes = { id: '$.CustomerEndpoint.Address', old: '$.External.none', text: 'to $.SystemEndpoint.Address' };
  const { leg } = await play({
    flow: flowText(act('it', 'UpdateContactAttributes', { Attributes }, { next: 'bye' }), hangUp),
    leg: { attributes: { old: 'x', kept: 'y' }, from: '+12065550142', to: '+18005550199' },
  });
  expect(leg.attributes()).toEqual({ id: '+12065550142', kept: 'y', text: 'to +18005550199' });
});

test('attributes of the related contact leave those of this one alone', async () => {
  const parameters = { Attributes: { a: 'b' }, TargetContact: 'Related' };
  const { leg } = await play({
    flow: flowText(act('it', 'UpdateContactAttributes', parameters, { next: 'bye' }), hangUp),
  });
  expect(leg.attributes()).toEqual({});
  expect(leg.events[0]).toEqual({ kind: 'attributes', attributes: { a: 'b' }, target: 'Related' });
});

test('attributes past the limit change nothing', async () => {
  const parameters = { Attributes: { small: 'x', large: 'b'.repeat(33_000) } };
  const flow = flowText(act('it', 'UpdateContactAttributes', parameters, { next: 'bye', ...noMatch }), hangUp);
  expect((await play({ flow })).leg.attributes()).toEqual({});
});

test('data, voice and language are there for the flow', async () => {
  const data = { Name: 'Call of $.Attributes.name', LanguageCode: 'de-DE', CustomerId: 'c1' };
  const { words, heard } = await play({
    flow: flowText(
      act('data', 'UpdateContactData', data, { next: 'voice' }),
      act('voice', 'UpdateContactTextToSpeechVoice', { TextToSpeechVoice: 'Vicki' }, { next: 'said' }),
      say('said', 'bye', '$.Name, $.LanguageCode, $.CustomerId, $.TextToSpeechVoiceId'),
      hangUp,
    ),
    leg: { attributes: { name: 'Ann' } },
  });
  expect(words).toEqual(['Call of Ann, de-DE, c1, Vicki']);
  expect(heard[0]?.language).toBe('de-DE');
});

test.each([
  ['a container', { FlowAttributes: { a: { Type: 'String', Value: '$.Attributes.x' } } }],
  ['no container', { a: { Type: 'String', Value: '$.Attributes.x' } }],
  ['bare texts', { Attributes: { a: '$.Attributes.x' } }],
])('flow attributes are read in %s', async (_, parameters) => {
  const { words } = await play({
    flow: flowText(
      act('it', 'UpdateFlowAttributes', parameters, { next: 'b' }),
      act('b', 'UpdateFlowAttributes', { FlowAttributes: { b: { Value: '2' } } }, { next: 'said' }),
      say('said', 'bye', '$.FlowAttributes.a and $.FlowAttributes.b'),
      hangUp,
    ),
    leg: { attributes: { x: '1' } },
  });
  expect(words).toEqual(['1 and 2']);
});

test('flow attributes are for the flow that set them', async () => {
  const { words } = await play({
    flow: flowText(
      act('it', 'UpdateFlowAttributes', { FlowAttributes: { a: { Value: '1' } } }, { next: 'go' }),
      act('go', 'TransferToFlow', { ContactFlowId: 'other' }, { next: 'bye' }),
      hangUp,
    ),
    others: { other: flowText(say('said', 'bye', '$.FlowAttributes.a'), hangUp) },
  });
  expect(words).toEqual([]);
});

test('tags reach the contact', async () => {
  const { leg } = await play({
    flow: flowText(
      act('add', 'TagContact', { Tags: { who: '$.Channel' } }, { next: 'remove' }),
      act('remove', 'UntagContact', { TagKeys: ['old', '$.Channel'] }, { next: 'bye' }),
      hangUp,
    ),
  });
  expect(leg.events.slice(0, 2)).toEqual([
    { kind: 'tags', change: { add: { who: 'VOICE' } } },
    { kind: 'tags', change: { remove: ['old', 'VOICE'] } },
  ]);
});
