import type { LineFigures, LineMinute } from '../cloudwatch/line-figures';
import type { CentreChange } from '../connect/types';

/** How the lines of the emulated instance were used, minute by minute, as Connect tells CloudWatch. */
export interface LineMinutes extends LineFigures {
  readonly onChange: (change: CentreChange) => void;
  /** A caller met a busy signal. */
  readonly onBusySignal: () => void;
}

const MINUTE_MS = 60_000;

/** Of older minutes nobody asks for reports. */
const KEPT_MINUTES_MAX = 60 * 24 * 62;

export function createLineMinutes(nowMs: () => number, callsNow: () => number): LineMinutes {
  const minutes = new Map<number, LineMinute>();

  function note(add: Partial<Pick<LineMinute, 'breaching' | 'concurrentMax'>>): void {
    const atMs = Math.floor(nowMs() / MINUTE_MS) * MINUTE_MS;
    const { breaching = 0, concurrentMax = 0 } = minutes.get(atMs) ?? {};
    minutes.set(atMs, {
      atMs,
      breaching: breaching + (add.breaching ?? 0),
      // The emulated Connect takes however many calls come in a second.
      throttled: 0,
      concurrentMax: Math.max(concurrentMax, add.concurrentMax ?? 0),
    });
    const [oldest] = minutes.keys();
    if (minutes.size > KEPT_MINUTES_MAX && oldest !== undefined) minutes.delete(oldest);
  }

  return {
    onChange: ({ kind }) => {
      if (kind === 'contact_started' || kind === 'contact_ended') note({ concurrentMax: callsNow() });
    },
    onBusySignal: () => note({ breaching: 1, concurrentMax: callsNow() }),
    minutes: (fromMs, toMs) => [...minutes.values()].filter(({ atMs }) => atMs >= fromMs && atMs < toMs),
  };
}
