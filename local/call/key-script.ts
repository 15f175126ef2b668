import { err, ok, type Result } from '../../lib/core/result';

/**
 * What a caller does at one prompt that wants keys: presses one or several, lets its time pass, or hangs up. `answer`
 * and `decline` are for a telephone that rings.
 */
export type KeyItem =
  | { readonly kind: 'keys'; readonly keys: string }
  | { readonly kind: 'wait' | 'hangup' | 'answer' | 'decline' };

const words = ['wait', 'hangup', 'answer', 'decline'] as const;

const allowed =
  'allowed is a key (0-9, * or #), digits such as 01632960124#, wait, hangup, or with --stay answer, decline';

/** Reads the items of a script; an error names the first one that is none. */
export function readKeyItems(items: readonly string[], isStaying: boolean): Result<readonly KeyItem[], string> {
  if (items.length === 0) return err(`there is no item; ${allowed}`);
  const read: KeyItem[] = [];
  for (const item of items) {
    const word = words.find((one) => one === item);
    if (word === undefined && !/^[0-9*#]{1,30}$/.test(item)) return err(`got ${JSON.stringify(item)}; ${allowed}`);
    if (!isStaying && (word === 'answer' || word === 'decline')) {
      return err(`${word} needs --stay: only a telephone that stays is called back`);
    }
    read.push(word === undefined ? { kind: 'keys', keys: item } : { kind: word });
  }
  return ok(read);
}

/** An item as it was written. */
export function writeKeyItem(item: KeyItem): string {
  return item.kind === 'keys' ? item.keys : item.kind;
}
