import type { Callback, CallbackIn, Closed } from '../../core/callback/callback';
import type { CallbackKey, CallbackStore } from '../../ports/callback-store';
import type { PutOutcome, Stored } from '../../ports/stored';
import {
  aliasItem,
  callAliasItem,
  callbackItem,
  callbackKeyOf,
  closedIn,
  closedItem,
  idItem,
  voidIdItem,
} from './callback-item';
import { parseCallback } from './callback-schema';
import type { ChangeFeed } from './change-feed';
import { indexReads } from './index-reads';
import { keySchema, versionSchema } from './index-schema';
import { monthPage } from './month-pages';
import { unreadable } from './read-item';
import type { Item, TableClient } from './table-client';

/** Callbacks on the table: one conditional write an operation, lines and timers read from indexes. */
export function createDynamoCallbackStore(table: TableClient, keptMs: number, feed?: ChangeFeed): CallbackStore {
  function put(callback: Callback, expectedVersion: number): Promise<PutOutcome> {
    const item = callbackItem(callback, keptMs);
    if (feed === undefined) return table.putVersion(item, expectedVersion);
    return feed.follow(item, () => table.exchange(item, expectedVersion));
  }

  async function get(key: CallbackKey): Promise<Stored<Callback> | undefined> {
    const item = await table.get(callbackKeyOf(key));
    return item === undefined ? undefined : storedFrom(item);
  }

  async function find(id: string): Promise<Callback | undefined> {
    const pointer = await table.get({ pk: `ID#${id}`, sk: 'ID' });
    if (pointer?.['number'] === undefined) return undefined;
    const key = keySchema.parse(pointer);
    const current = await get(key);
    if (current?.value.id === id) return current.value;
    const copy = await table.get({ pk: `CALLER#${key.number}`, sk: `CLOSED#${id}` });
    return copy === undefined ? undefined : closedFrom(copy);
  }

  async function ofCaller(number: string): Promise<readonly Stored<Callback>[]> {
    // ALIAS# and CALLBACK# are neighbours under a caller, so one query reads both and nothing else.
    const items = await table.query({
      condition: 'pk = :pk AND sk BETWEEN :from AND :to',
      values: { ':pk': `CALLER#${number}`, ':from': 'ALIAS#', ':to': 'CALLBACK#\uffff' },
    });
    const own = items.filter((item) => String(item['sk']).startsWith('CALLBACK#')).map(storedFrom);
    const aliases = items
      .filter((item) => String(item['sk']).startsWith('ALIAS#'))
      .map((item) => keySchema.parse(item));
    const keys = new Map(aliases.map((key) => [`${key.number} ${key.queue}`, key]));
    const others = await Promise.all([...keys.values()].map(get));
    return [...own, ...others.filter((stored) => stored !== undefined).filter(({ value }) => isOf(number, value))];
  }

  async function register(callback: Callback, expectedVersion: number): Promise<PutOutcome> {
    // Pointers first: one that leads nowhere is harmless, a callback nobody finds is not.
    await table.put(idItem(callback, keptMs));
    if (callback.cli !== callback.number) await table.put(aliasItem(callback, keptMs));
    const outcome = await put(callback, expectedVersion);
    if (outcome === 'conflict') await leadNowhere(callback);
    return outcome;
  }

  /**
   * The id of a callback that did not come to be names nobody any longer. It is new with each request, so that nobody else
   * writes it: one that is nowhere to be found never was. A case keeps the id of its callback, which others may register at
   * this moment: that one stays. So does an alias, which may be the winner's as well.
   */
  async function leadNowhere(callback: Callback): Promise<void> {
    if (callback.origin !== 'requested' || (await find(callback.id)) !== undefined) return;
    await table.put(voidIdItem(callback));
  }

  return {
    get,
    find,
    ofCaller,
    register,
    alias: (number, callback) => table.put(callAliasItem(number, callback, keptMs)),
    put,
    archive: async (callback, version) => {
      await table.putIf(
        { ...closedItem(callback, keptMs), copyVersion: version },
        { expression: 'attribute_not_exists(pk) OR copyVersion <= :version', values: { ':version': version } },
      );
    },
    closedOf: async (outcome, month, ask) => {
      const page = await monthPage(table, closedIn(outcome, month), ask, { isLastFirst: false, fromMs: ask.fromMs });
      return { ...page, items: page.items.map(closedFrom) };
    },
    ...indexReads(table),
  };
}

/** An alias only points: whether a number still leads to a callback, the callback says. */
function isOf(number: string, callback: Callback): boolean {
  return callback.number !== number && (callback.cli === number || callback.callNumber === number);
}

function closedFrom(item: Item): CallbackIn<Closed> {
  const callback = parseCallback(item['copy']);
  if (callback.state !== 'closed') throw unreadable('an item is not a closed callback');
  return callback;
}

function storedFrom(item: Item): Stored<Callback> {
  return { value: parseCallback(item), version: versionSchema.parse(item).version };
}
