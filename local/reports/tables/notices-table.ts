import type { Delivery } from '../../../lib/ports/delivery-store';
import type { Cell, Column } from '../report-table';

/** One row for each delivery that was set aside. */
export const noticesColumns: readonly Column[] = [
  { key: 'at', title: 'at', kind: 'time' },
  { key: 'channel', title: 'channel', kind: 'text' },
  { key: 'to', title: 'to', kind: 'text' },
  { key: 'tries', title: 'tries', kind: 'number' },
  { key: 'why', title: 'why', kind: 'text' },
  { key: 'caseId', title: 'case', kind: 'text' },
  { key: 'id', title: 'delivery', kind: 'text', isInFilesOnly: true },
];

export function noticeCells({ atMs, channel, to, tries, why, caseId, id }: Delivery): readonly Cell[] {
  return [atMs, channel, to, tries, why, caseId, id];
}
