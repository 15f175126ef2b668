import { actionSpecs } from '../../../infra/flows/language/actions';
import { readFlow } from '../../../infra/flows/language/document';
import type { FlowType } from '../../../infra/flows/language/flow-types';
import { lintFlow } from '../../../infra/flows/lint/lint-flow';
import { rules, type Finding, type RuleId } from '../../../infra/flows/lint/rules';
import { acceptedFlows, flowOf, type ActionJson, type FlowJson } from '../../support/builders/flows';
import { readText } from '../../support/repository-files';

function lint(flow: unknown, type?: FlowType): readonly Finding[] {
  const reading = readFlow(JSON.stringify(flow));
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  return lintFlow(reading.document, type);
}

type Plant = readonly [
  rule: RuleId,
  what: string,
  names: readonly string[],
  plant: (first: ActionJson, flow: FlowJson) => void,
  type?: FlowType,
];

const contact: FlowType = 'CONTACT_FLOW';
const long = 'x'.repeat(51);

/** Each puts one fault into an accepted flow; the fault is in its first action, or in the flow itself. */
const plants: readonly Plant[] = [
  ['version', 'an older version', ['say'], (_, flow) => void (flow.Version = '2018-01-01')],
  ['version', 'no version', ['say'], (_, flow) => void delete flow.Version],
  ['start-action', 'no start', ['say'], (_, flow) => void delete flow.StartAction],
  ['start-action', 'a start that is no action', ['say'], (_, flow) => void (flow.StartAction = 'gone')],
  ['start-action', 'a start that is a number', ['say'], (_, flow) => void (flow.StartAction = 1)],
  ['actions-max', '251 actions', [], (_, flow) => addSays(flow, 251)],
  ['content-size', 'too many characters', ['say'], (say) => void (say.Parameters['Text'] = 'x'.repeat(256_000))],
  ['shape', 'transitions that are a list', ['say'], (say) => void Object.assign(say, { Transitions: [] })],
  ['shape', 'an action that is a number', ['say'], (_, flow) => void Object.assign(flow.Actions, { 1: 5 })],
  ['shape', 'an error without target', ['say'], (say) => void Object.assign(say.Transitions, { Errors: [{}] })],
  ['identifier-form', 'a name of 51 characters', ['say'], (_, flow) => rename(flow, long)],
  ['identifier-form', 'a name with a slash', ['say'], (_, flow) => rename(flow, 'a/b')],
  ['identifier-form', 'a name with a bracket', ['say'], (_, flow) => rename(flow, 'a]')],
  ['identifier-form', 'an empty name', ['say'], (_, flow) => rename(flow, '')],
  ['identifier-form', 'constructor as a name', ['say'], (_, flow) => rename(flow, 'constructor')],
  ['identifier-form', '__proto__ as a name', ['say'], (_, flow) => rename(flow, '__proto__')],
  ['identifier-duplicate', 'one name twice', ['say'], (say, flow) => void flow.Actions.push(structuredClone(say))],
  ['action-renamed', 'a name of the reference', ['criteria'], (crit) => void (crit.Type = 'UpdateRoutingCriteria')],
  ['action-renamed', 'the other T', ['untag'], (untag) => void (untag.Type = 'UnTagContact')],
  ['action-not-allowed', 'a dequeue in a contact flow', ['dequeue'], () => undefined],
  ['action-not-allowed', 'an end in a contact flow', ['end'], () => undefined],
  ['action-not-allowed', 'a prompt on hold', ['say'], () => undefined, 'CUSTOMER_HOLD'],
  ['action-not-allowed', 'a menu in a whisper', ['menu'], () => undefined, 'AGENT_WHISPER'],
  ['action-not-allowed', 'a hang-up on hold', ['hangup'], () => undefined, 'AGENT_HOLD'],
  ['action-not-allowed', 'a transfer in the queue', ['transfer'], () => undefined, 'CUSTOMER_QUEUE'],
  ['action-not-allowed', 'an outbound action elsewhere', ['complete'], () => undefined],
  ['empty-string', 'an empty attribute', ['attributes'], (set) => void (part(set, 'Attributes')['id'] = '')],
  ['empty-string', 'an empty text', ['say'], (say) => void (say.Parameters['Text'] = '')],
  ['empty-string', 'an empty operand', ['compare'], (compare) => setOperands(compare, [''])],
  ['empty-string', 'an empty string in an unknown action', ['Unknown'], (own) => void (own.Parameters['a'] = [''])],
  ['scalar-not-string', 'a number', ['menu'], (menu) => void (menu.Parameters['InputTimeLimitSeconds'] = 5)],
  ['scalar-not-string', 'a boolean', ['menu'], (menu) => void (menu.Parameters['StoreInput'] = false)],
  ['scalar-not-string', 'a null deep inside', ['steps'], (steps) => deepen(steps)],
  ['scalar-not-string', 'a number as operand', ['depth'], (depth) => setOperands(depth, [5])],
  ['parameter-missing', 'no prompt', ['say'], (say) => void (say.Parameters = {})],
  ['parameter-missing', 'no function', ['call'], (call) => void delete call.Parameters['LambdaFunctionARN']],
  [
    'parameter-missing',
    'no messages',
    ['music'],
    (music) => void (music.Parameters['Messages'] = []),
    'CUSTOMER_QUEUE',
  ],
  ['parameter-missing', 'no validation', ['number'], (number) => void delete number.Parameters['InputValidation']],
  ['parameter-missing', 'no country', ['number'], (number) => void delete phone(number)['CountryCode']],
  ['parameter-missing', 'no hook', ['hook'], (hook) => void (hook.Parameters['EventHooks'] = {})],
  ['parameter-missing', 'no field', ['data'], (data) => void (data.Parameters = { TargetContact: 'Current' })],
  ['parameter-missing', 'no queue', ['target'], (target) => void (target.Parameters = {})],
  ['parameter-missing', 'no delay', ['native'], (native) => void delete native.Parameters['RetryDelaySeconds']],
  ['parameter-exclusive', 'two prompts', ['say'], (say) => void (say.Parameters['PromptId'] = 'p')],
  ['parameter-exclusive', 'queue and agent', ['target'], (target) => void (target.Parameters['AgentId'] = 'a')],
  ['parameter-exclusive', 'both of a callback', ['native'], (native) => setBoth(native)],
  ['parameter-exclusive', 'two hooks', ['hook'], (hook) => void (part(hook, 'EventHooks')['AgentHold'] = 'f')],
  ['parameter-exclusive', 'priority and age', ['routing'], (move) => void (move.Parameters['QueuePriority'] = '1')],
  [
    'parameter-exclusive',
    'two prompts in a list',
    ['music'],
    (music) => void (message(music)['SSML'] = '<speak/>'),
    'CUSTOMER_QUEUE',
  ],
  [
    'parameter-needs',
    'encryption of a number',
    ['number'],
    (number) => void (number.Parameters['InputEncryption'] = {}),
  ],
  ['parameter-refused', 'references', ['data'], (data) => void (data.Parameters['References'] = { a: 'b' })],
  ['parameter-value', 'a limit of 9 s', ['call'], (call) => void (call.Parameters['InvocationTimeLimitSeconds'] = '9')],
  ['parameter-value', 'a limit of 0 s', ['call'], (call) => void (call.Parameters['InvocationTimeLimitSeconds'] = '0')],
  ['parameter-value', '21 s between keys', ['menu'], (menu) => void (keys(menu)['InterdigitTimeLimitSeconds'] = '21')],
  ['parameter-value', 'six ending keys', ['menu'], (menu) => void (keys(menu)['InputTerminationSequence'] = '######')],
  ['parameter-value', 'a loop of 101', ['loop'], (loop) => void (loop.Parameters['LoopCount'] = '101')],
  ['parameter-value', 'a loop of words', ['loop'], (loop) => void (loop.Parameters['LoopCount'] = 'three')],
  ['parameter-value', 'a fraction', ['loop'], (loop) => void (loop.Parameters['LoopCount'] = '1.5')],
  ['parameter-value', 'priority 0', ['routing'], (move) => void (move.Parameters = { QueuePriority: '0' })],
  ['parameter-value', 'no wait', ['menu'], (menu) => void (menu.Parameters['InputTimeLimitSeconds'] = '0')],
  ['parameter-value', 'four days', ['native'], (native) => void (native.Parameters['RetryDelaySeconds'] = '345600')],
  ['parameter-value', 'an unknown type', ['call'], (call) => void (call.Parameters['InvocationType'] = 'LATER')],
  ['parameter-value', 'an unknown metric', ['depth'], (depth) => void (depth.Parameters['MetricType'] = 'Depth')],
  ['parameter-value', 'a text for an object', ['hook'], (hook) => void (hook.Parameters['EventHooks'] = 'f1')],
  ['parameter-value', 'an object for a text', ['say'], (say) => void (say.Parameters['Text'] = { a: 'b' })],
  [
    'parameter-value',
    'an object for a list',
    ['music'],
    (music) => void (music.Parameters['Messages'] = { a: 'b' }),
    'CUSTOMER_QUEUE',
  ],
  ['parameter-static', 'a priority from a path', ['routing'], (move) => setPriority(move)],
  ['parameter-static', 'a limit from a path', ['menu'], (menu) => setPath(menu, 'InputTimeLimitSeconds')],
  ['parameter-static', 'a delay from a path', ['native'], (native) => setPath(native, 'InitialCallDelaySeconds')],
  ['parameter-dynamic', 'a fixed number', ['callback'], (set) => void (set.Parameters['CallbackNumber'] = '+15550100')],
  [
    'parameter-dynamic',
    'a number around a path',
    ['callback'],
    (set) => void (set.Parameters['CallbackNumber'] = '+1$.a'),
  ],
  ['parameter-dynamic', 'a fixed text', ['compare'], (compare) => void (compare.Parameters['ComparisonValue'] = 'A')],
  ['next-action-missing', 'no next', ['say'], (say) => void delete say.Transitions.NextAction],
  ['next-action-missing', 'an empty next alone', ['logging'], (set) => void (set.Transitions.NextAction = '')],
  ['terminal-transitions', 'a way on', ['hangup'], (hangup) => void (hangup.Transitions.NextAction = 'hangup')],
  ['target-unknown', 'next', ['say'], (say) => void (say.Transitions.NextAction = 'gone')],
  [
    'target-unknown',
    'an error',
    ['say'],
    (say) => void Object.assign(say.Transitions.Errors![0]!, { NextAction: 'gone' }),
  ],
  [
    'target-unknown',
    'a condition',
    ['loop'],
    (loop) => void Object.assign(loop.Transitions.Conditions![0]!, { NextAction: 'gone' }),
  ],
  [
    'target-unknown',
    'an error to nowhere',
    ['say'],
    (say) => void Object.assign(say.Transitions.Errors![0]!, { NextAction: '' }),
  ],
  ['target-unknown', 'a name that objects have', ['say'], (say) => void (say.Transitions.NextAction = 'toString')],
  ['error-missing', 'of a function', ['call'], (call) => without(call, 'NoMatchingError')],
  ['error-missing', 'of a full queue', ['transfer'], (transfer) => without(transfer, 'QueueAtCapacity')],
  ['error-missing', 'of silence', ['menu'], (menu) => without(menu, 'InputTimeLimitExceeded')],
  ['error-missing', 'of a bad number', ['number'], (number) => without(number, 'InvalidPhoneNumber')],
  ['error-missing', 'of an undialable one', ['callback'], (set) => without(set, 'CallbackNumberNotDialable')],
  ['error-refused', 'silence of stored input', ['number'], (number) => withError(number, 'InputTimeLimitExceeded')],
  ['error-refused', 'silence of stored digits', ['digits'], (digits) => withError(digits, 'InputTimeLimitExceeded')],
  ['error-refused', 'any of a loop', ['loop'], (loop) => withError(loop, 'NoMatchingError')],
  ['error-refused', 'a misspelt one', ['call'], (call) => withError(call, 'NoMatchingEror')],
  ['no-matching-condition', 'of a comparison', ['compare'], (compare) => without(compare, 'NoMatchingCondition')],
  ['no-matching-condition', 'of a menu', ['menu'], (menu) => without(menu, 'NoMatchingCondition')],
  ['no-matching-condition', 'of a metric', ['depth'], (depth) => without(depth, 'NoMatchingCondition')],
  ['no-matching-condition', 'of a split', ['split'], (split) => without(split, 'NoMatchingCondition')],
  ['condition-refused', 'on a prompt', ['say'], (say) => withCondition(say, 'Equals', '1')],
  ['condition-refused', 'on stored input', ['number'], (number) => withCondition(number, 'Equals', '1')],
  ['condition-refused', 'two keys', ['menu'], (menu) => setOperands(menu, ['12'])],
  ['condition-refused', 'a key above another', ['menu'], (menu) => withCondition(menu, 'NumberGreaterThan', '3')],
  ['condition-refused', 'Maybe of hours', ['hours'], (hours) => withCondition(hours, 'Equals', 'Maybe')],
  ['condition-refused', 'agents above 1', ['staff'], (staff) => setOperands(staff, ['1'])],
  ['condition-refused', 'a split that falls', ['split'], (split) => setOperands(split, ['60'])],
  ['condition-refused', 'a split above 100', ['split'], (split) => withCondition(split, 'NumberLessThan', '101')],
  ['condition-missing', 'closed hours', ['hours'], (hours) => void hours.Transitions.Conditions!.pop()],
  ['condition-missing', 'a loop that is done', ['loop'], (loop) => void loop.Transitions.Conditions!.pop()],
  ['operator-unknown', 'Matches', ['compare'], (compare) => withCondition(compare, 'Matches', 'A')],
  ['operator-unknown', 'a name that objects have', ['compare'], (compare) => withCondition(compare, 'toString', 'A')],
  ['operand-count', 'none', ['compare'], (compare) => setOperands(compare, [])],
  ['operand-count', 'two', ['compare'], (compare) => setOperands(compare, ['A', 'B'])],
  ['content-size-written', 'much white space', ['say'], () => undefined],
  ['action-unknown', 'a type that is not described', ['Unknown'], () => undefined],
  ['action-unknown', 'a name that objects have', ['say'], (own) => void (own.Type = 'constructor')],
  ['action-doubtful', 'a module in the queue', ['module'], () => undefined, 'CUSTOMER_QUEUE'],
  ['action-doubtful', 'a wait', ['wait'], () => undefined],
  ['action-doubtful', 'a function before the dial', ['call'], () => undefined, 'OUTBOUND_WHISPER'],
  ['action-doubtful', 'a priority in the queue', ['routing'], () => undefined, 'CUSTOMER_QUEUE'],
  ['action-doubtful', 'a menu in a campaign', ['menu'], () => undefined, 'CAMPAIGN'],
  ['action-unreachable', 'an action of its own', ['hangup', 'say'], () => undefined],
  ['parameter-unknown', 'a misspelt parameter', ['say'], (say) => void (say.Parameters['Txt'] = 'a')],
  ['parameter-unknown', 'a hook of its own', ['hook'], (hook) => void (hook.Parameters['EventHooks'] = { Own: 'f' })],
  ['parameter-doubtful', 'other capitals', ['menu'], (menu) => void (menu.Parameters['StoreInput'] = 'false')],
  ['parameter-doubtful', 'a path for a limit', ['call'], (call) => setPath(call, 'InvocationTimeLimitSeconds')],
  ['parameter-doubtful', 'a new channel', ['metrics'], (get) => void (get.Parameters['QueueChannel'] = 'Task')],
  ['parameter-doubtful', 'an unverified name', ['onward'], (onward) => void (onward.Parameters = {})],
  [
    'parameter-doubtful',
    'no leaf',
    ['compare'],
    (compare) => void (compare.Parameters['ComparisonValue'] = '$.External'),
  ],
  ['parameter-doubtful', '60 s in the background', ['call'], (call) => inBackground(call, '60')],
  ['parameter-value', '61 s in the background', ['call'], (call) => inBackground(call, '61')],
  [
    'interrupt-frequency',
    '20 s',
    ['music'],
    (music) => void (music.Parameters['InterruptFrequencySeconds'] = '20'),
    'CUSTOMER_QUEUE',
  ],
  [
    'next-action-empty',
    'as in an example of AWS',
    ['transfer'],
    (transfer) => void (transfer.Transitions.NextAction = ''),
  ],
  ['next-action-empty', 'music that nothing ends', ['music'], (music) => bare(music), 'CUSTOMER_QUEUE'],
  [
    'next-action-missing',
    'music that something ends',
    ['music'],
    (music) => void delete music.Transitions.NextAction,
    'CUSTOMER_QUEUE',
  ],
  [
    'next-action-differs',
    'two ways for no match',
    ['compare', 'hangup'],
    (compare) => void (compare.Transitions.NextAction = 'compare'),
  ],
  ['error-advised', 'no error of a prompt', ['say'], (say) => void (say.Transitions.Errors = [])],
  ['error-doubtful', 'one more of a number', ['callback'], (set) => withError(set, 'NoMatchingError')],
  ['error-duplicate', 'one error twice', ['say'], (say) => withError(say, 'NoMatchingError')],
  ['condition-duplicate', 'one key twice', ['menu'], (menu) => withCondition(menu, 'Equals', '1')],
  ['operator-undocumented', 'KeyExists', ['compare'], (compare) => withCondition(compare, 'KeyExists', 'a')],
  ['flow-type-unknown', 'no type at all', ['say'], () => undefined],
];

const planted = plants.map(([rule, what, names, plant, type = contact]) => ({ rule, what, names, plant, type }));

test.each(planted)('$rule is found: $what', ({ rule, what, names, plant, type }) => {
  const flow = flowOf(...names, ...(names.includes('hangup') || names.includes('end') ? [] : ['hangup']));
  plant(flow.Actions[0]!, flow);
  const reading = readFlow(
    rule === 'content-size-written'
      ? JSON.stringify(flow).replace('{', `{${' '.repeat(256_000)}`)
      : JSON.stringify(flow),
  );
  if (reading.outcome === 'refused') throw new Error(`${what}: ${reading.reason}`);
  const findings = lintFlow(reading.document, rule === 'flow-type-unknown' ? undefined : type);
  const found = findings.filter((finding) => finding.rule === rule);
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  expect(found.every(({ severity }) => severity === rules[rule])).toBe(true);
  const errors = findings.filter(({ severity }) => severity === 'error').map((finding) => finding.rule);
  // One fault is one kind of error: a second one would be a false alarm.
  expect(errors.filter((name) => name !== rule && !expectedWith(rule, what, type).includes(name))).toEqual([]);
});

/** Errors that come with another one and are true as well. */
function expectedWith(rule: RuleId, what: string, type: FlowType): readonly RuleId[] {
  if (rule === 'shape') return ['target-unknown'];
  if (what === 'an empty name') return ['start-action'];
  // The hang-up that closes each of these flows has no place in these types.
  if (['AGENT_WHISPER', 'CUSTOMER_HOLD', 'OUTBOUND_WHISPER'].includes(type)) return ['action-not-allowed'];
  return [];
}

test('every rule is planted here, and explained in the documentation with its severity', () => {
  expect([...new Set(plants.map(([rule]) => rule))].toSorted()).toEqual(Object.keys(rules).toSorted());
  const page = readText('docs/flows.md');
  const documented = [...page.matchAll(/^\| `([a-z-]+)` \| (error|note) \|/gm)].map(([, rule, severity]) => [
    rule,
    severity,
  ]);
  expect(documented).toEqual(Object.entries(rules));
});

test.each(Object.entries(acceptedFlows))('a flow of type %s without faults gets no word', (type, names) => {
  expect(lint(flowOf(...names), type as FlowType)).toEqual([]);
});

test('the accepted flows between them have every action that is described', () => {
  const types = Object.values(acceptedFlows).flatMap((names) => flowOf(...names).Actions.map(({ Type }) => Type));
  // Sources disagree on Wait everywhere, so no flow with it goes without a note.
  expect([...actionSpecs.keys()].filter((type) => !types.includes(type))).toEqual(['Wait']);
});

test('the smallest flow of the reference is accepted with advice', () => {
  const flow = flowOf('say', 'hangup');
  flow.Actions[0]!.Transitions.Errors = [];
  expect(lint(flow, contact).map(({ rule }) => rule)).toEqual(['error-advised']);
});

test('a finding names the action, the value and what is allowed', () => {
  const flow = flowOf('call', 'hangup');
  flow.Actions[0]!.Parameters['InvocationTimeLimitSeconds'] = '9';
  expect(lint(flow, contact)).toEqual([
    {
      severity: 'error',
      action: 'call',
      rule: 'parameter-value',
      message: 'InvocationTimeLimitSeconds is "9"; allowed is a whole number from 1 to 8',
    },
  ]);
});

test('actions that are not described may hold numbers and end where they want', () => {
  const flow = flowOf('say', 'Own');
  Object.assign(flow.Actions[1]!, { Parameters: { Count: 3, Flag: true }, Transitions: {} });
  expect(lint(flow, contact).map(({ rule }) => rule)).toEqual(['action-unknown']);
});

test('a fault deep inside is told with a way to it that can be read', () => {
  const flow = flowOf('steps', 'hangup');
  let deep: unknown = '';
  for (let depth = 0; depth < 1_000; depth += 1) deep = { a: deep };
  flow.Actions[0]!.Parameters['RoutingCriteria'] = { Steps: deep };
  const [finding] = lint(flow, contact);
  expect(finding).toMatchObject({
    rule: 'empty-string',
    message: expect.stringMatching(/^RoutingCriteria\.Steps\.a\.a/),
  });
  expect(finding?.message.length).toBeLessThan(300);
});

test('empty lists of errors and conditions in a last action are no transitions', () => {
  const flow = flowOf('say', 'hangup');
  flow.Actions[1]!.Transitions = { Errors: [], Conditions: [] };
  expect(lint(flow, contact)).toEqual([]);
});

function addSays(flow: FlowJson, count: number): void {
  const [last] = flow.Actions;
  const say = flowOf('say', 'hangup').Actions[0]!;
  const says = Array.from({ length: count - 1 }, (_, index) => ({
    ...structuredClone(say),
    Identifier: `say-${index}`,
  }));
  for (const [index, each] of says.entries()) each.Transitions.NextAction = says[index + 1]?.Identifier ?? 'hangup';
  flow.StartAction = 'say-0';
  flow.Actions = [...says, last!];
}

function rename(flow: FlowJson, name: string): void {
  flow.StartAction = name;
  flow.Actions[0]!.Identifier = name;
}

function setOperands(action: ActionJson, operands: unknown[]): void {
  action.Transitions.Conditions![0]!.Condition.Operands = operands;
}

function without(action: ActionJson, type: string): void {
  action.Transitions.Errors = action.Transitions.Errors!.filter(({ ErrorType }) => ErrorType !== type);
}

function withError(action: ActionJson, ErrorType: string): void {
  action.Transitions.Errors!.push({ ErrorType, NextAction: action.Transitions.NextAction! });
}

function withCondition(action: ActionJson, Operator: string, operand: string): void {
  const NextAction = action.Transitions.NextAction!;
  action.Transitions.Conditions!.push({ NextAction, Condition: { Operator, Operands: [operand] } });
}

function bare(music: ActionJson): void {
  delete music.Parameters['InterruptFrequencySeconds'];
  music.Transitions = {};
}

function setPath(action: ActionJson, name: string): void {
  action.Parameters[name] = '$.Attributes.value';
}

function setPriority(action: ActionJson): void {
  action.Parameters = { QueuePriority: '$.Attributes.priority' };
}

function setBoth(action: ActionJson): void {
  Object.assign(action.Parameters, { QueueId: 'q', AgentId: 'a' });
}

function inBackground(action: ActionJson, seconds: string): void {
  Object.assign(action.Parameters, { InvocationType: 'ASYNCHRONOUS', InvocationTimeLimitSeconds: seconds });
}

function deepen(action: ActionJson): void {
  part(action, 'RoutingCriteria', 'Steps', '0')['Expiry'] = null;
}

function phone(action: ActionJson): Record<string, unknown> {
  return part(action, 'InputValidation', 'PhoneNumberValidation');
}

function keys(action: ActionJson): Record<string, unknown> {
  return part(action, 'DTMFConfiguration');
}

function message(action: ActionJson): Record<string, unknown> {
  return part(action, 'Messages', '0');
}

/** An object within the parameters of an action. */
function part({ Parameters }: ActionJson, ...path: readonly string[]): Record<string, unknown> {
  return path.reduce((value, name) => value[name] as Record<string, unknown>, Parameters);
}
