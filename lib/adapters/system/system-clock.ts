import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../ports/clock';

/** The machine's own time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: async (ms) => {
    await wait(ms);
  },
  within: async (ms, act) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    });
    try {
      return await Promise.race([act(), late]);
    } finally {
      // Nothing is to keep a process going that has its answer.
      clearTimeout(timer);
    }
  },
};
