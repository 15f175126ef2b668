import { defaultFlowId, type FlowEntry } from '../../../../../local/connect/types';
import { createPaperLeg, hangUpOnPaper } from '../../../../../local/flows/paper/paper-leg';
import { act, flowText, hangUp, inbound, onErrors, play, runnerOf, say } from './builders';

test('an error without a branch ends the call and is told', async () => {
  const flow = flowText(act('a', 'MessageParticipant', { Text: '$.Attributes.none' }, { next: 'bye' }), hangUp);
  const { end, path, leg } = await play({ flow });
  expect(end).toEqual({ kind: 'unhandled', flow: 'flow', action: 'a', error: 'NoMatchingError' });
  expect([path, leg.isLive()]).toEqual([['a end'], false]);
});

test.each([
  ['QueueAtCapacity', 'a error:QueueAtCapacity'],
  ['NoMatchingError', 'a error:NoMatchingError'],
  ['InvalidPhoneNumber', 'a error:NoMatchingError'],
])('a fault of %s takes its branch, and nothing is done', async (fault, step) => {
  const flow = flowText(
    act('a', 'TransferContactToQueue', {}, { errors: onErrors('QueueAtCapacity', 'NoMatchingError') }),
    hangUp,
  );
  const asked: unknown[] = [];
  const { path, leg } = await play({
    flow,
    leg: { queueId: 'q1' },
    fault: (at) => {
      asked.push(at);
      return at.action === 'a' ? fault : undefined;
    },
  });
  expect(path).toEqual([step, 'bye end']);
  expect(leg.events).toEqual([{ kind: 'disconnected', reason: 'CONTACT_FLOW_DISCONNECT' }]);
  expect(asked[0]).toEqual({ contactId: leg.contactId, flow: 'flow', action: 'a', type: 'TransferContactToQueue' });
});

test.each([
  ['itself', flowText(act('a', 'UpdateFlowLoggingBehavior', {}, { next: 'a' })), 10_000],
  [
    'a menu whose caller is quicker than time',
    flowText(act('a', 'GetParticipantInput', { Text: 'a' }, { conditions: [['Equals', '1', 'a']] })),
    100_000,
  ],
])('a flow that leads to %s for ever is stopped', async (_, content, actions) => {
  const telephone = { hears: () => {}, press: async () => '1' };
  const { play: playOn, steps } = runnerOf(
    { f: { name: 'f', type: 'CONTACT_FLOW', content } },
    { telephone: () => telephone },
  );
  await expect(playOn(createPaperLeg(), inbound)).rejects.toThrow('flow f, action a: it is in a loop that never waits');
  expect(steps).toHaveLength(actions);
});

test('a function that fails while its caller hangs up leaves nobody to be dropped', async () => {
  const leg = createPaperLeg();
  const content = flowText(act('ask', 'InvokeLambdaFunction', { LambdaFunctionARN: 'f' }, { next: 'bye' }), hangUp);
  const { play: playOn, ends } = runnerOf(
    { f: { name: 'f', type: 'CONTACT_FLOW', content } },
    {
      lambda: async () => {
        hangUpOnPaper(leg);
        return { kind: 'failed' };
      },
    },
  );
  await playOn(leg, inbound);
  expect(ends).toEqual([{ kind: 'gone', flow: 'f', action: 'ask' }]);
});

test('a long way round is no loop', async () => {
  const flow = flowText(
    act(
      'loop',
      'Loop',
      { LoopCount: '100' },
      {
        conditions: [
          ['Equals', 'ContinueLooping', 'again'],
          ['Equals', 'DoneLooping', 'bye'],
        ],
      },
    ),
    act('again', 'UpdateFlowLoggingBehavior', {}, { next: 'loop' }),
    hangUp,
  );
  expect((await play({ flow })).path).toHaveLength(202);
});

test.each<[FlowEntry['kind'], string, number]>([
  ['customer_queue', 'gone', 1],
  ['agent_whisper', 'terminal', 0],
  ['customer_whisper', 'terminal', 0],
])('without a flow of its own a %s plays what Connect plays', async (kind, end, prompts) => {
  const { play: playOn, ends, heard } = runnerOf({});
  const leg = createPaperLeg({ hangsUpAfterMs: 100_000 });
  await playOn(leg, { kind, flowId: defaultFlowId });
  expect(ends).toMatchObject([{ kind: end, flow: 'default' }]);
  expect(heard).toHaveLength(prompts);
  expect(leg.isLive()).toBe(end === 'terminal');
});

test.each<[FlowEntry, string]>([
  [{ kind: 'inbound', flowId: defaultFlowId }, 'an inbound contact begins with a flow that is named'],
  [{ kind: 'outbound', flowId: 'f9' }, 'flow f9: there is no such flow'],
])('a call cannot begin with %j', async (entry, message) => {
  await expect(runnerOf({}).play(createPaperLeg(), entry)).rejects.toThrow(message);
});

test('a caller who is gone already hears nothing', async () => {
  const leg = createPaperLeg({ hangsUpAfterMs: 0 });
  const {
    play: playOn,
    ends,
    heard,
  } = runnerOf({ f: { name: 'f', type: 'CONTACT_FLOW', content: flowText(say('a', 'bye'), hangUp) } });
  await playOn(leg, inbound);
  expect([ends, heard]).toEqual([[{ kind: 'gone', flow: 'f', action: 'a' }], []]);
});
