import { linesReportOf, type LinesReport } from '../../core/reports/lines';
import type { ReportRange } from '../../core/reports/report-range';
import type { LineUsage } from '../../ports/line-usage';

/** As finely as lines are measured; of days long gone only coarser stretches are known. */
const STEP_MS = 60_000;

/** When, how often and for how many calls lines were short. */
export async function linesReport(
  deps: { readonly lines: LineUsage },
  asked: { readonly range: Pick<ReportRange, 'fromMs' | 'toMs'>; readonly nowMs: number },
): Promise<LinesReport> {
  const { fromMs, toMs } = asked.range;
  const untilMs = Math.min(toMs, asked.nowMs);
  return linesReportOf(untilMs <= fromMs ? [] : await deps.lines.between(fromMs, untilMs, STEP_MS));
}
