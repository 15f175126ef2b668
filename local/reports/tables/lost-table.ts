import type { LostCase } from '../../../lib/core/lost/case';
import { maskPhone } from '../../../lib/core/mask-phone';
import { ageMs, lostForMs } from '../../../lib/core/reports/case-figures';
import type { Cell, Column } from '../report-table';

/** One column of the list of cases, and where it comes from. */
interface CaseColumn extends Column {
  readonly of: (one: LostCase, shown: CaseRules) => Cell;
}

export interface CaseRules {
  readonly nowMs: number;
  readonly isMasked: boolean;
}

const columns: readonly CaseColumn[] = [
  {
    key: 'number',
    title: 'number',
    kind: 'text',
    of: ({ number }, { isMasked }) => (isMasked ? maskPhone(number) : number),
  },
  { key: 'name', title: 'name', kind: 'text', of: ({ customer }) => customer?.name },
  { key: 'queue', title: 'queue', kind: 'text', of: ({ queue }) => queue },
  { key: 'status', title: 'status', kind: 'text', isInFilesOnly: true, of: ({ status }) => status },
  { key: 'reason', title: 'reason', kind: 'text', of: ({ reason }) => reason },
  { key: 'type', title: 'type', kind: 'text', isInFilesOnly: true, of: ({ type }) => type },
  { key: 'tries', title: 'tried', kind: 'number', of: ({ tries }) => tries },
  { key: 'ourTries', title: 'we tried', kind: 'number', of: ({ ourTries }) => ourTries },
  { key: 'firstAt', title: 'first call', kind: 'time', of: ({ firstAtMs }) => firstAtMs },
  { key: 'lastAt', title: 'last call', kind: 'time', of: ({ lastAtMs }) => lastAtMs },
  { key: 'lostAt', title: 'lost at', kind: 'time', isInFilesOnly: true, of: ({ lostAtMs }) => lostAtMs },
  { key: 'lostForSeconds', title: 'lost for', kind: 'seconds', of: (one) => lostForMs(one) / 1000 },
  { key: 'ageSeconds', title: 'age', kind: 'seconds', of: (one, { nowMs }) => Math.floor(ageMs(one, nowMs) / 1000) },
  { key: 'agent', title: 'agent', kind: 'text', of: ({ customer }) => customer?.agentId },
  {
    key: 'vip',
    title: 'VIP',
    kind: 'text',
    isInFilesOnly: true,
    of: ({ customer }) => (customer?.isVip === true ? 'yes' : undefined),
  },
  { key: 'dueAt', title: 'due', kind: 'time', isInFilesOnly: true, of: ({ dueAtMs }) => dueAtMs },
  { key: 'overdueAt', title: 'overdue since', kind: 'time', isInFilesOnly: true, of: ({ overdueAtMs }) => overdueAtMs },
  { key: 'reopened', title: 'reopened', kind: 'number', isInFilesOnly: true, of: ({ reopened }) => reopened },
  { key: 'callbackId', title: 'callback', kind: 'text', isInFilesOnly: true, of: ({ callbackId }) => callbackId },
  { key: 'caseId', title: 'case', kind: 'text', isInFilesOnly: true, of: ({ id }) => id },
];

const columnsOfProcessed: readonly CaseColumn[] = [
  { key: 'processedAt', title: 'processed', kind: 'time', of: ({ closed }) => closed?.atMs },
  { key: 'how', title: 'how', kind: 'text', of: ({ closed }) => closed?.how },
  { key: 'by', title: 'by', kind: 'text', of: ({ closed }) => closed?.by },
  { key: 'handledReason', title: 'in words', kind: 'text', of: ({ closed }) => closed?.reason },
];

/** The columns of open or of processed cases, and the cells of a case. */
export function caseTable(
  status: LostCase['status'],
  rules: CaseRules,
): { readonly columns: readonly Column[]; readonly cellsOf: (one: LostCase) => readonly Cell[] } {
  const shown = status === 'open' ? columns : [...columns.slice(0, -1), ...columnsOfProcessed, ...columns.slice(-1)];
  return { columns: shown, cellsOf: (one) => shown.map((column) => column.of(one, rules)) };
}
