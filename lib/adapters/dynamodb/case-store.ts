import { TRIES_MAX, type CaseKey, type CaseMark, type LostCase } from '../../core/lost/case';
import { AdapterError } from '../../ports/adapter-error';
import type { CaseStore, MarkedCase } from '../../ports/case-store';
import type { PutOutcome } from '../../ports/stored';
import {
  addingOf,
  caseIdItem,
  caseKeyOf,
  CASES_DUE,
  latestOf,
  markedFrom,
  settlingOf,
  voidCaseIdItem,
} from './case-item';
import { casePage } from './case-pages';
import type { ChangeFeed } from './change-feed';
import { keySchema } from './index-schema';
import { openCases } from './open-cases';
import { readItem } from './read-item';
import type { TableClient } from './table-client';

/** Cases on the table, beside the callbacks of the same number: two sets of marks, and the summary that indexes show. */
export function createDynamoCaseStore(table: TableClient, keptMs: number, feed?: ChangeFeed): CaseStore {
  const lead = leading(table, keptMs);

  async function get(key: CaseKey): Promise<MarkedCase | undefined> {
    const item = await table.get(caseKeyOf(key));
    return item === undefined ? undefined : markedFrom(item);
  }

  /** What the case holds after marks were added; `conflict` where it is not there, or takes no more lost calls. */
  async function add(key: CaseKey, marks: readonly CaseMark[], newId?: string): Promise<MarkedCase | 'conflict'> {
    const { change, condition } = addingOf(key, marks, newId);
    const item = await table.updateReturning(caseKeyOf(key), change, { condition, returns: 'ALL_NEW' });
    return item === 'conflict' ? item : markedFrom(item);
  }

  async function mark(key: CaseKey, marks: readonly CaseMark[]): Promise<MarkedCase | undefined> {
    const marked = await add(key, marks);
    if (marked !== 'conflict') return marked;
    // Nothing but a lost call is refused by a case that is there.
    const found = marks.some(({ kind }) => kind === 'lost') ? await get(key) : undefined;
    return found === undefined || isFull(found) ? found : mark(key, marks);
  }

  async function open(key: CaseKey, marks: readonly CaseMark[], newId: string): Promise<MarkedCase> {
    const known = await add(key, marks);
    if (known !== 'conflict') return known;
    // The pointer first: one that leads nowhere is harmless, a case that nobody finds is not.
    await table.put(caseIdItem(newId, key, { latestMs: latestMarked(marks), keptMs }));
    const made = await add(key, marks, newId);
    const full = made === 'conflict' ? await get(key) : made;
    if (full === undefined) throw new AdapterError('dynamodb', { retryable: true, cause: new Error('a case is gone') });
    // Somebody else was faster. Nobody has been told of the new id, so that nobody misses what it led to.
    if (full.id !== newId) await table.put(voidCaseIdItem(newId, { latestMs: latestMarked(marks) }));
    return full;
  }

  async function settle(summary: LostCase, version: number): Promise<PutOutcome> {
    const key = caseKeyOf(summary);
    await lead(summary, version);
    const change = settlingOf(summary, version, keptMs);
    const condition = 'version = :version';
    if (feed === undefined) return table.update(key, change, condition);
    return feed.follow(key, async () => {
      const before = await table.updateReturning(key, change, { condition, returns: 'UPDATED_OLD' });
      return before === 'conflict' ? before : { before: { ...before, ...key }, after: { ...key, summary, version } };
    });
  }

  return {
    open,
    mark,
    settle,
    get,
    ofCaller: async (number) =>
      (
        await table.query({
          condition: 'pk = :pk AND begins_with(sk, :case)',
          values: { ':pk': `CALLER#${number}`, ':case': 'CASE#' },
        })
      ).map(markedFrom),
    keyOf: async (id) => {
      const pointer = await table.get({ pk: `ID#${id}`, sk: 'CASE' });
      if (pointer?.['number'] === undefined) return undefined;
      return readItem(keySchema, pointer, 'a pointer to a case');
    },
    page: (query, page) => casePage(table, query, page),
    stillOpen: (span, limit) => openCases(table, span, limit),
    due: async (nowMs, limit) =>
      (
        await table.query({
          index: 'due',
          condition: 'duePk = :due AND timerMs <= :now',
          values: { ':due': CASES_DUE, ':now': nowMs },
          limit,
        })
      ).map((item) => readItem(keySchema, item, 'a case that is due')),
  };
}

/** Writes how long the id of a case leads to it, where that changes. */
function leading(table: TableClient, keptMs: number) {
  return async (summary: LostCase, version: number): Promise<void> => {
    const isProcessed = summary.status === 'processed' && summary.closed !== undefined;
    if (summary.reopened > 0 || isProcessed) {
      const latestMs = latestOf(summary);
      const pointer = caseIdItem(summary.id, summary, { latestMs, keptMs, isProcessed });
      // Of two that settle at once the later version says how long the id leads to the case.
      await table.putIf(
        { ...pointer, settled: version },
        { expression: 'attribute_not_exists(settled) OR settled <= :version', values: { ':version': version } },
      );
    }
  };
}

/** It takes no more lost calls. */
function isFull({ marks }: MarkedCase): boolean {
  return marks.filter(({ kind }) => kind === 'lost').length >= TRIES_MAX;
}

/** The latest time that marks tell of. */
function latestMarked(marks: readonly CaseMark[]): number {
  return Math.max(
    0,
    ...marks.map((mark) => {
      if (mark.kind === 'lost') return mark.endedAtMs;
      return mark.kind === 'callback' ? mark.afterMs : mark.atMs;
    }),
  );
}
