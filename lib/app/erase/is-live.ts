import type { Callback } from '../../core/callback/callback';

/** Whether a dial is under way for a callback, or agents are asked for one. */
export function isUnderWay({ state }: Callback): boolean {
  return state === 'offered' || state === 'dialing' || state === 'answered' || state === 'talking';
}

/** The same, or its caller is on the line: it is left as it is. */
export function isLive(callback: Callback): boolean {
  return isUnderWay(callback) || callback.state === 'held';
}
