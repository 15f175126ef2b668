import type { ServiceFigures, ServiceReport } from '../../../lib/core/reports/service';
import type { Cell, Column } from '../report-table';

interface ServiceColumn extends Column {
  readonly of: (figures: ServiceFigures) => Cell;
}

const figureColumns: readonly ServiceColumn[] = [
  { key: 'offered', title: 'offered', kind: 'number', of: ({ offered }) => offered },
  { key: 'answered', title: 'answered', kind: 'number', of: ({ answered }) => answered },
  { key: 'abandoned', title: 'abandoned', kind: 'number', of: ({ abandoned }) => abandoned },
  { key: 'short', title: '  of them short', kind: 'number', of: ({ short }) => short },
  { key: 'tookCallback', title: 'took a callback', kind: 'number', of: ({ tookCallback }) => tookCallback },
  { key: 'elsewhere', title: 'elsewhere', kind: 'number', of: ({ elsewhere }) => elsewhere },
  {
    key: 'abandonedBeforeQueue',
    title: 'before the queue',
    kind: 'number',
    of: ({ abandonedBeforeQueue }) => abandonedBeforeQueue,
  },
  {
    key: 'shortBeforeQueue',
    title: '  of them short',
    kind: 'number',
    of: ({ shortBeforeQueue }) => shortBeforeQueue,
  },
  { key: 'abandonRate', title: 'abandon rate', kind: 'share', of: ({ abandonRate }) => abandonRate },
  {
    key: 'abandonRateWithShort',
    title: 'abandon rate with short',
    kind: 'share',
    of: ({ abandonRateWithShort }) => abandonRateWithShort,
  },
  { key: 'asaSeconds', title: 'ASA', kind: 'seconds', of: ({ speedOfAnswer }) => speedOfAnswer.meanSeconds },
  { key: 'talkSeconds', title: 'talk', kind: 'seconds', of: ({ talk }) => talk.meanSeconds },
  { key: 'ahtSeconds', title: 'AHT', kind: 'seconds', of: ({ handle }) => handle.meanSeconds },
  { key: 'ahtCalls', title: '  over calls', kind: 'number', of: ({ handle }) => handle.count },
  { key: 'answeredWithin', title: 'answered within', kind: 'number', of: ({ answeredWithin }) => answeredWithin },
  { key: 'serviceLevel', title: 'service level', kind: 'share', of: ({ serviceLevel }) => serviceLevel },
  { key: 'removedWithin', title: 'removed within', kind: 'number', of: ({ removedWithin }) => removedWithin },
  {
    key: 'serviceLevelConnect',
    title: 'service level (Connect)',
    kind: 'share',
    of: ({ serviceLevelConnect }) => serviceLevelConnect,
  },
  { key: 'callbackWaits', title: 'callbacks reached', kind: 'number', of: ({ callbackWait }) => callbackWait.count },
  {
    key: 'callbackWaitSeconds',
    title: 'callback wait',
    kind: 'seconds',
    of: ({ callbackWait }) => callbackWait.meanSeconds,
  },
  {
    key: 'callbackWaitLongestSeconds',
    title: '  longest',
    kind: 'seconds',
    of: ({ callbackWait }) => callbackWait.longestSeconds,
  },
];

/** One row for each queue, and the total. */
export const serviceColumns: readonly Column[] = [{ key: 'queue', title: 'queue', kind: 'text' }, ...figureColumns];

export function serviceRows({ queues, total }: ServiceReport): readonly (readonly Cell[])[] {
  return [...queues, { queue: 'total', ...total }].map((figures) => [
    figures.queue,
    ...figureColumns.map((column) => column.of(figures)),
  ]);
}

export function serviceSummary({ leftOut, withinSeconds }: ServiceReport): readonly string[] {
  const words = Object.entries(leftOut).map(([why, count]) => `${count} ${why}`);
  return ['', `X = ${withinSeconds} s`, ...(words.length === 0 ? [] : [`in no figure: ${words.join(', ')}`])];
}
