import type { PointedNumber } from '../../core/numbers/pointed-number';
import type { PointOutcome } from '../../ports/phone-numbers';
import type { NumberDeps } from './number-deps';

/** A number that is to ring in a flow of ours. */
export interface NumberWish {
  /** In E.164. */
  readonly number: string;
  readonly flowId: string;
  /** What is kept of it, or of the number that this one follows; absent at first. */
  readonly kept?: PointedNumber;
}

/** What became of it. `failed`: by then it may be pointed or not, so what is kept goes on being kept. */
export type Pointing =
  | { readonly kind: 'pointed'; readonly kept: PointedNumber }
  | { readonly kind: 'not_claimed' }
  | { readonly kind: 'failed'; readonly kept: PointedNumber; readonly reason: string };

/** A flow that was made a moment ago may not be found yet: seconds mostly, says the guide's page on eventual consistency. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 8_000] as const;

/**
 * Points a number at a flow and says what it was pointed at before, which is told in the journal first: should the process die between the
 * change and the answer, the repeat finds our own flow, and only the journal still knows the former one. Throws before anything was changed.
 */
export async function pointNumber(deps: NumberDeps, { number, flowId, kept: before }: NumberWish): Promise<Pointing> {
  const { numbers, journal } = deps;
  const numberId = await numbers.find(number);
  if (numberId === undefined) return { kind: 'not_claimed' };
  const now = await numbers.flowOf(numberId);
  const kept = before?.numberId === numberId ? before : { numberId, formerFlowId: formerFrom(now, flowId) };
  journal.note({ kind: 'number_pointed', numberId, flowId, ...(now === undefined ? {} : { formerFlowId: now }) });
  try {
    // Also where it is said to be pointed there already: that may be what was so some seconds ago.
    const outcome = await untilFound(deps, () => numbers.point(numberId, flowId));
    if (outcome.kind === 'done') return { kind: 'pointed', kept };
    const reason = outcome.kind === 'refused' ? outcome.name : 'Connect does not find the number or the flow';
    return { kind: 'failed', kept, reason };
  } catch (error) {
    return { kind: 'failed', kept, reason: error instanceof Error ? error.message : 'unknown fault' };
  }
}

function formerFrom(now: string | undefined, flowId: string): string {
  if (now === undefined) return 'none';
  return now === flowId ? 'unknown' : now;
}

async function untilFound({ clock }: NumberDeps, point: () => Promise<PointOutcome>): Promise<PointOutcome> {
  let outcome = await point();
  for (const pauseMs of PAUSES_MS) {
    if (outcome.kind !== 'not_found') return outcome;
    await clock.sleep(pauseMs);
    outcome = await point();
  }
  return outcome;
}
