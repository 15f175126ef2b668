import type { JournalEntry } from '../../../lib/ports/journal';
import { startScript, type CommandProcess, type Finished } from '../processes/run-script';
import type { RunPlan } from './run-plan';

/** How a dispatcher process ended, and what it had noted until then. */
export interface DispatcherRun {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly journal: readonly JournalEntry[];
  readonly complaint: string;
}

const script = 'test/support/crash/dispatcher-process.ts';

/** Runs a dispatcher to its end: one that is to be killed in a process of its own, others one after another in `restarted`. */
export async function runDispatcher(plan: RunPlan, restarted: CommandProcess): Promise<DispatcherRun> {
  const args = [JSON.stringify(plan)];
  if (plan.killAt === undefined) return { ...toldBy(await restarted.run(script, args)), signal: null };
  const { child, finished } = startScript(script, args);
  return { ...toldBy(await finished), signal: child.signalCode };
}

function toldBy({ code, stdout, stderr }: Finished): Omit<DispatcherRun, 'signal'> {
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { exitCode: code, complaint: stderr, journal: lines.map((line) => JSON.parse(line) as JournalEntry) };
}
