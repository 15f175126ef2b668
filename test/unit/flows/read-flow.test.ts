import { contentLengthOf } from '../../../infra/flows/language/content-length';
import { readFlow, type FlowDocument } from '../../../infra/flows/language/document';
import { flowTypes, readFlowType } from '../../../infra/flows/language/flow-types';
import { flowOf } from '../../support/builders/flows';

function read(json: unknown): FlowDocument {
  const reading = readFlow(typeof json === 'string' ? json : JSON.stringify(json));
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  return reading.document;
}

const content = flowOf('say', 'hangup');

test.each([
  ['nothing', '', 'not JSON'],
  ['a sentence', 'hello', 'not JSON'],
  ['a number', '5', 'not a flow'],
  ['a list', '[]', 'not a flow'],
  ['null', 'null', 'not a flow'],
  ['an object of another kind', '{"name":"holdfree"}', 'no list of Actions'],
  ['actions that are an object', '{"Actions":{}}', 'no list of Actions'],
  [
    'an export of the old designer',
    '{"modules":[],"version":"1","type":"contactFlow","start":"a","metadata":{}}',
    'old designer',
  ],
  ['an old export in a wrapper', '{"ContactFlow":{"Content":"{\\"modules\\":[]}"}}', 'old designer'],
  ['a wrapper without content', '{"ContactFlow":{"Type":"CONTACT_FLOW"}}', 'Content'],
  ['a wrapper around no JSON', '{"ContactFlow":{"Content":"hello"}}', 'Content is not JSON'],
  ['a flow that breaks off', '{"Version":"2019-10-30","Actions":[', 'not JSON'],
])('%s is refused and named', (_, text, reason) => {
  expect(readFlow(text)).toMatchObject({ outcome: 'refused', reason: expect.stringContaining(reason) });
});

test.each([
  ['the content alone', content, undefined],
  ['a type in the metadata', { ...content, Metadata: { type: 'customerQueue' } }, 'customerQueue'],
  ['a type under another name', { ...content, Metadata: { ContactFlowType: 'CONTACT_FLOW' } }, 'CONTACT_FLOW'],
  ['an answer of the CLI', { ContactFlow: { Type: 'AGENT_HOLD', Content: JSON.stringify(content) } }, 'AGENT_HOLD'],
  ['the inside of such an answer', { Type: 'CAMPAIGN', Content: JSON.stringify(content) }, 'CAMPAIGN'],
  ['content that is unpacked already', { ContactFlow: { Type: 'AGENT_HOLD', Content: content } }, 'AGENT_HOLD'],
  ['metadata of another kind', { ...content, Metadata: [1] }, undefined],
  ['a byte order mark', `\uFEFF${JSON.stringify(content)}`, undefined],
])('%s is read, with the type that it declares', (_, json, declaredType) => {
  const document = read(json);
  expect(document.declaredType).toBe(declaredType);
  expect(document.actions.map(({ Identifier }) => Identifier)).toEqual(['say', 'hangup']);
});

test('an entry that is no action is set aside with its place, and the others are read', () => {
  const document = read({ ...content, Actions: [5, { Identifier: 'odd', Type: 1 }, ...content.Actions] });
  expect(document.malformed).toEqual([
    { place: 1, identifier: undefined, problem: 'the action has the wrong shape: object is needed' },
    { place: 2, identifier: 'odd', problem: 'Type has the wrong shape: string is needed' },
  ]);
  expect(document.actions).toHaveLength(2);
});

test('white space between tokens does not count, white space in a text does', () => {
  const pretty = JSON.stringify(content, null, 4);
  expect(contentLengthOf(pretty)).toBe(JSON.stringify(content).length);
  expect(contentLengthOf(String.raw`{ "a b\" c" : "\\" }`)).toBe(String.raw`{"a b\" c":"\\"}`.length);
});

test('types are read in the spellings of the API, of exports and of people', () => {
  for (const type of flowTypes) expect(readFlowType(type.toLowerCase())).toBe(type);
  expect(readFlowType('customerQueue')).toBe('CUSTOMER_QUEUE');
  expect(readFlowType('agent-whisper')).toBe('AGENT_WHISPER');
  expect(readFlowType('transferToQueue')).toBe('QUEUE_TRANSFER');
  expect(readFlowType('constructor')).toBeUndefined();
  expect(readFlowType('')).toBeUndefined();
});
