import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../ports/clock';

/** The machine's own time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: async (ms) => {
    await wait(ms);
  },
};
