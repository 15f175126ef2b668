import type { RunReport, Spread } from '../observer/report';

/** A report for people: one line a figure, with its unit. */
export function describeReport(report: RunReport): string {
  const lines = [
    ['calls offered / answered / lost', `${report.callsOffered} / ${report.callsAnswered} / ${report.callsLost}`],
    [
      'callbacks requested / dialed / reached / open',
      `${report.callbacksRequested} / ${report.callbacksDialed} / ${report.callbacksReached} / ${report.callbacksOpen}`,
    ],
    [
      'callbacks lost, double dials, order inversions',
      `${report.callbacksLost}, ${report.doubleDials}, ${report.orderInversions}`,
    ],
    ['lost calls, short ones besides', `${report.lost.calls}, ${report.lost.shortAbandons}`],
    [
      'cases open / processed, called back / reached',
      `${report.lost.casesOpen} / ${report.lost.casesProcessed}, ${report.lost.callbacks} / ${report.lost.callbacksReached}`,
    ],
    ['on hold, all callers', `${report.holdMinutes} min`],
    ['wait to an agent', spread(report.waitToAgentSeconds)],
    ['wait after pressing 1', spread(report.waitAfterReadySeconds)],
    ['agents idle', `${report.agentIdleSecondsPerCallback} s a callback`],
    [
      'dials ended as',
      Object.entries(report.dialOutcomes)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    ],
  ] as const;
  return lines.map(([name, value]) => `${name.padEnd(48)}${value}\n`).join('');
}

function spread({ mean, p95 }: Spread): string {
  return `mean ${mean} s, p95 ${p95} s`;
}
