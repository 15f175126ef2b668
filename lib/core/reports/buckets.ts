/** Where one bucket ends and the next begins, in seconds; short ones where callers give up most. */
const boundsSeconds = [5, 10, 20, 30, 60, 120, 300, 600, 1200] as const;

/** The buckets of durations in order: `0-5 s` up to `1200 s and more`. The upper bound belongs to the next one. */
export const bucketNames: readonly string[] = [
  ...boundsSeconds.map((bound, index) => `${boundsSeconds[index - 1] ?? 0}-${bound} s`),
  `${boundsSeconds.at(-1) ?? 0} s and more`,
];

/** The bucket of a duration. */
export function bucketOf(ms: number): string {
  const index = boundsSeconds.findIndex((bound) => ms < bound * 1000);
  return bucketNames.at(index) ?? '';
}
