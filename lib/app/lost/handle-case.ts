import { currentRun } from '../../core/lost/case-run';
import { err, ok, type Result } from '../../core/result';
import type { Deps } from '../deps';
import { closeCases, finishClosed } from './close-cases';
import type { EndLostDeps } from './end-lost-callback';

/** Why a case is not closed by hand. Codes are listed in docs/glossary.md. */
export type HandleRefusal = { readonly code: 'no_open_case' | 'no_reason' | 'reason_too_long' };

/** A case that somebody has closed. */
export interface HandledCase {
  readonly caseId: string;
  readonly queue: string;
}

const REASON_MAX = 200;

/**
 * Closes the open cases of a caller by hand, in one queue or in all, with a reason. A callback that was registered for them
 * ends with them; one that the caller has asked for stays.
 */
export async function handleCase(
  deps: EndLostDeps & Pick<Deps, 'ids'>,
  asked: { readonly number: string; readonly queue?: string; readonly reason: string; readonly by: string },
): Promise<Result<readonly HandledCase[], HandleRefusal>> {
  const { number, queue, by } = asked;
  const reason = asked.reason.trim();
  if (reason === '') return err({ code: 'no_reason' });
  if (reason.length > REASON_MAX) return err({ code: 'reason_too_long' });
  const all = await deps.store.cases.ofCaller(number);
  const wanted = all.filter((one) => queue === undefined || one.queue === queue);
  // Closed before, perhaps by somebody who then died.
  await finishClosed(deps, wanted);
  const open = wanted.flatMap((one) => {
    const run = currentRun(one.marks);
    return run === undefined || run.closed !== undefined ? [] : [{ ...one, run }];
  });
  if (open.length === 0) return err({ code: 'no_open_case' });
  const nowMs = deps.clock.nowMs();
  const ref = deps.ids.ulid(nowMs);
  for (const one of open) {
    // The clocks of Connect and of this machine differ: what is closed is what is seen, and that may have ended later.
    const atMs = Math.max(nowMs, one.run.calls.at(-1)?.endedAtMs ?? 0);
    await closeCases(deps, number, { how: 'by_hand', ref, atMs, by, reason, queue: one.queue });
  }
  return ok(open.map(({ id: caseId, queue: name }) => ({ caseId, queue: name })));
}
