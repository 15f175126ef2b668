import type { RecordedReport } from './recorded-report';

/** A report for people: one line a figure. */
export function describeRecorded(report: RecordedReport): string {
  const { rows, cases, callbacks } = report;
  const lines = [
    ['rows: agent / hang / phantom / tt / broken', Object.values(rows).join(' / ')],
    ['calls served', `${report.servedCalls}`],
    ['calls lost', `${report.lostCalls}`],
    ['left out', named(report.excluded)],
    ['to be left out, as the log shows', named(report.expected)],
    ['lost is hang less what is to be left out', report.isMet ? 'yes' : 'NO'],
    ['why lost', named(report.reasons)],
    ['cases (all, open, reopened)', `${cases.all}, ${cases.open}, ${cases.reopened}`],
    ['cases closed', named(cases.closed)],
    ['cases by their lost calls', named(cases.byCalls)],
    ['callbacks (registered, dialed, open)', `${callbacks.registered}, ${callbacks.dialed}, ${callbacks.open}`],
    ['callbacks closed', named(callbacks.closed)],
    ['dials', `${report.dials}`],
    ['dials after served, while on the line', `${report.dialsAfterServed}, ${report.dialsWhileOnLine}`],
    [
      'callbacks lost, double dials, order inversions',
      `${report.callbacksLost}, ${report.doubleDials}, ${report.orderInversions}`,
    ],
    ['contact events and records delivered', `${report.eventsDelivered}, ${report.recordsDelivered}`],
    ['events told', named(report.eventsTold)],
    ['notices', named(report.notices)],
    ['dead letters', `${report.deadLetters}`],
  ] as const;
  return lines.map(([name, value]) => `${name.padEnd(48)}${value}\n`).join('');
}

function named(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
