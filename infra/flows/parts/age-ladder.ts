import type { Policy } from '../../../lib/core/policy/policy';
import { addAge } from '../build/contact';
import { choose } from '../build/control';
import type { ActionDraft } from '../build/draft';

/** Ages that a block can set, seconds: a flow may only add a fixed one, so the nearest below the true age is taken. */
const rungsSeconds = [14_400, 7_200, 5_400, 3_600, 2_700, 1_800, 1_200, 900, 600, 420, 300, 180, 120, 60];

/**
 * Sets the age that the last answer tells, then goes on to `next`; an answer that tells none sets none. Where ages are
 * set by the API the function has done it, and `enter` is `next` itself.
 */
export function ageLadder(
  ageBy: Policy['ageBy'],
  next: string,
): { readonly enter: string; readonly actions: readonly ActionDraft[] } {
  if (ageBy === 'api') return { enter: next, actions: [] };
  const ways = rungsSeconds.map((seconds) => ({
    operator: 'NumberGreaterOrEqualTo',
    operand: String(seconds),
    to: `age-${seconds}`,
  }));
  return {
    enter: 'age',
    actions: [
      { ...choose('age', '$.External.ageSeconds', {}, next), ways },
      ...rungsSeconds.map((seconds) => addAge(`age-${seconds}`, seconds, next)),
    ],
  };
}
