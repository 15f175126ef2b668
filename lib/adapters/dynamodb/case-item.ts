import { placeKey } from '../../core/callback/line-order';
import { TRIES_MAX, type CaseKey, type CaseMark, type LostCase } from '../../core/lost/case';
import type { MarkedCase } from '../../ports/case-store';
import { markFrom, markText } from './case-marks';
import { caseItemSchema } from './case-schema';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import type { Expression, Item, ItemKey } from './table-client';

/** The partition of the `due` index that holds cases with a deadline; callbacks have their own. */
export const CASES_DUE = 'DUE#CASE';

export function caseKeyOf({ number, queue }: CaseKey): ItemKey {
  return { pk: `CALLER#${number}`, sk: `CASE#${queue}` };
}

/**
 * The id of a case leads back to its key. Of a processed case it lasts as long as the case; of an open one twice as long after
 * `latestMs`, the latest that is known of it, and it is written anew when the case is settled as lost again, or as processed.
 */
export function caseIdItem(
  id: string,
  { number, queue }: CaseKey,
  { latestMs, keptMs, isProcessed = false }: CaseKept,
): ItemKey & Item {
  const leadsMs = isProcessed ? keptMs : 2 * keptMs;
  const expiry = latestMs === 0 ? {} : { expiresAtSeconds: expiresAtSeconds(latestMs + leadsMs) };
  return { pk: `ID#${id}`, sk: 'CASE', number, queue, ...expiry };
}

/** The pointer of a case that never came to be: it leads nowhere and names nobody, and goes soon. */
export function voidCaseIdItem(id: string, { latestMs }: Pick<CaseKept, 'latestMs'>): ItemKey & Item {
  return { pk: `ID#${id}`, sk: 'CASE', expiresAtSeconds: expiresAtSeconds(latestMs) };
}

interface CaseKept {
  readonly latestMs: number;
  readonly keptMs: number;
  readonly isProcessed?: boolean;
}

/** Adds marks, and makes the case with `newId` where there is none and one is given. */
export function addingOf(
  { number, queue }: CaseKey,
  marks: readonly CaseMark[],
  newId?: string,
): { readonly change: Expression; readonly condition: string | undefined } {
  const lost = marks.filter((mark) => mark.kind === 'lost').map(markText);
  const other = marks.filter((mark) => mark.kind !== 'lost').map(markText);
  const added = [
    'version :one',
    ...(lost.length === 0 ? [] : ['lostMarks :lost']),
    ...(other.length === 0 ? [] : ['marks :other']),
  ];
  const conditions = [
    ...(newId === undefined ? ['attribute_exists(pk)'] : []),
    ...(lost.length === 0 ? [] : ['(attribute_not_exists(lostMarks) OR size(lostMarks) < :most)']),
  ];
  const made = newId === undefined ? '' : 'SET id = if_not_exists(id, :id), #number = :number, queue = :queue ';
  return {
    change: {
      expression: `${made}ADD ${added.join(', ')}`,
      ...(newId === undefined ? {} : { names: { '#number': 'number' } }),
      values: {
        ':one': 1,
        ...(lost.length === 0 ? {} : { ':lost': new Set(lost), ':most': TRIES_MAX }),
        ...(other.length === 0 ? {} : { ':other': new Set(other) }),
        ...(newId === undefined ? {} : { ':id': newId, ':number': number, ':queue': queue }),
      },
    },
    condition: conditions.length === 0 ? undefined : conditions.join(' AND '),
  };
}

/** Writes the summary of a case, and where its indexes show it. */
export function settlingOf(summary: LostCase, version: number, keptMs: number): Expression {
  const { status, closed, dueAtMs, overdueAtMs, id } = summary;
  const atMs = latestOf(summary);
  const isTimed = status === 'open' && dueAtMs !== undefined && overdueAtMs === undefined;
  const isKept = status === 'open' || closed === undefined;
  const set = {
    summary,
    monthPk: casesOf(status, new Date(atMs).toISOString().slice(0, 7)),
    monthSk: placeKey({ placeMs: atMs, id }),
    ...(isTimed ? { duePk: CASES_DUE, timerMs: dueAtMs } : {}),
    ...(isKept ? {} : { expiresAtSeconds: expiresAtSeconds(atMs + keptMs) }),
  };
  const removed = [...(isTimed ? [] : ['duePk', 'timerMs']), ...(isKept ? ['expiresAtSeconds'] : [])];
  const fields = Object.entries(set);
  return {
    expression: [
      `SET ${fields.map(([field]) => `${field} = :${field}`).join(', ')}`,
      ...(removed.length === 0 ? [] : [`REMOVE ${removed.join(', ')}`]),
    ].join(' '),
    values: { ':version': version, ...Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])) },
  };
}

/** By which a case is listed and kept: when its last call was lost, or when it was closed. */
export function latestOf({ status, lostAtMs, closed }: LostCase): number {
  return status === 'processed' && closed !== undefined ? closed.atMs : lostAtMs;
}

/** The partition of the `month` index that shows cases of a status. */
export function casesOf(status: LostCase['status'], month: string): string {
  return `CASE#${status}#${month}`;
}

/** A case read back from the table. Throws AdapterError when the item is none. */
export function markedFrom(item: Item): MarkedCase {
  const { number, queue, id, lostMarks, marks, version } = readItem(caseItemSchema, item, 'a case');
  return { number, queue, id, marks: [...(lostMarks ?? []), ...(marks ?? [])].map(markFrom), version };
}
