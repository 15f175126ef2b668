import { createPaperLeg } from '../../../../../local/flows/paper/paper-leg';
import { FlowError } from '../../../../../local/flows/runner/flow-error';
import { createFlowLibrary } from '../../../../../local/flows/runner/flow-library';
import type { ShelvedFlow } from '../../../../../local/flows/runner/types';
import { act, flowText, hangUp, inbound, onErrors, play, runnerOf, say } from './builders';

test('an action of an unknown type is a fault of the flow, named in full', async () => {
  const flow = flowText(say('hello', 'lex'), act('lex', 'ConnectParticipantWithLexBot', {}, { next: 'bye' }), hangUp);
  const problem = play({ flow });
  await expect(problem).rejects.toThrow(FlowError);
  await expect(problem).rejects.toThrow(
    'flow flow, action lex: the type ConnectParticipantWithLexBot is not known here',
  );
});

test.each([
  ['no JSON', 'oops', 'flow flow: it is not JSON'],
  ['another document', '{}', 'flow flow: it is not a flow: it has no list of Actions'],
  ['no start', JSON.stringify({ Actions: [hangUp] }), 'flow flow: its StartAction names none of its actions'],
  [
    'a start that is not there',
    JSON.stringify({ StartAction: 'a', Actions: [hangUp] }),
    'flow flow: its StartAction names none of its actions',
  ],
  ['an action without a type', flowText({ Identifier: 'x' }), 'flow flow, action x: Type has the wrong shape'],
  ['two actions of one name', flowText(hangUp, hangUp), 'flow flow: two of its actions share an identifier'],
  ['a way to nowhere', flowText(say('a', 'b')), 'flow flow, action a: it leads to b, which is not there'],
  [
    'no next action',
    flowText(act('a', 'MessageParticipant', { Text: 'a' })),
    'flow flow, action a: it has no next action',
  ],
  [
    'an empty next action',
    flowText(act('a', 'MessageParticipant', { Text: 'a' }, { next: '' })),
    'flow flow, action a: it has no next action',
  ],
])('a flow with %s cannot be played', async (_, flow, message) => {
  const problem = play({ flow });
  await expect(problem).rejects.toThrow(FlowError);
  await expect(problem).rejects.toThrow(message);
});

test('a flow may lead to nowhere as long as nobody goes there', async () => {
  const compare = act(
    'a',
    'Compare',
    { ComparisonValue: '$.Attributes.x' },
    { next: 'bye', errors: onErrors('NoMatchingCondition'), conditions: [['Equals', 'y', 'nowhere']] },
  );
  expect((await play({ flow: flowText(compare, hangUp) })).end?.kind).toBe('terminal');
});

test.each([
  ['CUSTOMER_QUEUE', 'TransferContactToQueue'],
  ['CONTACT_FLOW', 'EndFlowExecution'],
  ['CUSTOMER_WHISPER', 'GetParticipantInput'],
  ['CONTACT_FLOW', 'MessageParticipantIteratively'],
])('a %s flow may not have %s', async (type, action) => {
  await expect(play({ type, flow: flowText(act('a', action, {}, { next: 'a' })) })).rejects.toThrow(
    `flow flow, action a: a ${type} flow may not have ${action}`,
  );
});

test('what a flow may have is settled by the type in its export when the shelf knows none', async () => {
  const content = (type: string) =>
    JSON.stringify({ StartAction: 'bye', Metadata: { type }, Actions: [act('bye', 'EndFlowExecution')] });
  const playOf = (type: string) =>
    runnerOf({ f: { name: 'f', type: undefined, content: content(type) } }).play(createPaperLeg(), inbound);
  await expect(playOf('contactFlow')).rejects.toThrow('a CONTACT_FLOW flow may not have EndFlowExecution');
  await expect(playOf('customerQueue')).resolves.toBeUndefined();
});

test('where sources disagree, an action is allowed', async () => {
  const flow = flowText(
    act('a', 'UpdateContactRoutingBehavior', { QueuePriority: '1' }, { next: 'end' }),
    act('end', 'EndFlowExecution'),
  );
  expect((await play({ flow, type: 'CUSTOMER_QUEUE', kind: 'customer_queue' })).path).toEqual(['a next', 'end end']);
});

test('a module may have what its caller may have', async () => {
  const invoke = act('invoke', 'InvokeFlowModule', { FlowModuleId: 'm' }, { next: 'bye' });
  const modules = { m: flowText(act('end', 'EndFlowExecution')) };
  await expect(play({ flow: flowText(invoke, hangUp), modules })).rejects.toThrow('flow m, action end: a CONTACT_FLOW');
});

test('a flow is read once, and anew when the shelf has another text', () => {
  const shelved = (text: string): ShelvedFlow => ({
    name: 'f',
    type: 'CONTACT_FLOW',
    content: flowText(say('a', 'bye', text), hangUp),
  });
  const flows = { f: shelved('old') };
  const library = createFlowLibrary({ flow: () => flows.f, module: () => undefined });
  const first = library.flow('f');
  flows.f = shelved('old');
  expect(library.flow('f')).toBe(first);
  flows.f = shelved('new');
  expect(library.flow('f')?.actions.get('a')?.Parameters).toEqual({ Text: 'new' });
});
