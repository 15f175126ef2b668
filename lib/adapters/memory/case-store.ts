import { placeKey } from '../../core/callback/line-order';
import { canonical } from '../../core/lost/canonical';
import { TRIES_MAX, type CaseKey, type CaseMark, type LostCase } from '../../core/lost/case';
import type { CaseQuery, CaseStore, MarkedCase } from '../../ports/case-store';
import type { Change } from '../../ports/changes';
import { pageOf } from './paged-index';
import { createSortedIndex } from './sorted-index';
import { onShelf, type Shelf } from './shelf';

/** A case by its marks, lost calls apart from all else: only they are counted against the most that it takes. */
interface CaseItem {
  readonly key: CaseKey;
  readonly id: string;
  readonly lost: Map<string, CaseMark>;
  readonly other: Map<string, CaseMark>;
  version: number;
  summary?: LostCase;
}

/** Cases in maps, with the same indexes as the table has. */
export function createMemoryCaseStore(onChange?: (change: Change) => void, shelves: Shelf[] = []): CaseStore {
  const cases = new Map<string, CaseItem>();
  const keysOfNumber = new Map<string, readonly string[]>();
  const keyOfId = new Map<string, CaseKey>();
  const pages = { open: createSortedIndex<LostCase>(), processed: createSortedIndex<LostCase>() };
  const due = createSortedIndex<CaseKey>();

  function create({ number, queue }: CaseKey, id: string): CaseItem {
    const key = itemKey({ number, queue });
    const item = { key: { number, queue }, id, lost: new Map(), other: new Map(), version: 0 };
    cases.set(key, item);
    keysOfNumber.set(number, [...(keysOfNumber.get(number) ?? []), key].toSorted());
    keyOfId.set(id, item.key);
    return item;
  }

  shelves.push(caseShelf({ cases, keysOfNumber, keyOfId, unindex: (summary) => index(summary, 'remove') }));

  function index(summary: LostCase, verb: 'add' | 'remove'): void {
    const { number, queue, id, status, dueAtMs } = summary;
    pages[status][verb](placeKey({ placeMs: timeOf(summary), id }), summary);
    if (isTimed(summary)) due[verb](placeKey({ placeMs: dueAtMs ?? 0, id }), { number, queue });
  }

  return {
    open: async (key, marks, newId) => {
      const item = cases.get(itemKey(key)) ?? create(key, newId);
      add(item, marks);
      return markedFrom(item);
    },
    mark: async (key, marks) => {
      const item = cases.get(itemKey(key));
      if (item === undefined) return undefined;
      add(item, marks);
      return markedFrom(item);
    },
    settle: async (summary, version) => {
      const item = cases.get(itemKey(summary));
      if (item?.version !== version) return 'conflict';
      const before = item.summary;
      if (before !== undefined) index(before, 'remove');
      item.summary = summary;
      index(summary, 'add');
      if (onChange !== undefined && canonical(before) !== canonical(summary)) {
        onChange({ kind: 'case', ...(before === undefined ? {} : { before }), after: summary, version });
      }
      return 'stored';
    },
    get: async (key) => {
      const item = cases.get(itemKey(key));
      return item === undefined ? undefined : markedFrom(item);
    },
    ofCaller: async (number) =>
      (keysOfNumber.get(number) ?? []).flatMap((key) => {
        const item = cases.get(key);
        return item === undefined ? [] : [markedFrom(item)];
      }),
    keyOf: async (id) => keyOfId.get(id),
    page: async (query, page) => {
      const from = placeKey({ placeMs: query.fromMs, id: '' });
      const before = placeKey({ placeMs: query.toMs, id: '' });
      const range = { from, before, isLastFirst: true, wants: (summary: LostCase) => isAskedFor(summary, query) };
      return pageOf(pages[query.status], range, page);
    },
    stillOpen: async ({ fromMs, toMs }, limit) => {
      const from = placeKey({ placeMs: startOfMonth(fromMs, 0), id: '' });
      const before = placeKey({ placeMs: startOfMonth(toMs, 1), id: '' });
      return pages.open.between({ from, before }, limit).map(({ value: { queue, lostAtMs } }) => ({ queue, lostAtMs }));
    },
    due: async (nowMs, limit) => due.first(limit, placeKey({ placeMs: nowMs, id: '\uffff' })),
  };
}

/** What is kept of people's cases. */
function caseShelf({
  cases,
  keysOfNumber,
  keyOfId,
  unindex,
}: {
  readonly cases: Map<string, CaseItem>;
  readonly keysOfNumber: Map<string, readonly string[]>;
  readonly keyOfId: Map<string, CaseKey>;
  readonly unindex: (summary: LostCase) => void;
}): Shelf {
  function drop(key: string, { summary, key: { number } }: CaseItem): void {
    if (summary !== undefined) unindex(summary);
    cases.delete(key);
    const others = (keysOfNumber.get(number) ?? []).filter((one) => one !== key);
    keysOfNumber.set(number, others);
  }

  return {
    under: (number) =>
      (keysOfNumber.get(number) ?? []).flatMap((key) => {
        const queue = cases.get(key)?.key.queue;
        return queue === undefined ? [] : [{ kind: 'case', number, queue } as const];
      }),
    find: (thing) => {
      if (thing.kind === 'case_id') return onShelf(keyOfId.has(thing.id), () => void keyOfId.delete(thing.id));
      if (thing.kind !== 'case') return undefined;
      const item = cases.get(itemKey(thing));
      return item === undefined ? undefined : { drop: () => drop(itemKey(thing), item) };
    },
  };
}

/** Each write of marks is one version more, whether they are new or not; a case that is full takes no lost calls. */
function add(item: CaseItem, marks: readonly CaseMark[]): void {
  if (item.lost.size >= TRIES_MAX && marks.some((mark) => mark.kind === 'lost')) return;
  for (const mark of marks) (mark.kind === 'lost' ? item.lost : item.other).set(canonical(mark), mark);
  item.version += 1;
}

function markedFrom({ key, id, lost, other, version }: CaseItem): MarkedCase {
  return { ...key, id, marks: [...lost.values(), ...other.values()], version };
}

function isAskedFor({ queue, reason, customer, closed }: LostCase, query: CaseQuery): boolean {
  if (query.queue !== undefined && query.queue !== queue) return false;
  if (query.reason !== undefined && query.reason !== reason) return false;
  return query.agent === undefined || query.agent === customer?.agentId || query.agent === closed?.by;
}

/** By which a case is listed: when its last call was lost, or when it was closed. */
function timeOf({ status, lostAtMs, closed }: LostCase): number {
  return status === 'processed' && closed !== undefined ? closed.atMs : lostAtMs;
}

function isTimed({ status, dueAtMs, overdueAtMs }: LostCase): boolean {
  return status === 'open' && dueAtMs !== undefined && overdueAtMs === undefined;
}

/** When the month of an instant begins, or one so many months later. UTC, as the table's own months. */
function startOfMonth(atMs: number, later: number): number {
  const at = new Date(atMs);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later);
}

function itemKey({ number, queue }: CaseKey): string {
  return `${number}#${queue}`;
}
