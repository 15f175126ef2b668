import type { FcrRules } from '../../lib/core/fcr/fcr-call';
import type { AgentFcr } from '../../lib/core/fcr/fcr-ranking';
import { alignedText, oneLine } from '../terminal/aligned-text';
import type { MeasuredFcr } from './measure-fcr';
import type { SourceCalls } from './source-calls';

/** All that is printed. */
export interface FcrReport {
  readonly source: SourceCalls;
  readonly measured: MeasuredFcr;
  readonly rules: FcrRules;
  readonly asOfMs: number;
  readonly queue: string | undefined;
}

const DAY_MS = 86_400_000;

/** The rows alone, one a line. */
export function rowsAsJson({ measured }: FcrReport): string {
  const rows = [...measured.queues].flatMap(([queue, { agents }]) =>
    agents.map(({ agentId: agent, handled, repeats, ...shares }) => ({
      agent,
      queue,
      handled,
      repeats,
      fcr: rounded(shares.fcr),
      shrunken: rounded(shares.shrunken),
      low: rounded(shares.low),
      high: rounded(shares.high),
    })),
  );
  return rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

/** How the rows came about, as one line of JSON. */
export function contextAsJson({ source, measured, rules, asOfMs, queue }: FcrReport): string {
  const queues = [...measured.queues].map(([name, { agents, mean }]) => {
    const handled = agents.reduce((sum, one) => sum + one.handled, 0);
    const repeats = agents.reduce((sum, one) => sum + one.repeats, 0);
    const ranked = agents.filter(({ isRanked }) => isRanked).length;
    return [name, { mean: rounded(mean), agents: agents.length, ranked, handled, repeats }] as const;
  });
  return JSON.stringify({
    asOf: instantText(asOfMs, source),
    ...(queue === undefined ? {} : { queue }),
    windowDays: rules.windowMs / DAY_MS,
    minTalkSeconds: rules.talkMinMs / 1000,
    minSample: rules.sampleMin,
    halfLifeDays: rules.halfLifeMs / DAY_MS,
    queues: Object.fromEntries(queues),
    leftOut: measured.leftOut,
    callsWithoutCallerOrQueue: source.unknownInboundAtMs.length,
  });
}

const titles = ['queue', 'agent', 'handled', 'repeats', 'FCR', 'shrunken', 'low', 'high', ''];

/** For people: the best of each queue first, and beneath how the figures came about. */
export function tableText(report: FcrReport): string {
  const { source, measured, rules, asOfMs, queue } = report;
  const groups = [...measured.queues].map(([name, { agents }]) =>
    agents.map((agent, index) => cellsOf(index === 0 ? name : '', agent)),
  );
  const lines = groups.flatMap((group, index) => (index === 0 ? group : [[], ...group]));
  const rightFrom = titles.indexOf('handled');
  const isRight = titles.map((title, column) => title !== '' && column >= rightFrom);
  const means = [...measured.queues].map(([name, { mean }]) => `${oneLine(name)} ${percent(mean)}`);
  const leftOut = Object.entries(measured.leftOut).map(([why, count]) => `${why} ${count}`);
  return [
    lines.length === 0 ? `${whyNothing(report)}\n\n` : `${alignedText([titles, ...lines], isRight)}\n`,
    means.length === 0 ? '' : `mean of the queue: ${means.join(', ')}\n`,
    `conversations left out: ${leftOut.join(', ')}\n`,
    `calls that came in and can be nobody's repeat, as their caller or queue is not known: ${source.unknownInboundAtMs.length}\n`,
    `as of ${instantText(asOfMs, source)}${source.clock === 'UTC' ? '' : `, ${source.clock}`}\n`,
    `rules: repeats within ${rules.windowMs / DAY_MS} days in the same queue; talk of at least ${rules.talkMinMs / 1000} s; `,
    `ranked from ${rules.sampleMin} conversations; half-life ${rules.halfLifeMs / DAY_MS} days`,
    queue === undefined ? '\n' : `; queue ${oneLine(queue)} alone\n`,
    'FCR: 1 - repeats / handled. shrunken: drawn towards the mean of the queue; it lies between low and high with 90 %.\n',
  ].join('');
}

/** Why there is no row, in one sentence; undefined where there is one. */
export function whyNothing({ source, measured, rules }: FcrReport): string | undefined {
  if (measured.queues.size > 0) return undefined;
  const { leftOut } = measured;
  if (!source.hasCallers) {
    return `nothing can be counted: the file names no caller, so nobody can say who rang again (${leftOut.no_number} conversations left out as no_number)`;
  }
  const why = Object.entries(leftOut).filter(([, count]) => count > 0);
  const names = why.map(([name, count]) => `${name} ${count}`).join(', ') || 'there is no conversation';
  const hint =
    leftOut.not_yet === 0
      ? ''
      : `; a conversation counts once ${rules.windowMs / DAY_MS} days have passed since its end (--window-days)`;
  return `nothing is counted: ${names}${hint}`;
}

function cellsOf(queue: string, { agentId, handled, repeats, ...shares }: AgentFcr): readonly string[] {
  const { fcr, shrunken, low, high, isRanked } = shares;
  const percents = [fcr, shrunken, low, high].map(percent);
  return [oneLine(queue), oneLine(agentId), `${handled}`, `${repeats}`, ...percents, isRanked ? '' : 'too few to rank'];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** A log that has no zone has no instants either, only what its clock shows. */
function instantText(atMs: number, { clock }: SourceCalls): string {
  const text = new Date(atMs).toISOString().slice(0, 19);
  return clock === 'UTC' ? `${text}Z` : text.replace('T', ' ');
}
