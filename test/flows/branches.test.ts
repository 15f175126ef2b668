import { flowOf } from '../support/builders/flows';
import { branchesOf, branchName } from '../../local/flows/walks/branches';

/** The branches of one action of the sample flow, whose ways out all lead on. */
function branchesOfSample(sample: string, changes: (action: Record<string, unknown>) => void = () => undefined) {
  const flow = flowOf(sample, 'logging');
  const [action] = flow.Actions;
  changes(action?.Parameters ?? {});
  const branches = branchesOf({ key: 'sample', content: JSON.stringify(flow) });
  return branches.filter((branch) => branch.action === sample).map(({ branch }) => branch);
}

test.each([
  ['a prompt', 'say', ['error:NoMatchingError', 'next']],
  ['a function', 'call', ['error:NoMatchingError', 'next']],
  ['a note on the contact', 'attributes', ['error:NoMatchingError', 'next']],
  ['an action without errors', 'routing', ['next']],
  ['digits that are stored', 'digits', ['error:NoMatchingError', 'next']],
  ['a number that is stored', 'number', ['error:InvalidPhoneNumber', 'error:NoMatchingError', 'next']],
  ['a module', 'module', ['condition:0', 'error:NoMatchingCondition', 'error:NoMatchingError', 'next']],
])('%s goes on to the next action when it is done', (_what, sample, expected) => {
  expect(branchesOfSample(sample)).toEqual(expected);
});

test.each([
  [
    'a menu',
    'menu',
    [
      'condition:0',
      'condition:1',
      'error:InputTimeLimitExceeded',
      'error:NoMatchingCondition',
      'error:NoMatchingError',
    ],
  ],
  ['a comparison', 'compare', ['condition:0', 'condition:1', 'condition:2', 'error:NoMatchingCondition']],
  ['the hours', 'hours', ['condition:0', 'condition:1', 'error:NoMatchingError']],
  ['a loop', 'loop', ['condition:0', 'condition:1']],
  ['music that is interrupted', 'music', ['condition:0', 'error:NoMatchingError']],
  ['a metric', 'depth', ['condition:0', 'error:NoMatchingCondition', 'error:NoMatchingError']],
])('%s goes by its conditions alone, so its next action is never taken', (_what, sample, expected) => {
  expect(branchesOfSample(sample)).toEqual(expected);
});

test.each([
  ['a transfer to queue', 'transfer', ['error:QueueAtCapacity', 'error:NoMatchingError', 'end']],
  ['a transfer to another queue', 'dequeue', ['error:QueueAtCapacity', 'error:NoMatchingError', 'end']],
  ['a transfer to another flow', 'onward', ['error:NoMatchingError', 'end']],
  ['hanging up', 'hangup', ['end']],
  ['leaving the contact in its queue', 'end', ['end']],
])('%s ends the flow when it is done', (_what, sample, expected) => {
  expect(branchesOfSample(sample)).toEqual(expected);
});

test('music that nothing interrupts ends when its caller is gone', () => {
  const endless = branchesOfSample('music', (parameters) => delete parameters['InterruptFrequencySeconds']);
  expect(endless).toEqual(['error:NoMatchingError', 'end']);
});

test('an error that is declared twice is one branch', () => {
  const flow = flowOf('say', 'hangup');
  flow.Actions[0]?.Transitions.Errors?.push({ ErrorType: 'NoMatchingError', NextAction: 'say' });
  const branches = branchesOf({ key: 'sample', content: JSON.stringify(flow) });
  expect(branches.map(branchName)).toEqual([
    'sample say error:NoMatchingError',
    'sample say next',
    'sample hangup end',
  ]);
});

test('a branch says where it leads, and nowhere when the flow is over', () => {
  const branches = branchesOf({ key: 'sample', content: JSON.stringify(flowOf('transfer', 'hangup')) });
  expect(branches.map(({ branch, to }) => [branch, to])).toEqual([
    ['error:QueueAtCapacity', 'hangup'],
    ['error:NoMatchingError', 'hangup'],
    ['end', undefined],
    ['end', undefined],
  ]);
});
