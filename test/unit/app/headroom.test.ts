import { callsLeft } from '../../../lib/app/dispatch/headroom';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import type { FlightProposal } from '../../../lib/ports/callback-store';
import { noonMs } from '../../support/builders/callbacks';
import { policyOf } from '../../support/builders/policies';
import { agents } from '../../support/builders/world';

type Flight = Pick<FlightProposal, 'state' | 'readyAtMs'>;
const quota = { concurrentCalls: { quota: 20, keptFree: 5 } } satisfies HoldfreeConfig['dialing'];
const nobody = { holders: [], holdersAsOfMs: noonMs, agents: [] };

function left(reading: Partial<Parameters<typeof callsLeft>[1]> = {}, flights: readonly Flight[] = []): number {
  return callsLeft(policyOf({ dialing: quota }), { ...nobody, ...reading }, flights);
}

const times = (count: number, one: Flight) => Array.from({ length: count }, () => one);

describe('calls that the quota leaves', () => {
  test('are not limited where no quota is given', () => {
    expect(callsLeft(policyOf(), { ...nobody, agents: agents(99, { state: 'on_contact' }) }, [])).toBe(Infinity);
  });

  test('are those beside what is kept free for callers who ring in', () => {
    expect(left()).toBe(15);
  });

  test('are fewer by everybody who holds in any queue, and by every agent who talks', () => {
    const holders = ['support', 'billing'].map((queue) => ({ queue, count: 2, oldestAgeMs: 1_000 }));
    expect(left({ holders })).toBe(11);
    expect(left({ holders, agents: agents(3, { state: 'on_contact' }) })).toBe(8);
    expect(left({ agents: [...agents(3), ...agents(3, { state: 'after_contact_work' })] })).toBe(15);
  });

  test('are fewer by our own dials, until the figures of the queue count their callers', () => {
    expect(left({}, times(4, { state: 'dialing' }))).toBe(11);
    expect(left({}, times(4, { state: 'offered' }))).toBe(15);
    expect(left({}, times(4, { state: 'answered', readyAtMs: noonMs }))).toBe(15);
    expect(left({}, times(4, { state: 'answered', readyAtMs: noonMs + 1 }))).toBe(11);
  });

  test('are never fewer than none', () => {
    expect(left({}, times(40, { state: 'dialing' }))).toBe(0);
  });
});
