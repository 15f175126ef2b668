import type { Desk } from '../desk';

/** Everybody holds. */
export function createPlainHold(): Desk {
  return {
    isOffering: false,
    standing: () => ({ waiting: 0, ringing: 0 }),
    take: (leg) => leg.disconnect(),
    play: async () => undefined,
    onChange: () => undefined,
  };
}
