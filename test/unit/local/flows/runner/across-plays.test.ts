import { createRng } from '../../../../../lib/core/rng';
import type { FlowEntry } from '../../../../../local/connect/types';
import { createPaperLeg, type PaperLegOptions } from '../../../../../local/flows/paper/paper-leg';
import { scriptedTelephone } from '../../../../../local/flows/paper/scripted-telephone';
import { createFlowRunner } from '../../../../../local/flows/runner/flow-runner';
import { act, flowText, hangUp, say } from './builders';

const digits = {
  Text: 'key',
  StoreInput: 'True',
  InputTimeLimitSeconds: '5',
  InputValidation: { CustomValidation: { MaximumLength: '1' } },
};
const once = {
  conditions: [
    ['Equals', 'ContinueLooping', 'first'],
    ['Equals', 'DoneLooping', 'again'],
  ],
} as const;
const stay = act('stay', 'EndFlowExecution');

const flows: Readonly<Record<string, string>> = {
  in: flowText(
    act('key', 'GetParticipantInput', digits, { next: 'voice', errors: { NoMatchingError: 'voice' } }),
    act('voice', 'UpdateContactTextToSpeechVoice', { TextToSpeechVoice: 'Vicki' }, { next: 'ask' }),
    act('ask', 'InvokeLambdaFunction', { LambdaFunctionARN: 'f' }, { next: 'go' }),
    act('go', 'TransferContactToQueue', {}, { errors: { NoMatchingError: 'bye' } }),
    hangUp,
  ),
  hold: flowText(
    say('said', 'function', 'keyed $.StoredCustomerInput, voice $.TextToSpeechVoiceId'),
    say('function', 'loop', 'told $.External.a'),
    act('loop', 'Loop', { LoopCount: '1' }, once),
    say('first', 'stay'),
    say('again', 'stay'),
    stay,
  ),
  leave: flowText(act('over', 'EndFlowExecution')),
  drop: flowText(hangUp),
  through: flowText(
    act('invoke', 'InvokeFlowModule', { FlowModuleId: 'm1' }, { next: 'go' }),
    act('go', 'TransferContactToQueue', {}, { errors: { NoMatchingError: 'bye' } }),
    hangUp,
  ),
  m1: flowText(act('key', 'GetParticipantInput', digits, { next: 'back' }), act('back', 'EndFlowModuleExecution')),
};

/** Plays one flow after the other, each on a leg of its own; what is heard in the last one. */
async function hear(...plays: readonly (readonly [flowId: string, kind: FlowEntry['kind'], leg?: PaperLegOptions])[]) {
  const heard: string[] = [];
  const runner = createFlowRunner({
    shelf: {
      flow: (id) => ({ name: id, type: undefined, content: flows[id] ?? '' }),
      module: (id) => ({ name: id, type: undefined, content: flows[id] ?? '' }),
    },
    lambda: async () => ({ kind: 'answered', payload: '{"a":"b"}' }),
    telephone: () => ({ ...scriptedTelephone(['7']), hears: ({ text }) => void heard.push(text) }),
    rng: createRng(1),
    speechMs: () => 1_000,
  });
  for (const [flowId, kind, leg] of plays) {
    heard.length = 0;
    await runner.play(createPaperLeg({ queueId: 'q1', ...leg }), { kind, flowId });
  }
  return heard;
}

test('a queue flow sees what was keyed and set before, but not what a function said', async () => {
  expect(await hear(['in', 'inbound'], ['hold', 'customer_queue'])).toEqual(['keyed 7, voice Vicki', 'first']);
});

test('a loop counts through the whole call, however often its flow is played', async () => {
  expect(await hear(['in', 'inbound'], ['hold', 'customer_queue'], ['hold', 'customer_queue'])).toContain('again');
});

test('a transfer to another queue makes a new contact of the same call', async () => {
  const transferred = { contactId: 'c2', initialContactId: createPaperLeg().contactId };
  const heard = await hear(['in', 'inbound'], ['hold', 'customer_queue'], ['hold', 'customer_queue', transferred]);
  expect(heard).toEqual(['keyed 7, voice Vicki', 'again']);
});

test('nothing of one caller is heard by another', async () => {
  expect(await hear(['in', 'inbound'], ['hold', 'customer_queue', { contactId: 'c2' }])).toEqual(['first']);
});

test.each<[string, readonly [string, FlowEntry['kind'], PaperLegOptions?]]>([
  ['hung up on', ['drop', 'inbound']],
  ['hung up on while queued', ['drop', 'customer_queue']],
  ['gone during an inbound flow', ['in', 'inbound', { hangsUpAfterMs: 500 }]],
])('a call that is over is forgotten: %s', async (_, last) => {
  expect(await hear(['in', 'inbound'], last, ['hold', 'customer_queue'])).toEqual(['first']);
});

test('a caller who leaves the queue may be with an agent, so the call is remembered', async () => {
  const gone: readonly [string, FlowEntry['kind'], PaperLegOptions] = [
    'hold',
    'customer_queue',
    { hangsUpAfterMs: 500 },
  ];
  expect(await hear(['in', 'inbound'], gone, ['hold', 'customer_whisper'])).toContain('keyed 7, voice Vicki');
});

test('of very many calls the ones played on last are remembered', async () => {
  const others = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => ['leave', 'agent_whisper', { contactId: `${name}${index}` }] as const);
  expect(await hear(['in', 'inbound'], ...others(10_000, 'a'), ['hold', 'customer_queue'])).toEqual(['first']);
  const playedOn = [
    ['in', 'inbound'],
    ...others(9_000, 'b'),
    ['hold', 'customer_queue'],
    ...others(9_999, 'c'),
  ] as const;
  expect(await hear(...playedOn, ['hold', 'customer_queue'])).toContain('keyed 7, voice Vicki');
});

test('what was keyed in a module is not known after it', async () => {
  expect(await hear(['through', 'inbound'], ['hold', 'customer_queue'])).toEqual(['first']);
});
