import { isDeepStrictEqual } from 'node:util';
import { tableDefinition, type IndexDefinition } from '../../lib/adapters/dynamodb/table';
import { bytesOf, writeUnits, type Attributes } from './item-size';

/** An item before and after a write; undefined where there is none. A write that was refused has the same on both sides. */
export interface Written {
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
}

/** What a write costs: the table's own item, and each index that it changes. */
export interface WriteCharge {
  readonly base: number;
  readonly indexes: Readonly<Record<string, number>>;
}

/**
 * What a write costs, by the rules of the Developer Guide ("Read and write operations", "Global secondary indexes", write
 * considerations): the larger of the item before and after, also of a write whose condition failed; an index costs nothing
 * where what it shows is the same, and twice where its key changes. The contract with DynamoDB Local is in the tests.
 */
export function chargeOf({ before, after }: Written): WriteCharge {
  const larger = Math.max(before === undefined ? 0 : bytesOf(before), after === undefined ? 0 : bytesOf(after));
  const charged = tableDefinition.indexes.flatMap((index) => {
    const units = indexUnits(shownBy(index, before), shownBy(index, after), index);
    return units === 0 ? [] : [[index.name, units] as const];
  });
  return { base: writeUnits(larger), indexes: Object.fromEntries(charged) };
}

/** What an index shows of an item; nothing of one that lacks a key of it. */
function shownBy(index: IndexDefinition, item: Attributes | undefined): Attributes | undefined {
  const keys = [index.partitionKey, index.sortKey.name];
  if (item === undefined || keys.some((key) => item[key] === undefined)) return undefined;
  const names = [tableDefinition.partitionKey, tableDefinition.sortKey, ...keys, ...index.include];
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}

function indexUnits(before: Attributes | undefined, after: Attributes | undefined, index: IndexDefinition): number {
  if (before === undefined && after === undefined) return 0;
  if (before === undefined || after === undefined) return writeUnits(bytesOf(before ?? after ?? {}));
  if (isDeepStrictEqual(before, after)) return 0;
  const isMoved = [index.partitionKey, index.sortKey.name].some((key) => before[key] !== after[key]);
  const [old, next] = [writeUnits(bytesOf(before)), writeUnits(bytesOf(after))];
  return isMoved ? old + next : Math.max(old, next);
}
