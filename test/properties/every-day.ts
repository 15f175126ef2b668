import * as fc from 'fast-check';
import { anyRounds, type Drawn } from '../simulation/acts';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { flowId } from '../support/builders/policies';
import { drawing } from '../simulation/drawing';
import { createDay, type DayOptions, type DrawnDay } from '../simulation/drawn-day';

/** Each of the three ways to call; where agents are asked, they act on some rounds. */
export const anyWay: fc.Arbitrary<Pick<HoldfreeConfig, 'dispatch' | 'taskFlowId'>> = fc.constantFrom(
  {},
  {},
  {},
  { dispatch: { mode: 'agent-first' as const }, taskFlowId: flowId },
  { dispatch: { mode: 'reserved' as const, reserved: true }, taskFlowId: flowId },
);

/** A run of drawn days. */
export interface Days {
  readonly runs: number;
  readonly seed: number;
  readonly drawn?: Drawn;
  /** What days differ in beside what happens on them. */
  readonly options?: fc.Arbitrary<Omit<DayOptions, 'turn' | 'waitFor' | 'config'>>;
  /** Added to the way to call. */
  readonly config?: Partial<HoldfreeConfig>;
}

/** Plays drawn days, each call of each process taking effect when fast-check's scheduler lets it. */
export async function onEveryDay(
  days: Days,
  check: (day: DrawnDay, play: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { runs, seed, drawn, config, options = fc.constant({}) } = days;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), anyRounds(drawn), options, anyWay, async (s, rounds, own, way) => {
      const turn = () => s.schedule(Promise.resolve());
      const day = createDay({ ...own, config: { ...way, ...config }, turn, waitFor: (done) => s.waitFor(done) });
      await check(day, () => day.play(rounds));
    }),
    drawing(runs, seed),
  );
}
