import type { Rng } from '../../../../../lib/core/rng';
import { act, branchOf, flowText, hangUp, onErrors, play, say, type Ways } from './builders';

const noMatch = onErrors('NoMatchingCondition');

test.each<[string, unknown, string, unknown, boolean]>([
  ['equal', 'abc', 'Equals', 'abc', true],
  ['equal but for capitals', 'abc', 'Equals', 'ABC', false],
  ['equal to a value', 'abc', 'Equals', '$.Attributes.same', true],
  ['equal to nothing', 'abc', 'Equals', '$.Attributes.none', false],
  ['equal without an operand', 'abc', 'Equals', undefined, false],
  ['the beginning', 'abc', 'TextStartsWith', 'ab', true],
  ['no beginning', 'abc', 'TextStartsWith', 'bc', false],
  ['the end', 'abc', 'TextEndsWith', 'bc', true],
  ['no end', 'abc', 'TextEndsWith', 'ab', false],
  ['within', 'abc', 'TextContains', 'b', true],
  ['not within', 'abc', 'TextContains', 'd', false],
  ['greater', '10', 'NumberGreaterThan', '9', true],
  ['not greater', '9', 'NumberGreaterThan', '9', false],
  ['greater or equal', '9', 'NumberGreaterOrEqualTo', '9.0', true],
  ['not greater or equal', '8', 'NumberGreaterOrEqualTo', '9', false],
  ['less', '-1.5', 'NumberLessThan', '0', true],
  ['not less', '0', 'NumberLessThan', '0', false],
  ['less or equal', '0', 'NumberLessOrEqualTo', '0', true],
  ['not less or equal', '1', 'NumberLessOrEqualTo', '0', false],
  ['less than no number', '1', 'NumberLessThan', 'many', false],
  ['no number less', 'none', 'NumberLessThan', '1', false],
  ['an empty text, which is not nought', '', 'NumberLessOrEqualTo', '0', false],
  ['a hexadecimal number, which is none', '0x10', 'NumberGreaterThan', '1', false],
  ['a number from a function', 5, 'NumberGreaterThan', '4', true],
  ['a truth from a function', true, 'Equals', 'true', true],
  ['an object', { a: 'b' }, 'Equals', '[object Object]', false],
  ['a key that exists', { a: 'b' }, 'KeyExists', 'a', true],
  ['a key that does not exist', { a: 'b' }, 'KeyExists', 'c', false],
  ['a value that exists', 'abc', 'KeyExists', undefined, true],
  ['a null, which is nothing', null, 'KeyExists', undefined, false],
  ['what is no operator', 'abc', 'Or', 'abc', false],
])('a comparison: %s', async (_, value, operator, operand, isTrue) => {
  const ask = { LambdaFunctionARN: 'f', ResponseValidation: { ResponseType: 'JSON' } };
  const ways: Ways = { next: 'bye', errors: noMatch, conditions: [[operator, operand, 'bye']] };
  const flow = flowText(
    act('ask', 'InvokeLambdaFunction', ask, { next: 'it' }),
    act('it', 'Compare', { ComparisonValue: '$.External.value' }, ways),
    hangUp,
  );
  const { path } = await play({ flow, answers: [{ value }], leg: { attributes: { same: 'abc' } } });
  expect(path[1]).toBe(isTrue ? 'it condition:0' : 'it error:NoMatchingCondition');
});

test('the first condition that is true wins', async () => {
  const conditions = [
    ['Equals', 'b', 'bye'],
    ['TextStartsWith', 'a', 'bye'],
    ['Equals', 'abc', 'bye'],
  ] as const;
  const compared = ['Compare', { ComparisonValue: '$.Attributes.x' }, { errors: noMatch, conditions }] as const;
  expect(await branchOf(compared, { leg: { attributes: { x: 'abc' } } })).toBe('condition:1');
});

test.each([
  ['of its own', noMatch, 'error:NoMatchingCondition'],
  ['for all errors', onErrors('NoMatchingError'), 'error:NoMatchingError'],
  ['to the next action only', {}, 'next'],
])('what is not there matches nothing and goes the way %s', async (_, errorWays, branch) => {
  const conditions = [['TextContains', '', 'bye']] as const;
  for (const parameters of [{ ComparisonValue: '$.Attributes.none' }, {}]) {
    expect(await branchOf(['Compare', parameters, { errors: errorWays, conditions }])).toBe(branch);
  }
});

const both: Ways['conditions'] = [
  ['Equals', 'ContinueLooping', 'said'],
  ['Equals', 'DoneLooping', 'bye'],
];

test.each([
  ['2', 2],
  ['0', 0],
  ['$.Attributes.times', 1],
  ['$.Attributes.none', 0],
])('a loop of %s sends the caller round %i times', async (LoopCount, times) => {
  const loop = act('loop', 'Loop', { LoopCount }, { conditions: both });
  const scene = { flow: flowText(loop, say('said', 'loop'), hangUp), leg: { attributes: { times: '1' } } };
  expect((await play(scene)).words).toHaveLength(times);
});

test('a loop without conditions goes on', async () => {
  expect(await branchOf(['Loop', { LoopCount: '1' }])).toBe('next');
});

test.each([
  [0, 'condition:0'],
  [0.24, 'condition:0'],
  [0.25, 'condition:1'],
  [0.49, 'condition:1'],
  [0.5, 'error:NoMatchingCondition'],
  [0.999, 'error:NoMatchingCondition'],
])('of a hundred callers the one at %d goes its way', async (number, branch) => {
  const rng: Rng = { next: () => number };
  const conditions = [
    ['NumberLessThan', '26', 'bye'],
    ['NumberLessThan', '51', 'bye'],
  ] as const;
  expect(await branchOf(['DistributeByPercentage', {}, { errors: noMatch, conditions }], { rng })).toBe(branch);
});

test.each([
  ['Wait', { TimeLimitSeconds: '60' }, ['Equals', 'WaitCompleted', 'bye']],
  ['CheckOutboundCallStatus', {}, ['Equals', 'CallAnswered', 'bye']],
] as const)('%s is not for ordinary calls', async (type, parameters, condition) => {
  const ways = { errors: onErrors('NoMatchingError'), conditions: [condition] };
  expect(await branchOf([type, parameters, ways])).toBe('error:NoMatchingError');
});

test.each([
  ['UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }],
  ['UpdateContactRecordingBehavior', { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } }],
])('%s changes nothing here and goes on', async (type, parameters) => {
  expect(await branchOf([type, parameters])).toBe('next');
});

test('a disconnected caller is gone; the end of a flow leaves the contact where it is', async () => {
  const over = await play({ flow: flowText(hangUp) });
  expect(over.end).toEqual({ kind: 'terminal', flow: 'flow', action: 'bye', type: 'DisconnectParticipant' });
  expect(over.leg.events).toEqual([{ kind: 'disconnected', reason: 'CONTACT_FLOW_DISCONNECT' }]);
  const flow = flowText(act('end', 'EndFlowExecution'));
  const queued = await play({ flow, type: 'CUSTOMER_QUEUE', kind: 'customer_queue' });
  expect(queued.end).toEqual({ kind: 'terminal', flow: 'flow', action: 'end', type: 'EndFlowExecution' });
  expect([queued.leg.events, queued.leg.isLive()]).toEqual([[], true]);
});

test.each([
  [{ next: 'more' }, ['it next', 'more next', 'end end']],
  [{}, ['it end']],
])('an outbound call is put through and goes on with %j', async (ways, path) => {
  const flow = flowText(
    act('it', 'CompleteOutboundCall', {}, ways),
    say('more', 'end'),
    act('end', 'EndFlowExecution'),
  );
  expect((await play({ flow, type: 'OUTBOUND_WHISPER', kind: 'agent_whisper' })).path).toEqual(path);
});
