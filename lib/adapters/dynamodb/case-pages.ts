import { placeKey } from '../../core/callback/line-order';
import type { LostCase } from '../../core/lost/case';
import type { CaseQuery } from '../../ports/case-store';
import { unreadable, type Page } from '../../ports/page';
import { casesOf } from './case-item';
import { parseSummary } from './case-schema';
import { cursorFrom, cursorTo, type PageAsk } from './month-pages';
import type { TableClient, TableQuery } from './table-client';

/** A page costs no more, however few of the cases it goes through are asked for. */
const QUERIES_MAX = 3;

/** Settled cases, the latest first: backwards through the months, each a partition. */
export async function casePage(
  table: TableClient,
  query: CaseQuery,
  { limit, next }: PageAsk,
): Promise<Page<LostCase>> {
  const from = placeKey({ placeMs: query.fromMs, id: '' });
  const items: LostCase[] = [];
  const filter = filterOf(query);
  const end = placeKey({ placeMs: query.toMs, id: '' });
  const cursor = next === undefined ? end : cursorTo(next);
  if (cursor === undefined) return unreadable;
  // All that is yet to be read sorts before this; a cursor may be of later days.
  let before = cursor < end ? cursor : end;
  for (let queries = 0; before > from; queries += 1) {
    if (queries === QUERIES_MAX) return { items, next: cursorFrom(before) };
    const month = monthBefore(before);
    const found = await table.page({
      index: 'month',
      condition: 'monthPk = :month AND monthSk BETWEEN :from AND :to',
      filter: filter.filter,
      names: filter.names,
      values: {
        ':month': casesOf(query.status, month.name),
        ':from': from > month.start ? from : month.start,
        ':to': justBefore(before),
        ...filter.values,
      },
      isLastFirst: true,
      // What a filter leaves out counts as read: only without one is the limit that of the page.
      limit: filter.filter === undefined ? limit - items.length : undefined,
    });
    for (const item of found.items) {
      items.push(parseSummary(item['summary']));
      if (items.length === limit) return { items, next: cursorFrom(String(item['monthSk'])) };
    }
    before = found.end === undefined ? month.start : String(found.end['monthSk']);
  }
  return { items };
}

/** What the engine looks at in each case that it goes through. */
function filterOf({ queue, reason, agent }: CaseQuery): Pick<TableQuery, 'filter' | 'names'> & {
  readonly values: TableQuery['values'];
} {
  const asked = [
    { value: queue, name: 'queue', test: '#summary.#queue = :queue' },
    { value: reason, name: 'reason', test: '#summary.#reason = :reason' },
    { value: agent, name: 'agent', test: '(#summary.#customer.#agentId = :agent OR #summary.#closed.#by = :agent)' },
  ].filter(({ value }) => value !== undefined);
  if (asked.length === 0) return { values: {} };
  const tests = asked.map(({ test }) => test).join(' AND ');
  const named = [...new Set(tests.match(/#\w+/g))];
  return {
    filter: tests,
    names: Object.fromEntries(named.map((name) => [name, name.slice(1)])),
    values: Object.fromEntries(asked.map(({ name, value }) => [`:${name}`, value])),
  };
}

/** The month of the last instant that sorts before a key, and the key with which it begins. */
function monthBefore(key: string): { readonly name: string; readonly start: string } {
  const [time = '', id = ''] = key.split('#', 2);
  const name = new Date(id === '' ? Number(time) - 1 : Number(time)).toISOString().slice(0, 7);
  return { name, start: placeKey({ placeMs: Date.parse(name), id: '' }) };
}

/** The last of all texts that sort before one: the table knows no range without its end. */
function justBefore(key: string): string {
  return `${key.slice(0, -1)}${String.fromCharCode(key.charCodeAt(key.length - 1) - 1)}\uffff`;
}
