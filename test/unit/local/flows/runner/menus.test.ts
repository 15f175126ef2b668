import { act, branchOf, flowText, hangUp, onErrors, play } from './builders';

const menu = { Text: 'one two three', StoreInput: 'False', InputTimeLimitSeconds: '5' };
const all = onErrors('InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError');
const conditions = [
  ['Equals', '1', 'bye'],
  ['Equals', '*', 'bye'],
] as const;

test.each([
  ['the first choice', '1', {}, all, 'condition:0'],
  ['a star that is a choice', '*', {}, all, 'condition:1'],
  ['a key that is no choice', '2', {}, all, 'error:NoMatchingCondition'],
  ['a key that is no choice, with one error for all', '2', {}, onErrors('NoMatchingError'), 'error:NoMatchingError'],
  ['a key that is no choice, with no error at all', '2', {}, {}, 'next'],
  ['silence', 'silence', {}, all, 'error:InputTimeLimitExceeded'],
  ['silence, with one error for all', 'silence', {}, onErrors('NoMatchingError'), 'error:NoMatchingError'],
  ['silence, with no error for it', 'silence', {}, onErrors('NoMatchingCondition'), 'end'],
  ['a prompt that cannot be said', '1', { Text: '$.External.say' }, all, 'error:NoMatchingError'],
  ['hanging up', 'hangup', {}, all, 'end'],
])('after %s a menu goes its way', async (_, key, parameters, errorWays, branch) => {
  const ways = { errors: errorWays, conditions };
  expect(await branchOf(['GetParticipantInput', { ...menu, ...parameters }, ways], { keys: [key] })).toBe(branch);
});

async function choose(keys: readonly string[], parameters = {}) {
  const ways = { next: 'bye', errors: all, conditions };
  const flow = flowText(act('menu', 'GetParticipantInput', { ...menu, ...parameters }, ways), hangUp);
  return play({ flow, keys });
}

test('the time to choose begins when the prompt is over, and a key ends both at once', async () => {
  expect((await choose(['silence'])).tookMs).toBe(300 + 5_000);
  expect((await choose(['1'])).tookMs).toBe(1_000);
});

test('a menu without a time limit waits five seconds', async () => {
  expect((await choose(['silence'], { InputTimeLimitSeconds: undefined })).tookMs).toBe(300 + 5_000);
});

test('a menu tells the telephone which keys it knows', async () => {
  expect((await choose(['1'])).heard).toMatchObject([{ text: 'one two three', keys: ['1', '*'] }]);
});
