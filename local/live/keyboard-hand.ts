import type { Hand, Line } from './hand';

/** Keys come when they come, so they are looked for this often. Simulated milliseconds. */
const LOOK_EVERY_MS = 200;

/** A hand at a keyboard, or behind the API. Nobody can press in advance: what was keyed before a prompt is forgotten. */
export function createKeyboardHand(options: {
  readonly line: Line;
  readonly isStaying: boolean;
  /** From now until the function that it gives is called, somebody is being asked something. */
  readonly attend: () => () => void;
}): Hand {
  const { line, attend } = options;
  let typed = '';
  let stopRinging: (() => void) | undefined;

  function takeKey(): string | undefined {
    const [key] = typed;
    if (key === undefined) return undefined;
    typed = typed.slice(1);
    line.pressed(key);
    return key;
  }

  return {
    telephone: {
      hears: () => {
        typed = '';
      },
      press: async (leg, withinMs) => {
        const untilMs = leg.nowMs() + withinMs;
        const release = attend();
        try {
          for (;;) {
            const key = takeKey();
            if (key !== undefined) return key;
            const leftMs = untilMs - leg.nowMs();
            if (leftMs <= 0) return 'none';
            if ((await leg.wait(Math.min(LOOK_EVERY_MS, leftMs))) === 'gone') return 'gone';
          }
        } finally {
          release();
        }
      },
    },
    type: (keys) => {
      typed += keys;
      return true;
    },
    rings: () => {
      stopRinging = attend();
    },
    ringingOver: () => {
      stopRinging?.();
      stopRinging = undefined;
    },
    joined: () => undefined,
    ended: () => (options.isStaying ? 'stay' : 'leave'),
  };
}
