import { act, flowText, hangUp, onErrors, play, say } from './builders';

const back = act('back', 'EndFlowModuleExecution');
const invoke = (FlowModuleId: string, next: string, id = 'invoke') =>
  act(id, 'InvokeFlowModule', { FlowModuleId }, { next, errors: onErrors('NoMatchingError') });

test('a module is played and comes back to the next action', async () => {
  const { path, words } = await play({
    flow: flowText(invoke('m1', 'after'), say('after', 'bye'), hangUp),
    modules: { m1: flowText(say('within', 'back'), back) },
  });
  expect(words).toEqual(['within', 'after']);
  expect(path).toEqual(['within next', 'back end', 'invoke next', 'after next', 'bye end']);
});

test('a module may end the call itself', async () => {
  const { end } = await play({
    flow: flowText(invoke('m1', 'bye'), hangUp),
    modules: { m1: flowText(act('over', 'DisconnectParticipant')) },
  });
  expect(end).toEqual({ kind: 'terminal', flow: 'm1', action: 'over', type: 'DisconnectParticipant' });
});

test('modules within modules come back one by one', async () => {
  const { words } = await play({
    flow: flowText(invoke('outer', 'c'), say('c', 'bye'), hangUp),
    modules: { outer: flowText(invoke('inner', 'b'), say('b', 'back'), back), inner: flowText(say('a', 'back'), back) },
  });
  expect(words).toEqual(['a', 'b', 'c']);
});

test.each(['m1:$LATEST', 'm1:7', 'm1', '$.Attributes.module'])('a module is found by %s', async (id) => {
  const { words } = await play({
    flow: flowText(invoke(id, 'bye'), hangUp),
    modules: { m1: flowText(say('within', 'back'), back) },
    leg: { attributes: { module: 'm1' } },
  });
  expect(words).toEqual(['within']);
});

test('a module neither sees nor changes what functions and callers told the flow', async () => {
  const input = { Text: 'key', StoreInput: 'True', InputTimeLimitSeconds: '5' };
  const digits = { ...input, InputValidation: { CustomValidation: { MaximumLength: '1' } } };
  const ask = (id: string, next: string) => act(id, 'InvokeLambdaFunction', { LambdaFunctionARN: 'f' }, { next });
  const all = '$.External.a $.StoredCustomerInput';
  const { words } = await play({
    flow: flowText(
      ask('ask', 'key'),
      act('key', 'GetParticipantInput', digits, { next: 'invoke' }),
      invoke('m1', 'after'),
      say('after', 'bye', all),
      hangUp,
    ),
    modules: {
      m1: flowText(
        say('first', 'ask', all),
        ask('ask', 'key'),
        act('key', 'GetParticipantInput', digits, { next: 'second' }),
        say('second', 'back', all),
        back,
      ),
    },
    answers: [{ a: 'flow' }, { a: 'module' }],
    keys: ['1', '2'],
  });
  expect(words).toEqual(['key', 'key', 'module 2', 'flow 1']);
});

test.each([
  ['a flow that names no module', act('invoke', 'InvokeFlowModule', {}), 'there is no module (none is named)'],
  ['a module that is not there', invoke('m9', 'bye'), 'there is no module m9'],
  ['a flow that is not there', act('invoke', 'TransferToFlow', { ContactFlowId: 'f9' }), 'there is no flow f9'],
  [
    'an end of a module in none',
    act('invoke', 'EndFlowModuleExecution'),
    'a CONTACT_FLOW flow may not have EndFlowModuleExecution',
  ],
])('%s is a fault of the flow', async (_, action, problem) => {
  await expect(play({ flow: flowText(action, hangUp) })).rejects.toThrow(`flow flow, action invoke: ${problem}`);
});

test('the end of a module in none is seen in a flow of unknown type, too', async () => {
  const flow = flowText(act('invoke', 'EndFlowModuleExecution'));
  await expect(play({ flow, type: 'something else' })).rejects.toThrow('flow flow, action invoke: it is in no module');
});

test('a module that only the call could name, and that is not there, is an error', async () => {
  const { path } = await play({
    flow: flowText(invoke('$.Attributes.module', 'bye'), hangUp),
    leg: { attributes: { module: 'm9' } },
  });
  expect(path[0]).toBe('invoke error:NoMatchingError');
});

test('a transfer goes on in another flow with what the functions said, and does not come back', async () => {
  const { path, words, end } = await play({
    flow: flowText(
      act('ask', 'InvokeLambdaFunction', { LambdaFunctionARN: 'f' }, { next: 'go' }),
      act('go', 'TransferToFlow', { ContactFlowId: 'f2' }, { next: 'bye', errors: onErrors('NoMatchingError') }),
      hangUp,
    ),
    others: { f2: flowText(say('there', 'over', '$.External.a'), act('over', 'DisconnectParticipant')) },
    answers: [{ a: 'x' }],
  });
  expect(path).toEqual(['ask next', 'go end', 'there next', 'over end']);
  expect([words, end]).toEqual([
    ['x'],
    { kind: 'terminal', flow: 'f2', action: 'over', type: 'DisconnectParticipant' },
  ]);
});

test('a transfer out of a module leaves the flow that invoked it, too', async () => {
  const { words } = await play({
    flow: flowText(invoke('m1', 'after'), say('after', 'bye'), hangUp),
    modules: { m1: flowText(act('go', 'TransferToFlow', { ContactFlowId: 'f2' })) },
    others: { f2: flowText(say('there', 'bye'), hangUp) },
  });
  expect(words).toEqual(['there']);
});
