import type { LambdaOutcome } from '../../../../../local/flows/runner/types';
import { ask, branchOf, flowText, hangUp, onErrors, play, say, type Scene } from './builders';

const noMatch = { errors: onErrors('NoMatchingError') };
const sized = (bytes: number): LambdaOutcome => ({
  kind: 'answered',
  payload: JSON.stringify({ a: 'é'.repeat((bytes - 8) / 2) }),
});

test.each<[string, unknown, string, string]>([
  ['a flat map of texts', { a: 'b' }, 'STRING_MAP', 'next'],
  ['an empty map', {}, 'STRING_MAP', 'next'],
  ['a number in a map', { a: 1 }, 'STRING_MAP', 'error:NoMatchingError'],
  ['a null in a map', { a: null }, 'STRING_MAP', 'error:NoMatchingError'],
  ['an object in a map', { a: { b: 'c' } }, 'STRING_MAP', 'error:NoMatchingError'],
  ['any object', { a: { b: [1] } }, 'JSON', 'next'],
  ['a list', { kind: 'answered', payload: '["a"]' }, 'JSON', 'error:NoMatchingError'],
  ['a text', { kind: 'answered', payload: '"a"' }, 'JSON', 'error:NoMatchingError'],
  ['null', { kind: 'answered', payload: 'null' }, 'STRING_MAP', 'error:NoMatchingError'],
  ['no JSON', { kind: 'answered', payload: 'oops' }, 'STRING_MAP', 'error:NoMatchingError'],
  ['32 KB', sized(32_768), 'STRING_MAP', 'next'],
  ['more than 32 KB, counted in bytes', sized(32_770), 'STRING_MAP', 'error:NoMatchingError'],
])('%s as the answer to %#', async (_, answer, ResponseType, branch) => {
  const parameters = {
    LambdaFunctionARN: 'f',
    InvocationTimeLimitSeconds: '8',
    ResponseValidation: { ResponseType },
  };
  const answers = [answer as NonNullable<Scene['answers']>[number]];
  expect(await branchOf(['InvokeLambdaFunction', parameters, noMatch], { answers })).toBe(branch);
});

test('without a response type a map of texts is expected', async () => {
  const parameters = { LambdaFunctionARN: 'f' };
  const action = ['InvokeLambdaFunction', parameters, noMatch] as const;
  expect(await branchOf(action, { answers: [{ a: 'b' }] })).toBe('next');
  expect(await branchOf(action, { answers: [{ a: 1 }] })).toBe('error:NoMatchingError');
});

test('a function is told of the contact, and its parameters with their paths replaced', async () => {
  const LambdaInvocationAttributes = {
    operation: 'ask',
    who: 'caller $.CustomerEndpoint.Address',
    nothing: '$.External.none',
    deep: { queue: '$.Queue.ARN', list: ['$.Attributes.vip'] },
  };
  const { asked, leg } = await play({
    flow: flowText(ask({ LambdaInvocationAttributes }), hangUp),
    answers: [{}],
    leg: { attributes: { vip: 'yes' }, queueId: 'q1', from: '+12065550142' },
  });
  const Parameters = {
    operation: 'ask',
    who: 'caller +12065550142',
    nothing: '',
    deep: { queue: expect.stringMatching(/^arn:.*queue\/q1$/), list: ['yes'] },
  };
  expect(asked).toEqual([{ Name: 'ContactFlowEvent', Details: { ContactData: leg.contactData(), Parameters } }]);
  expect(leg.contactData()).toMatchObject({
    Attributes: { vip: 'yes' },
    Channel: 'VOICE',
    InitiationMethod: 'INBOUND',
  });
});

test('a whole answer can be handed to another function, lists and all', async () => {
  const json = { ResponseValidation: { ResponseType: 'JSON' } };
  const { asked } = await play({
    flow: flowText(
      ask(json, 'again'),
      ask({ LambdaInvocationAttributes: { slots: '$.External.slots' } }, 'bye', 'again'),
      hangUp,
    ),
    answers: [{ slots: [{ at: 1 }, { at: 2 }] }, {}],
  });
  expect(asked[1]).toMatchObject({ Details: { Parameters: { slots: [{ at: 1 }, { at: 2 }] } } });
});

test('an answer is at hand by two names, and only that of the latest function', async () => {
  const heard = say('first', 'again', '$.External.a and $.LambdaInvocation.ResultData.a.');
  const lost = say('second', 'bye', '$.External.a');
  const flow = flowText(ask({}, 'first'), heard, ask({}, 'second', 'again'), lost, hangUp);
  const { words, path } = await play({ flow, answers: [{ a: 'x' }, { b: 'y' }] });
  expect(words).toEqual(['x and x.']);
  expect(path.at(-2)).toBe('second error:NoMatchingError');
});

test('a function that fails leaves nothing of the one before', async () => {
  const flow = flowText(ask({}, 'again'), ask({}, 'said', 'again'), say('said', 'bye', '$.External.a'), hangUp);
  expect((await play({ flow, answers: [{ a: 'x' }] })).path.slice(1)).toEqual([
    'again error:NoMatchingError',
    'said error:NoMatchingError',
    'bye end',
  ]);
});

test.each([
  ['has no name', { LambdaFunctionARN: undefined }],
  ['has a name that cannot be found out', { LambdaFunctionARN: '$.Attributes.none' }],
])('a function that %s is an error', async (_, parameters) => {
  const { path, asked } = await play({ flow: flowText(ask(parameters), hangUp), answers: [{}] });
  expect([path[0], asked]).toEqual(['ask error:NoMatchingError', []]);
});
