import type { CentreAgent } from '../run/centre-setup';

/** Agents for each queue of the example configuration: most serve all queues, some only one. */
export function demoAgents(queues: readonly string[]): readonly CentreAgent[] {
  const names = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gwen', 'Hugo', 'Ivy', 'Jon', 'Kim', 'Leo'];
  return names.map((name, index) => {
    const only = queues[index % 6 === 4 ? 0 : queues.length - 1];
    return index % 6 >= 4 && only !== undefined ? { name, queues: [only] } : { name, queues };
  });
}

/** Calls the demo centre can just carry: agents over mean talk and after-contact work. */
export const DEMO_TALK_MEAN_MS = 220_000;
export const DEMO_AFTER_CONTACT_WORK_MEAN_MS = 20_000;

/** Callers a millisecond that arrive when the load is 1. */
export function demoCapacityPerMs(agents: number): number {
  return agents / (DEMO_TALK_MEAN_MS + DEMO_AFTER_CONTACT_WORK_MEAN_MS);
}

/** Offered load over the day, in waves of two hours: quiet, then more than the agents can carry, then quiet again. */
export function demoLoadAt(minuteOfDay: number): number {
  return 1.1 + 0.5 * Math.sin((2 * Math.PI * (minuteOfDay - 540)) / 120);
}

/** The highest load there is, for thinning. */
export const DEMO_LOAD_MAX = 1.6;
