import { config } from '../../../holdfree.config';
import { bundledPolicy } from '../../../lib/core/policy/bundled-policy';
import { parsePolicy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';

// Goal: a function starts with the policy that synth has read, and it is the one it would have read itself. Method: both ways,
// on the example and on one with what the example leaves out.

const flow = '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f11';
const other: HoldfreeConfig = {
  ...config,
  callbackFlowId: flow,
  dialing: { concurrentCalls: { quota: 10, keptFree: 2 }, perNumberPerWeek: 9 },
  numbers: { countries: 'any' },
};

const carriedBy = (written: HoldfreeConfig) => {
  const policy = parsePolicy(written);
  if (!policy.ok) throw new Error('a test case is refused');
  return { written: 'not read', read: JSON.stringify(policy.value) };
};

test.each([
  ['nothing', {}],
  ['both flows', { callbackFlowId: 'of the stack', taskFlowId: 'of the stack, too' }],
])('where a deployment names %s', (_what, deployed) => {
  for (const written of [config, other]) {
    expect(bundledPolicy(carriedBy(written), deployed)).toStrictEqual(parsePolicy(written, deployed));
  }
});

test('without what synth has read it is read, and refused where it is wrong', () => {
  expect(bundledPolicy({ written: JSON.stringify(config) })).toEqual(parsePolicy(config));
  expect(bundledPolicy({ written: '{}' })).toMatchObject({ ok: false });
});
