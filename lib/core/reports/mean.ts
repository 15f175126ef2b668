/** What is told of a number of durations; null where there are none. */
export interface Durations {
  readonly count: number;
  readonly meanSeconds: number | null;
  readonly longestSeconds: number | null;
}

/** Takes durations one by one and keeps none of them. */
export interface DurationTally {
  readonly add: (ms: number) => void;
  readonly result: () => Durations;
}

export function createDurationTally(): DurationTally {
  let count = 0;
  let sumMs = 0;
  let longestMs = 0;
  return {
    add: (ms) => {
      count += 1;
      sumMs += ms;
      longestMs = Math.max(longestMs, ms);
    },
    result: () => ({
      count,
      meanSeconds: count === 0 ? null : tenths(sumMs / count / 1000),
      longestSeconds: count === 0 ? null : tenths(longestMs / 1000),
    }),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
