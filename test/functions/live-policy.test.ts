import { withLivePolicy, type LivePolicyAround } from '../../functions/shared/live-policy';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import type { JournalEntry } from '../../lib/ports/journal';
import type { DeliveredPolicy } from '../../lib/ports/policy-source';
import { lambdaContext } from '../support/builders/lambda';
import { config, policyOf } from '../support/builders/policies';

const text = (changes: Partial<HoldfreeConfig> = {}) => JSON.stringify(config(changes));
const perHour = (dials: number) => text({ dialing: { perHour: dials } });

/** A function that answers with the hourly cap it goes by, behind a source that is set by hand. */
function serve({ prepare = (policy: Policy) => async () => policy.dialing.perHour, flows = {} } = {}) {
  const notes: JournalEntry[] = [];
  const prepared: number[] = [];
  const source = { delivered: undefined as DeliveredPolicy | undefined, asked: 0 };
  const around: LivePolicyAround = {
    bundled: { policy: policyOf({}), content: text(), flows },
    source: {
      latest: async () => {
        source.asked += 1;
        return source.delivered;
      },
    },
    journal: { note: (entry) => notes.push(entry) },
  };
  const run = withLivePolicy((policy) => {
    prepared.push(policy.dialing.perHour);
    return prepare(policy);
  }, around);
  const deliver = (content: string) => {
    source.delivered = { content };
  };
  return { notes, prepared, source, around, deliver, invoke: async () => run({}, lambdaContext) };
}

describe('a function goes by', () => {
  test('the policy it came with, before anything is delivered or where nothing ever is', async () => {
    const { invoke, prepared, around } = serve();
    expect(await invoke()).toBe(1_000);
    const alone = withLivePolicy((policy) => async () => policy.dialing.perHour, { ...around, source: undefined });
    expect(await alone({}, lambdaContext)).toBe(1_000);
    expect(prepared).toEqual([1_000]);
  });

  test('the delivered one, and is made anew only when that has changed', async () => {
    const { invoke, deliver, prepared, source, notes } = serve();
    deliver(text());
    expect(await invoke()).toBe(1_000);
    // What was deployed is what was delivered.
    expect(prepared).toEqual([1_000]);
    deliver(perHour(10));
    expect([await invoke(), await invoke()]).toEqual([10, 10]);
    deliver(perHour(20));
    expect(await invoke()).toBe(20);
    // As when an alarm has taken it back.
    deliver(text());
    expect(await invoke()).toBe(1_000);
    expect(prepared).toEqual([1_000, 10, 20, 1_000]);
    expect(source.asked).toBe(5);
    expect(notes).toEqual([]);
  });

  test('one policy from beginning to end of an invocation', async () => {
    const told: number[] = [];
    let goOn = () => undefined as void;
    const halfway = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { invoke, deliver } = serve({
      prepare: (policy) => async () => {
        told.push(policy.dialing.perHour);
        await halfway;
        told.push(policy.dialing.perHour);
        return policy.dialing.perHour;
      },
    });
    const first = invoke();
    await new Promise(setImmediate);
    deliver(perHour(10));
    const second = invoke();
    goOn();
    expect(await Promise.all([first, second])).toEqual([1_000, 10]);
    expect(told).toHaveLength(4);
  });

  test('the flows that its deployment names, whatever is delivered', async () => {
    const taskFlowId = '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01';
    const seen: (string | undefined)[] = [];
    const prepare = (policy: Policy) => async () => seen.push(policy.taskFlowId);
    const { invoke, deliver } = serve({ prepare, flows: { taskFlowId } });
    deliver(perHour(10));
    await invoke();
    expect(seen).toEqual([taskFlowId]);
  });
});

describe('a policy that may not be used', () => {
  const wrong = [
    ['that is wrong', text({ country: 'Britain' }), 'policy_refused', 'country: got "Britain"'],
    [
      'of another deployment',
      text({ ageBy: 'ladder' }),
      'policy_passed_over',
      'ageBy: is deployed, so it needs a deployment',
    ],
    ['that is none', 'no policy', 'policy_refused', 'the configuration: is not JSON'],
  ] as const;

  test.each(wrong)('%s leaves the last good one in use, and is told of once', async (_, content, kind, reason) => {
    const { invoke, deliver, notes } = serve();
    deliver(perHour(10));
    await invoke();
    deliver(content);
    expect([await invoke(), await invoke()]).toEqual([10, 10]);
    expect(notes).toEqual([{ kind, reason: expect.stringContaining(reason) }]);
    deliver(perHour(30));
    expect(await invoke()).toBe(30);
    deliver(content);
    await invoke();
    // Delivered anew it is told of anew.
    expect(notes).toHaveLength(2);
  });

  test('because nothing can be made of it leaves the last good one in use', async () => {
    const { invoke, deliver, notes } = serve({
      prepare: (policy) => {
        if (policy.dialing.perHour === 10) throw new Error('no such file');
        return async () => policy.dialing.perHour;
      },
    });
    deliver(perHour(10));
    expect([await invoke(), await invoke()]).toEqual([1_000, 1_000]);
    expect(notes).toEqual([{ kind: 'policy_refused', reason: 'nothing can be made of it: no such file' }]);
  });
});
