import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runFcr } from '../../../../local/fcr/run-fcr';

/** One row of `npm run fcr -- FILE --json`. */
export interface FcrRow {
  readonly agent: string;
  readonly queue: string;
  readonly handled: number;
  readonly repeats: number;
  readonly fcr: number;
  readonly shrunken: number;
  readonly low: number;
  readonly high: number;
}

/** What a run of the command left. */
export interface FcrRun {
  readonly out: string;
  /** Lines of standard error. */
  readonly told: readonly string[];
}

/** Runs the command in this process. */
export async function fcr(...argv: readonly string[]): Promise<FcrRun> {
  const told: string[] = [];
  let out = '';
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      out += String(chunk);
      done();
    },
  });
  await runFcr(argv, { stdout, tell: (line) => void told.push(line) });
  return { out, told };
}

/** Runs it with `--json`: its rows, and the line that says how they came about. */
export async function fcrRows(
  ...argv: readonly string[]
): Promise<FcrRun & { readonly rows: readonly FcrRow[]; readonly context: Record<string, unknown> }> {
  const run = await fcr(...argv, '--json');
  return { ...run, rows: JSON.parse(run.out), context: JSON.parse(run.told.at(-1) ?? '') };
}

/** A call log that is shipped. */
export function sample(name: string): string {
  return join(__dirname, '../../../samples', name);
}
