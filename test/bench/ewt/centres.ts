import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UsageError } from '../../../local/terminal/usage-error';
import type { TraceCall } from '../../../local/replay/trace/trace';

/** A part of a call log that figures are given for. */
export interface Period {
  readonly name: string;
  /** `selection`: parameters were chosen on it; `report`: nothing was. */
  readonly use: 'selection' | 'report';
  readonly holds: (call: TraceCall) => boolean;
}

/** A centre of the benchmark: all its queues are one pool, as in a configuration that names none. */
export interface Centre {
  readonly name: 'vanad' | 'technion';
  readonly files: readonly string[];
  /** Mean patience measured on the selection months, total wait over abandonments: what an admin would write in the policy. */
  readonly patienceSeconds: number;
  readonly periods: readonly Period[];
}

const vanadMonths = ['01', '02', '03', '04', '05', '06', '07', '08', '09'] as const;
const VANAD_PATIENCE_SECONDS = 832;
const TECHNION_PATIENCE_SECONDS = 366;

/** The centres whose files a folder holds: the real ones, or the two samples of this project. */
export function centresIn(folder: string): readonly Centre[] {
  const real = [vanad(folder), technion(folder)];
  const missing = real.flatMap(({ files }) => files).filter((file) => !existsSync(file));
  if (missing.length === 0) return real;
  const samples = { vanad: join(folder, 'sample-vanad.csv'), technion: join(folder, 'sample-technion.tsv') };
  if (existsSync(samples.vanad) && existsSync(samples.technion)) {
    const periods: readonly Period[] = [{ name: 'sample', use: 'report', holds: () => true }];
    return [
      { name: 'vanad', files: [samples.vanad], patienceSeconds: VANAD_PATIENCE_SECONDS, periods },
      { name: 'technion', files: [samples.technion], patienceSeconds: TECHNION_PATIENCE_SECONDS, periods },
    ];
  }
  const wanted =
    'a folder with all of these call logs, or with sample-vanad.csv and sample-technion.tsv (test/samples)';
  const names = missing.map((file) => relative(folder, file)).join(', ');
  throw new UsageError(`--data: got ${JSON.stringify(folder)}, where ${names} are missing; allowed is ${wanted}`);
}

function vanad(folder: string): Centre {
  return {
    name: 'vanad',
    files: vanadMonths.map((month) => join(folder, 'vanad', `calls-2014-${month}.csv.gz`)),
    patienceSeconds: VANAD_PATIENCE_SECONDS,
    periods: [
      { name: '2014-01 to 2014-08', use: 'selection', holds: (call) => dateOf(call) < '2014-09' },
      { name: '2014-05-06, the heaviest day', use: 'selection', holds: (call) => dateOf(call) === '2014-05-06' },
      { name: '2014-06-02, the next', use: 'selection', holds: (call) => dateOf(call) === '2014-06-02' },
      { name: '2014-09', use: 'report', holds: (call) => dateOf(call).startsWith('2014-09') },
    ],
  };
}

function technion(folder: string): Centre {
  const inMonth = (month: string) => (call: TraceCall) => dateOf(call).startsWith(month) && isWorkday(call);
  return {
    name: 'technion',
    files: ['january', 'february', 'august'].map((month) => join(folder, 'technion', `${month}1999.tsv.gz`)),
    patienceSeconds: TECHNION_PATIENCE_SECONDS,
    periods: [
      { name: '1999-01', use: 'selection', holds: inMonth('1999-01') },
      { name: '1999-02', use: 'report', holds: inMonth('1999-02') },
      { name: '1999-08', use: 'report', holds: inMonth('1999-08') },
      {
        name: '1999-02 and 1999-08',
        use: 'report',
        holds: (call) => dateOf(call) >= '1999-02' && isWorkday(call),
      },
    ],
  };
}

function dateOf({ arrivedAtMs }: TraceCall): string {
  return new Date(arrivedAtMs).toISOString().slice(0, 10);
}

/** Sunday to Thursday: on the other days that bank hardly worked. */
function isWorkday({ arrivedAtMs }: TraceCall): boolean {
  return new Date(arrivedAtMs).getUTCDay() <= 4;
}
