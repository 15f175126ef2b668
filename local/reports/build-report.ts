import { queueByName } from '../../lib/core/policy/policy';
import { formulas } from '../../lib/core/reports/formulas';
import { RANGE_DAYS_MAX, rangeOfDays, type RangeRefusal, type ReportRange } from '../../lib/core/reports/report-range';
import { callbacksReport } from '../../lib/app/reports/callbacks-report';
import { causesReport, zoneOf } from '../../lib/app/reports/causes-report';
import { linesReport } from '../../lib/app/reports/lines-report';
import { serviceReport } from '../../lib/app/reports/service-report';
import type { ReportSource } from '../store/report-source';
import { UsageError } from '../terminal/usage-error';
import { caseList, noticeList, openList } from './lists';
import type { ReportOptions } from './options';
import type { ReportOutput, Row } from './report-table';
import { callbacksColumns, callbacksRows } from './tables/callbacks-table';
import { causesColumns, causesRows, causesSummary } from './tables/causes-table';
import { linesColumns, linesRows, linesSummary } from './tables/lines-table';
import { serviceColumns, serviceRows, serviceSummary } from './tables/service-table';

/** What is the same in every report. */
type Frame = Pick<ReportOutput, 'report' | 'about' | 'formulas' | 'timeZone' | 'nowMs'>;

/**
 * Makes a report from what is stored. Lists are read as their rows are taken; figures are read to the end first, and `seen`
 * is told of each call or callback. Throws UsageError for a queue or days that there are not.
 */
export async function buildReport(
  source: ReportSource,
  options: ReportOptions,
  seen: () => void,
): Promise<ReportOutput> {
  const { report, queue } = options;
  const { nowMs, policy } = source;
  const range = rangeOf(source, options);
  const frame: Frame = {
    report,
    about: report === 'open' ? aboutNow(range, options) : aboutOf(range, options),
    formulas: formulas[report],
    timeZone: range.timeZone,
    nowMs,
  };
  const asked = { range, queue, seen };
  switch (report) {
    case 'lost':
      return { ...frame, ...(await caseList(source, range, options)) };
    case 'open':
      return { ...frame, ...openList(source, options) };
    case 'notices':
      return { ...frame, ...(await noticeList(source, range, options)) };
    case 'causes': {
      const causes = await causesReport({ store: source.store, policy }, asked);
      const pages = onePage(causesRows(causes));
      const summary = () => causesSummary(causes);
      return { ...frame, columns: causesColumns, pages, layout: 'groups', figures: () => causes, summary };
    }
    case 'service': {
      const withinMs = options.withinSeconds * 1000;
      const service = await serviceReport({ store: source.store, policy }, { ...asked, withinMs });
      const pages = onePage(serviceRows(service));
      const summary = () => serviceSummary(service);
      return { ...frame, columns: serviceColumns, pages, layout: 'turned', figures: () => service, summary };
    }
    case 'callbacks': {
      const callbacks = await callbacksReport(source, asked);
      const pages = onePage(callbacksRows(callbacks));
      return { ...frame, columns: callbacksColumns, pages, layout: 'groups', figures: () => callbacks };
    }
    case 'lines': {
      if (source.lines === undefined) {
        throw new UsageError(
          'lines: nobody has measured them here; a live run does, and CloudWatch of a deployed table (--table NAME)',
        );
      }
      const lines = await linesReport({ lines: source.lines }, { range, nowMs });
      const pages = onePage(linesRows(lines));
      const summary = () => linesSummary(lines);
      return { ...frame, columns: linesColumns, pages, layout: 'list', figures: () => lines, summary };
    }
  }
}

async function* onePage(rows: readonly Row[]): AsyncGenerator<readonly Row[], void, undefined> {
  yield rows;
}

function rangeOf({ policy, nowMs }: ReportSource, { queue, fromDay, toDay }: ReportOptions): ReportRange {
  if (queue !== undefined && queueByName(policy, queue) === undefined) {
    const names = policy.queues.map(({ name }) => name).join(', ');
    throw new UsageError(`--queue: got ${JSON.stringify(queue)}; there are ${names}`);
  }
  const range = rangeOfDays({ fromDay, toDay }, { timeZone: zoneOf(policy, queue), nowMs });
  if (range.ok) return range.value;
  throw new UsageError(refusalText(range.error));
}

function refusalText(refusal: RangeRefusal): string {
  switch (refusal.code) {
    case 'not_a_day':
      return `--${refusal.which}: got ${JSON.stringify(refusal.got)}; allowed is a day such as 2026-03-02`;
    case 'from_after_to':
      return `--from: ${refusal.fromDay} is after --to, ${refusal.toDay}`;
    case 'too_long':
      return `--from: got ${refusal.days} days; allowed are at most ${RANGE_DAYS_MAX}, as long as calls are kept`;
  }
}

/** What is open now is open on no day. */
function aboutNow({ timeZone }: ReportRange, { queue }: ReportOptions): ReportOutput['about'] {
  return { zone: timeZone, ...(queue === undefined ? {} : { queue }) };
}

function aboutOf(range: ReportRange, options: ReportOptions): ReportOutput['about'] {
  const { report, queue, reason, agent, isProcessed, withinSeconds } = options;
  const { fromDay, toDay, timeZone } = range;
  return {
    ...(report === 'lost' ? { status: isProcessed ? 'processed' : 'open' } : {}),
    from: fromDay,
    to: toDay,
    zone: timeZone,
    ...(queue === undefined ? {} : { queue }),
    ...(reason === undefined ? {} : { reason }),
    ...(agent === undefined ? {} : { agent }),
    ...(report === 'service' ? { withinSeconds } : {}),
  };
}
