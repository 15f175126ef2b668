import type { PoolTimes } from './expected-agents';

/**
 * How a callback is called. `customer-first`: dialed, and joined to whoever is free. `agent-first`: an agent accepts a task,
 * then the caller is dialed. `reserved`: task and dial begin together.
 */
export type Way = 'customer-first' | 'agent-first' | 'reserved';

/** Which of the three ways may be used, as the policy and the deployment have it. */
export interface WaysAllowed {
  readonly mode: Way | 'auto';
  /** Whether a task may begin together with the dial. */
  readonly isReservedOn: boolean;
  /** Whether there is a flow for tasks; without it nobody can be asked. */
  readonly hasTasks: boolean;
}

/**
 * From so many agents coming free during one ring on, a freed agent soon meets a ready caller, and an agent who is kept
 * idles more than a ready caller waits. Measured by `npm run bench:policy` between 100 and 200 agents.
 */
const CUSTOMER_FIRST_FROM = 8;

/** How a pool of so many signed-in agents calls now. */
export function wayFor(allowed: WaysAllowed, agents: number, times: PoolTimes): Way {
  const { mode, isReservedOn, hasTasks } = allowed;
  if (!hasTasks || mode === 'customer-first') return 'customer-first';
  if (mode === 'reserved' && isReservedOn) return 'reserved';
  if (mode !== 'auto') return 'agent-first';
  const freedWhileRinging = (agents * times.ringToReadyMs) / (times.talkMs + times.afterContactWorkMs);
  if (freedWhileRinging >= CUSTOMER_FIRST_FROM) return 'customer-first';
  // After-contact work that is over before a ring is gives no time to ask anybody first.
  return isReservedOn && times.afterContactWorkMs < times.ringToReadyMs ? 'reserved' : 'agent-first';
}
