import type { Deps } from '../deps';
import { settleOverdueCases } from '../lost/overdue-cases';
import { createRosterKeeper, type RosterKeeper } from '../routing/keep-roster';
import { dispatchPass, type PassResult } from './dispatch-pass';

/** Below the function's timeout of 60 s: what a pass asks of others stops here, and one slow answer fits in the rest. */
const RUN_MS = 50_000;

/** One pass a second: the resolution at which agents free and dials are worth planning. */
const PASS_EVERY_MS = 1_000;

/** Overdue cases are looked at between passes, so few at once that no caller waits for them. */
const OVERDUE_AT_ONCE = 10;

/**
 * Runs passes, one a second, while anything can be dialed or settled, or callers who ring in are routed by what it reads;
 * leaves its own continuation when work remains at the end of its time. Correctness does not rest on this being the only run: every claim is a conditional write.
 */
export async function runDispatch(deps: Deps): Promise<{ readonly passes: number; readonly dialed: number }> {
  const endMs = deps.clock.nowMs() + RUN_MS;
  let passes = 0;
  let dialed = 0;
  const faults: unknown[] = [];
  let isOverdueLeft = true;
  let isWorkLeft = true;
  const roster = createRosterKeeper(deps);
  for (;;) {
    const result = await passOrFault(deps, endMs, roster);
    passes += 1;
    // Callers who ring in need it whether or not anybody is to be dialed, but never before those who are.
    await roster.keepForInbound();
    if (isOverdueLeft) isOverdueLeft = await settleOverdueOrNote(deps, endMs);
    if ('fault' in result) faults.push(result.fault);
    else dialed += result.dialed;
    isWorkLeft = 'fault' in result || result.isWorkLeft;
    if (!isWorkLeft && !roster.isNeeded()) return ended(deps, { passes, dialed });
    if (deps.clock.nowMs() + PASS_EVERY_MS > endMs) break;
    await deps.clock.sleep(PASS_EVERY_MS);
  }
  // Where not one pass came through the message is to come again, and the alarm with it.
  if (faults.length === passes) throw faults.at(-1);
  // For a reading alone the tick of the next minute is soon enough.
  if (isWorkLeft) await deps.wakes.wake('continuation');
  return ended(deps, { passes, dialed });
}

/** Told at the end alone: a dispatcher that is ended in its runs, or throws in all of them, is missed and not counted. */
function ended({ journal }: Deps, run: { readonly passes: number; readonly dialed: number }): typeof run {
  journal.note({ kind: 'run_ended', ...run });
  return run;
}

/** Deadlines of cases are minutes; whatever goes wrong with them, dialing goes on, and the next run looks again. Whether more may be left. */
async function settleOverdueOrNote(deps: Deps, untilMs: number): Promise<boolean> {
  try {
    return (await settleOverdueCases(deps, { atOnce: OVERDUE_AT_ONCE, untilMs })) === OVERDUE_AT_ONCE;
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'overdue cases', reason });
    return false;
  }
}

/** A store or a Connect that does not answer for a moment ends one pass, and not the dialing of the minute. */
async function passOrFault(
  deps: Deps,
  endMs: number,
  roster: RosterKeeper,
): Promise<PassResult | { readonly fault: unknown }> {
  try {
    return await dispatchPass(deps, endMs, roster);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'pass', reason });
    return { fault };
  }
}
