import type { LineEntry, PlanInput } from './plan';

/** Fewer pick-ups than this say nothing about a share. */
const PICK_UPS_MIN = 4;

/**
 * Whether callbacks of this origin have had their part: while anybody holds, they get no more than the rest of what is kept
 * for holders, counted over the last pick-ups and the dials that lead to the next ones.
 */
export function isShareSpent(
  { queue, origin }: LineEntry,
  { rules, holders, pickUps }: PlanInput,
  dials: readonly { readonly origin: LineEntry['origin'] }[],
): boolean {
  const kept = rules.get(queue)?.keptForHolders[origin] ?? 0;
  const isAnybodyHolding = holders.some((one) => one.count >= 1);
  if (kept === 0 || !isAnybodyHolding) return false;
  const under = dials.filter((dial) => dial.origin === origin).length;
  const had = pickUps.filter((one) => one.isCallback && (one.origin ?? 'requested') === origin).length;
  const all = Math.max(PICK_UPS_MIN, pickUps.length + under);
  return (had + under) / all > 1 - kept;
}
