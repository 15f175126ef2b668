import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { createSteppedClock } from '../../../../local/clock/stepped-clock';
import type { FlowStep, PlayEnd } from '../../../../local/flows/runner/types';
import { DEMO_START_MS, startDemo } from '../../../../local/run/demo';
import { localPolicy } from '../../../../local/run/local-policy';

/** Two hours of the demo centre, with every action of every flow seen. */
async function morning() {
  const steps: FlowStep[] = [];
  const ends: PlayEnd[] = [];
  const store = createMemoryStore();
  const clock = createSteppedClock({ startMs: DEMO_START_MS });
  const simulation = await startDemo({
    clock,
    seed: 4,
    policy: localPolicy(),
    store,
    onFlow: { step: (step) => steps.push(step), ended: (_, end) => ends.push(end) },
  });
  await clock.runUntil(DEMO_START_MS + 3_600_000);
  const report = await simulation.observer.report(store.callbacks);
  await simulation.close();
  return { steps, ends, report };
}

test('a morning’s callers go through the deployed flows by keypad, and no flow drops one', async () => {
  const { steps, ends, report } = await morning();
  expect(ends.filter(({ kind }) => kind === 'unhandled')).toEqual([]);
  const flows = new Set(steps.map(({ flow }) => flow));
  expect([...flows].toSorted()).toEqual([
    'agent-whisper',
    'callback',
    'callback-hold',
    'entry-billing',
    'entry-support',
    'hold-billing',
    'hold-support',
    'task',
  ]);
  const reached = (flow: RegExp, action: string) =>
    steps.filter((step) => flow.test(step.flow) && step.action === action).length;
  // Some take the offer before they hold, some while they hold; each is then a callback, and nobody is asked twice.
  expect(reached(/^entry/, 'took-callback')).toBeGreaterThan(0);
  expect(reached(/^hold/, 'took-callback')).toBeGreaterThan(0);
  expect(report.callbacksRequested).toBe(reached(/^(entry|hold)/, 'took-callback'));
  expect(reached(/^entry/, 'returning')).toBeGreaterThan(0);
  expect(reached(/^callback$/, 'nobody')).toBe(report.dialOutcomes.voicemail);
  expect(reached(/^agent-whisper$/, 'tell')).toBeGreaterThanOrEqual(report.dialOutcomes.reached);
  expect(report).toMatchObject({ doubleDials: 0, callbacksLost: 0, orderInversions: 0 });
});
