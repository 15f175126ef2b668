import type { AttemptFigures, CallbacksReport, RequestFigures } from '../../../lib/core/reports/callbacks';
import type { Durations } from '../../../lib/core/reports/mean';
import { shareOf } from '../../../lib/core/reports/share';
import type { Cell, Column } from '../report-table';

/** One row for each outcome, queue, number of attempt and wait. */
export const callbacksColumns: readonly Column[] = [
  { key: 'by', title: 'by', kind: 'text' },
  { key: 'what', title: 'what', kind: 'text' },
  { key: 'count', title: 'count', kind: 'number' },
  { key: 'share', title: 'share', kind: 'share' },
  { key: 'reached', title: 'reached', kind: 'number' },
  { key: 'successRate', title: 'success rate', kind: 'share' },
  { key: 'meanSeconds', title: 'mean', kind: 'seconds' },
  { key: 'longestSeconds', title: 'longest', kind: 'seconds' },
];

export function callbacksRows({ perRequest, perAttempt }: CallbacksReport): readonly (readonly Cell[])[] {
  const { requests, outcomes } = perRequest;
  return [
    ['request', 'all', requests, null, ...successOf(perRequest)],
    ...outcomeRows('request', outcomes, requests),
    ...perRequest.queues.map((one) => [
      'queue',
      one.queue,
      one.requests,
      shareOf(one.requests, requests),
      ...successOf(one),
    ]),
    ...perRequest.origins.map((one) => [
      'origin',
      one.origin,
      one.requests,
      shareOf(one.requests, requests),
      ...successOf(one),
    ]),
    ['attempt', 'all', perAttempt.attempts, null, ...successOf(perAttempt)],
    ...outcomeRows('attempt', perAttempt.outcomes, perAttempt.attempts),
    ...perAttempt.numbers.map((one) => [
      'attempt number',
      String(one.attempt),
      one.attempts,
      shareOf(one.attempts, perAttempt.attempts),
      ...successOf(one),
    ]),
    ...waitRows('wait', perRequest),
    ...perRequest.origins.flatMap((one) => waitRows(`wait of ${one.origin}`, one)),
  ];
}

function outcomeRows(
  by: string,
  outcomes: Readonly<Record<string, number>>,
  whole: number,
): readonly (readonly Cell[])[] {
  return Object.entries(outcomes)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => [by, outcome, count, shareOf(count, whole)]);
}

function successOf({ reached, successRate }: RequestFigures | AttemptFigures): readonly Cell[] {
  return [reached, successRate];
}

function waitRows(by: string, figures: RequestFigures): readonly (readonly Cell[])[] {
  return [
    waitRow(by, 'to the first attempt', figures.waitToFirstAttempt),
    waitRow(by, 'to the agent', figures.waitToAgent),
  ];
}

function waitRow(by: string, what: string, { count, meanSeconds, longestSeconds }: Durations): readonly Cell[] {
  return [by, what, count, null, null, null, meanSeconds, longestSeconds];
}
