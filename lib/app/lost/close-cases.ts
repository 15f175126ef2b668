import type { LostCase } from '../../core/lost/case';
import { isFirstCloser, type ClosedMark } from '../../core/lost/case-run';
import { canonical } from '../../core/lost/canonical';
import { foldCase } from '../../core/lost/fold-case';
import { wholeSecond } from '../../core/lost/lost-words';
import type { MarkedCase } from '../../ports/case-store';
import { endLostCallback, type EndLostDeps } from './end-lost-callback';
import { markCase, settleCase } from './mark-case';

/** What closes the cases of a caller: in one queue, or in all. */
export interface CaseClosing {
  readonly how: ClosedMark['how'];
  readonly ref: string;
  readonly atMs: number;
  readonly by?: string;
  readonly reason?: string;
  readonly queue?: string;
}

/** What is true of closing cases because a caller opted out: one deed for all of them. */
export const OPT_OUT_REF = 'opt-out';

/**
 * Closes the cases of a caller whose calls were lost before that time, and ends the callbacks that were registered for them,
 * even one of a moment ago that nobody else saw. Asked again, nothing more happens.
 */
export async function closeCases(deps: EndLostDeps, number: string, closing: CaseClosing): Promise<void> {
  await closeCasesOf(deps, number, closing, (queue) => closing.queue === undefined || closing.queue === queue);
}

/** The same for the queues for which it counts. */
export async function closeCasesOf(
  deps: EndLostDeps,
  number: string,
  closing: CaseClosing,
  counts: (queue: string) => boolean,
): Promise<void> {
  const { queue: _where, ...rest } = closing;
  const mark: ClosedMark = { kind: 'closed', ...rest, atMs: wholeSecond(closing.atMs) };
  for (const marked of await deps.store.cases.ofCaller(number)) {
    if (!counts(marked.queue) || !isFirstCloser(marked.marks, mark)) continue;
    // Told before: perhaps by somebody who then died without settling it.
    const isKnown = marked.marks.some((one) => canonical(one) === canonical(mark));
    const now = isKnown ? await settleCase(deps, marked) : await markCase(deps, marked, [mark]);
    if (now?.status === 'processed') await endCallbackOf(deps, now);
  }
}

/** Finishes what somebody left undone who died between saying that a case is closed and all that follows from it. */
export async function finishClosed(deps: EndLostDeps, cases: readonly MarkedCase[]): Promise<void> {
  for (const marked of cases) {
    if (foldCase(marked)?.status !== 'processed') continue;
    const now = await settleCase(deps, marked);
    if (now?.status === 'processed') await endCallbackOf(deps, now);
  }
}

/** Nobody is called back for what is dealt with. */
async function endCallbackOf(deps: EndLostDeps, closed: LostCase): Promise<void> {
  await endLostCallback(deps, closed, closed.closed?.how === 'by_hand' ? 'handled_by_supervisor' : 'withdrawn');
}
