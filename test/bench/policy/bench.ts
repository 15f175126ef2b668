import { asInConnect, atOnce, policies, type PolicyName, type RowRequest, type RowResult } from './rows';
import { figuresOf, type RowFigures } from './figures';

/** J that a published simulation of the best policy reached with everything known at once, by number of agents. */
const publishedJ: Readonly<Record<number, number>> = { 5: 13.6, 10: 12.5, 25: 11.4, 50: 10.3, 200: 7.2 };

const LOST_MAX = 0.03;
const OVERTAKES_MAX = 1;

/** Whether Holdfree keeps what it promises at one number of agents. */
export interface Verdict {
  readonly agents: number;
  /** J of Holdfree with and without reserved against the better of Connect's own two ways. */
  readonly autoJ: number;
  readonly autoReservedJ: number;
  readonly bestNativeJ: number;
  readonly isBelowNative: boolean;
  readonly isLostWithinBound: boolean;
  readonly isOvertakenWithinBound: boolean;
}

export interface BenchReport {
  readonly seed: number;
  readonly rows: readonly RowFigures[];
  /** Without lags, accept and press times, beside what was published for that. */
  readonly atOnce: readonly (RowFigures & { readonly publishedJ?: number })[];
  readonly verdicts: readonly Verdict[];
  readonly isMet: boolean;
}

export interface BenchOptions {
  readonly agents: readonly number[];
  readonly callbacks: number;
  readonly seed: number;
  /** Plays one row, here or in another process. */
  readonly play: (request: RowRequest) => Promise<RowResult>;
}

/** All rows on the same callers. */
export async function benchPolicies(options: BenchOptions): Promise<BenchReport> {
  const tables = await Promise.all(options.agents.map((agents) => benchAt(agents, options)));
  const verdicts = tables.map(({ agents, rows }) => verdictOf(agents, rows));
  return {
    seed: options.seed,
    rows: tables.flatMap(({ rows }) => rows),
    atOnce: tables.map(({ ideal }) => ideal),
    verdicts,
    isMet: verdicts.every((one) => one.isBelowNative && one.isLostWithinBound && one.isOvertakenWithinBound),
  };
}

async function benchAt(agents: number, { callbacks, seed, play }: BenchOptions) {
  const request = (policy: PolicyName) => ({ agents, policy, delays: asInConnect, seed, callbacks });
  const called = policies.filter((policy) => policy !== 'plainHold');
  const [rows, ideal] = await Promise.all([
    Promise.all(called.map(async (policy) => figuresOf(agents, policy, await play(request(policy))))),
    play({ ...request('auto'), delays: atOnce }),
  ]);
  const days = rows.find((row) => row.policy === 'auto')?.days ?? 1;
  const hold = figuresOf(agents, 'plainHold', await play({ ...request('plainHold'), days }));
  const published = publishedJ[agents];
  return {
    agents,
    rows: [hold, ...rows],
    ideal: { ...figuresOf(agents, 'auto', ideal), ...(published === undefined ? {} : { publishedJ: published }) },
  };
}

function verdictOf(agents: number, rows: readonly RowFigures[]): Verdict {
  const of = (policy: PolicyName): RowFigures | undefined => rows.find((row) => row.policy === policy);
  const ours = [of('auto'), of('autoReserved')].filter((row) => row !== undefined);
  const bestNativeJ = Math.min(of('nativeAgentFirst')?.j ?? Number.NaN, of('turn')?.j ?? Number.NaN);
  return {
    agents,
    autoJ: of('auto')?.j ?? Number.NaN,
    autoReservedJ: of('autoReserved')?.j ?? Number.NaN,
    bestNativeJ,
    isBelowNative: ours.every((row) => row.j < bestNativeJ),
    isLostWithinBound: ours.every((row) => row.lost <= LOST_MAX),
    isOvertakenWithinBound: ours.every((row) => row.overtakes <= OVERTAKES_MAX),
  };
}
