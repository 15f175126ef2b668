import { Writable } from 'node:stream';
import { createMemoryStore } from '../../lib/adapters/memory/memory-store';
import { foldCase } from '../../lib/core/lost/fold-case';
import type { CaseKey, CaseMark, LostCase } from '../../lib/core/lost/case';
import type { JudgedCall } from '../../lib/core/lost/judged-call';
import type { CallbackIn, Closed } from '../../lib/core/callback/callback';
import type { Store } from '../../lib/ports/store';
import type { ReportSource } from '../../local/store/report-source';
import { runReport } from '../../local/reports/run-report';
import { noonMs } from './builders/callbacks';
import { policyOf } from './builders/policies';

/** A source of reports on a store in memory, at noon of the day of the builders. */
export function reportSource(changes: Partial<ReportSource> = {}): ReportSource {
  return {
    store: createMemoryStore(),
    nowMs: noonMs,
    policy: policyOf(),
    what: 'a test',
    close: async () => undefined,
    ...changes,
  };
}

/** Stores a call as it was judged. */
export async function keepCall({ calls }: Pick<Store, 'calls'>, judged: JudgedCall): Promise<void> {
  await calls.put({ facts: { callId: judged.callId, segments: [] }, judged }, 0);
}

/** Stores a case by its marks, settled. */
export async function keepCase(
  { cases }: Pick<Store, 'cases'>,
  key: CaseKey,
  marks: readonly CaseMark[],
  id: string,
): Promise<LostCase | undefined> {
  const marked = await cases.open(key, marks, id);
  const summary = foldCase(marked);
  if (summary !== undefined) await cases.settle(summary, marked.version);
  return summary;
}

/** Stores a closed callback with its copy for reports. */
export async function keepClosed({ callbacks }: Pick<Store, 'callbacks'>, callback: CallbackIn<Closed>): Promise<void> {
  await callbacks.register(callback, 0);
  await callbacks.archive(callback, 1);
}

/** Runs the command `report` in this process. */
export async function report(
  source: ReportSource,
  ...argv: readonly string[]
): Promise<{ readonly out: string; readonly told: readonly string[] }> {
  const pieces: string[] = [];
  const told: string[] = [];
  const stdout = new Writable({
    write: (piece, _encoding, done) => {
      pieces.push(String(piece));
      done();
    },
  });
  await runReport(argv, { open: async () => source, stdout, tell: (line) => void told.push(line) });
  return { out: pieces.join(''), told };
}
