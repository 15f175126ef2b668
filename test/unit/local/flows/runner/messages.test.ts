import { act, branchOf, flowText, hangUp, onErrors, play } from './builders';

const noMatch = { errors: onErrors('NoMatchingError') };

test.each([
  ['text', { Text: 'Hello.' }, 'next'],
  ['SSML', { SSML: '<speak>Hello.</speak>' }, 'next'],
  ['a recording', { PromptId: 'p1' }, 'next'],
  ['a file', { Media: { Uri: 's3://bucket/key.wav', SourceType: 'S3', MediaType: 'Audio' } }, 'next'],
  ['6,000 characters of which half is markup', { SSML: longSsml(6_000) }, 'next'],
  ['6,001 characters', { SSML: longSsml(6_001) }, 'error:NoMatchingError'],
  ['more than 3,000 characters that are billed', { Text: 'a'.repeat(3_001) }, 'error:NoMatchingError'],
  ['SSML that is not closed', { SSML: '<speak>Hello.' }, 'error:NoMatchingError'],
  ['a path that leads nowhere', { Text: 'Hello, $.Attributes.name.' }, 'error:NoMatchingError'],
  ['nothing to say', {}, 'error:NoMatchingError'],
])('a message with %s takes its way', async (_, parameters, branch) => {
  expect(await branchOf(['MessageParticipant', parameters, noMatch])).toBe(branch);
});

function longSsml(characters: number): string {
  const words = 'a'.repeat(2_900);
  return (
    `<speak>${words}${'<break/>'.repeat(400)}`.slice(0, 7 + 2_900 + 8 * 380).padEnd(characters - 8, ' ') + '</speak>'
  );
}

test('a message is heard in words, in full, for as long as it takes to say', async () => {
  const SSML = '<speak>You are <sub alias="number four">4</sub>,<break time="1s"/> $.Attributes.name.</speak>';
  const { heard, tookMs } = await play({
    flow: flowText(act('m', 'MessageParticipant', { SSML }, { next: 'bye' }), hangUp),
    leg: { attributes: { name: 'Tom &amp; Ann' } },
  });
  expect(heard).toEqual([
    {
      contactId: 'a1c0ffee-1111-4a11-8a11-000000000001',
      flow: 'flow',
      action: 'm',
      text: 'You are number four, Tom & Ann.',
      source: '<speak>You are <sub alias="number four">4</sub>,<break time="1s"/> Tom &amp; Ann.</speak>',
      language: 'en-US',
      keys: [],
    },
  ]);
  expect(tookMs).toBe(700);
});

test('a caller who hangs up during a message is gone there', async () => {
  const played = await play({
    flow: flowText(act('m', 'MessageParticipant', { Text: 'one two three' }, { next: 'bye' }), hangUp),
    leg: { hangsUpAfterMs: 200 },
  });
  expect(played.path).toEqual(['m end']);
  expect(played.end).toEqual({ kind: 'gone', flow: 'flow', action: 'm' });
});

test('even an empty prompt lets time pass, so a flow that repeats it ends with its caller', async () => {
  const again = act('m', 'MessageParticipant', { Text: ' ' }, { next: 'm' });
  const { end, heard } = await play({ flow: flowText(again), leg: { hangsUpAfterMs: 10_000 }, speechMs: () => 0 });
  expect(end).toMatchObject({ kind: 'gone' });
  expect(heard).toHaveLength(40);
});

const three = [{ Text: 'one' }, { PromptId: 'p' }, { SSML: '<speak>three</speak>' }];

/** Each word lasts 20 s, the recording 10. */
async function playMusic(parameters: Readonly<Record<string, unknown>>, leg = {}, conditions: string[] = []) {
  const ways = {
    next: 'bye',
    ...noMatch,
    conditions: conditions.map((operand) => ['Equals', operand, 'bye'] as const),
  };
  const flow = flowText(act('music', 'MessageParticipantIteratively', parameters, ways), hangUp);
  return play({ flow, type: 'CUSTOMER_QUEUE', kind: 'customer_queue', leg, speechMs: () => 20_000 });
}

test('messages are played in rotation and cut off by the interruption', async () => {
  const { path, heard, tookMs } = await playMusic({ Messages: three, InterruptFrequencySeconds: '65' }, {}, [
    'MessagesInterrupted',
  ]);
  expect(path[0]).toBe('music condition:0');
  expect(heard.map(({ source }) => source)).toEqual(['one', 'p', '<speak>three</speak>', 'one']);
  expect(tookMs).toBe(65_000);
});

test('an interruption that no condition awaits goes to the next action', async () => {
  expect((await playMusic({ Messages: three, InterruptFrequencySeconds: '65' })).path[0]).toBe('music next');
});

test('music without an interruption plays until the caller is gone', async () => {
  const { end, heard } = await playMusic({ Messages: three }, { hangsUpAfterMs: 600_000 });
  expect(end).toEqual({ kind: 'gone', flow: 'flow', action: 'music' });
  expect(heard).toHaveLength(36);
});

test.each([
  ['no messages', {}],
  ['an empty list', { Messages: [] }],
  ['one message that cannot be said', { Messages: [{ Text: 'one' }, { Text: '$.Attributes.none' }] }],
  ['what is no message', { Messages: ['one'] }],
])('music with %s is an error at once', async (_, parameters) => {
  const { path, tookMs } = await playMusic(parameters);
  expect([path[0], tookMs]).toEqual(['music error:NoMatchingError', 0]);
});
