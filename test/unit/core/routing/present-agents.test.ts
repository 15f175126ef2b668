import type { AgentReading } from '../../../../lib/core/dispatch/expected-agents';
import { presentAgents, type PresentSources } from '../../../../lib/core/routing/present-agents';
import { noonMs } from '../../../support/builders/callbacks';
import { plainTimes } from '../../../support/builders/plans';

function reading(state: AgentReading['state'], agoMs = 60_000, changes: Partial<AgentReading> = {}): AgentReading {
  return { agentId: '1', queues: ['a'], state, sinceMs: noonMs - agoMs, ...changes };
}

/** The one agent who is there, as far as routing sees. */
function seen(agent: AgentReading, changes: Partial<PresentSources> = {}) {
  const [one] = presentAgents({
    agents: [agent],
    seen: [],
    readAtMs: noonMs - 2_000,
    times: plainTimes,
    queue: 'a',
    nowMs: noonMs,
    keptAgentIds: [],
    ...changes,
  });
  return one;
}

const saw = (state: 'available' | 'on_contact' | 'after_contact_work', agoMs: number) => ({
  seen: [{ agentId: '1', state, sinceMs: noonMs - agoMs }],
});

test('who is free is expected free; who talks, is asked, has a task or is kept for another caller is not', () => {
  expect(seen(reading('available'))).toEqual({ agentId: '1', isExpectedFree: true, idleSinceMs: noonMs - 60_000 });
  expect(seen(reading('on_contact'))).toEqual({ agentId: '1', isExpectedFree: false });
  expect(seen(reading('offered'))).toEqual({ agentId: '1', isExpectedFree: false });
  expect(seen(reading('on_task'))).toEqual({ agentId: '1', isExpectedFree: false });
  expect(seen(reading('available'), { keptAgentIds: ['1'] })?.isExpectedFree).toBe(false);
});

test('who is not signed in for calls, or serves another queue, is not there', () => {
  expect(seen(reading('unavailable'))).toBeUndefined();
  expect(seen(reading('available', 0, { queues: ['b'] }))).toBeUndefined();
});

test('after-contact work is waited for where it ends within ten seconds, by its mean of twenty, and not once it is overdue', () => {
  const isSoon = (agoMs: number) => seen(reading('after_contact_work', agoMs))?.isExpectedFree;
  expect([9_000, 10_000, 30_000, 31_000].map(isSoon)).toEqual([false, true, true, false]);
  expect(seen(reading('after_contact_work', 20_000))).not.toHaveProperty('idleSinceMs');
});

test('of work that is not to end so soon it is told where it ends within thirty seconds, unless its agent is kept', () => {
  const times = { ...plainTimes, afterContactWorkMs: 60_000 };
  const working = (agoMs: number) => reading('after_contact_work', agoMs);
  const isWithin = (agoMs: number) => seen(working(agoMs), { times })?.isFreeWithinStep;
  expect([29_000, 30_000, 70_000, 71_000].map(isWithin)).toEqual([undefined, true, true, undefined]);
  expect(seen(working(30_000), { times })?.isExpectedFree).toBe(false);
  expect(seen(working(30_000), { times, keptAgentIds: ['1'] })).not.toHaveProperty('isFreeWithinStep');
});

test('what was seen since the reading is newer', () => {
  expect(seen(reading('available'), saw('on_contact', 1_000))?.isExpectedFree).toBe(false);
  expect(seen(reading('on_contact'), saw('available', 1_000))).toMatchObject({ idleSinceMs: noonMs - 1_000 });
});

test('an agent is idle since the last sighting: of one who is available the reading tells when that one signed in', () => {
  const signedIn = reading('available', 3_600_000);
  expect(seen(signedIn, saw('available', 20_000))).toMatchObject({ idleSinceMs: noonMs - 20_000 });
  expect(seen(signedIn, saw('after_contact_work', 90_000))).toMatchObject({ idleSinceMs: noonMs - 90_000 });
});

test('proficiencies are handed on', () => {
  const proficiencies = [{ attribute: 'Language', value: 'Welsh', level: 3 }];
  expect(seen(reading('available', 0, { proficiencies }))).toMatchObject({ proficiencies });
});
