import { numberToCall, type Callback } from '../../core/callback/callback';
import type { OldItem, OldKind, Restoration } from '../../ports/restoration';
import type { Store } from '../../ports/store';

/** What restoring stands on: `live` is the store on the live table. */
export interface RestoreDeps {
  readonly restoration: Restoration;
  readonly live: Pick<Store, 'callers' | 'history'>;
  readonly nowMs: number;
}

/** How an item of the restored table was found, or what became of it. */
export type Fate =
  /** Missing in the live table: brought back, where that is meant. */
  | 'missing'
  /** Something is under its key, as old or newer: left alone. */
  | 'there'
  /** An open callback that was served or closed since. */
  | 'ended'
  /** An open callback whose number is not to be called any more. */
  | 'not_to_be_called'
  /** An open callback that was requested later than was asked for. */
  | 'younger'
  /** Kept no longer: the live table has deleted it by itself, or is about to. */
  | 'expired'
  /** True of a moment only, of no known kind, or not to be read. */
  | 'left_out';

/** So many of each fate, by kind. */
export type RestoreCounts = Partial<Record<OldKind, Partial<Record<Fate, number>>>>;

/** Items that are looked at and written at once. */
const AT_ONCE = 16;

/**
 * Brings back what a restored table has and the live one has not; nothing is overwritten. Open callbacks come last, when whatever leads to
 * them is there: from then on they are dialed. Without `isMeant` it only counts. `seen` is told of each item.
 */
export async function restoreItems(
  deps: RestoreDeps,
  {
    isMeant,
    requestedBeforeMs,
    seen,
  }: { readonly isMeant: boolean; readonly requestedBeforeMs?: number; readonly seen: () => void },
): Promise<RestoreCounts> {
  const counts: RestoreCounts = {};
  const last: OldItem[] = [];
  const settle = async (item: OldItem): Promise<void> => {
    const fate = await fateOf(deps, item, requestedBeforeMs);
    // Somebody may have come first; then it is there.
    const isTaken = fate === 'missing' && isMeant && (await deps.restoration.bringBack(item)) === 'conflict';
    const counted = isTaken ? 'there' : fate;
    const ofKind = (counts[item.kind] ??= {});
    ofKind[counted] = (ofKind[counted] ?? 0) + 1;
    seen();
  };
  for await (const items of deps.restoration.pages()) {
    last.push(...items.filter(isLast));
    await eachOf(
      items.filter((item) => !isLast(item)),
      settle,
    );
  }
  await eachOf(last, settle);
  return counts;
}

function isLast({ callback }: OldItem): boolean {
  return callback !== undefined && callback.state !== 'closed';
}

async function eachOf(items: readonly OldItem[], act: (item: OldItem) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    await Promise.all(items.slice(from, from + AT_ONCE).map(act));
  }
}

async function fateOf(deps: RestoreDeps, item: OldItem, requestedBeforeMs = Number.POSITIVE_INFINITY): Promise<Fate> {
  const { kind, callback, expiresAtMs, isUnreadable } = item;
  if (kind === 'passing' || kind === 'unknown' || isUnreadable === true) return 'left_out';
  if (expiresAtMs !== undefined && expiresAtMs <= deps.nowMs) return 'expired';
  if (await deps.restoration.isThere(item)) return 'there';
  if (callback === undefined || callback.state === 'closed') return 'missing';
  if (callback.requestedAtMs >= requestedBeforeMs) return 'younger';
  if (await isOver(deps, callback)) return 'ended';
  return (await isUnwanted(deps, callback)) ? 'not_to_be_called' : 'missing';
}

/** Its copy says so, or the caller has talked with an agent of that queue since. */
async function isOver({ restoration, live }: RestoreDeps, callback: Callback): Promise<boolean> {
  if (await restoration.hasEnded(callback)) return true;
  const talks = await Promise.all(
    numbersOf(callback).map((number) => live.history.handledSince(number, callback.requestedAtMs)),
  );
  return talks.flat().some(({ queue }) => queue === callback.queue);
}

/** Whoever wishes not to be called, or is blocked, may have been erased since: that wish alone is kept then. */
async function isUnwanted({ live }: RestoreDeps, callback: Callback): Promise<boolean> {
  const profiles = await Promise.all(numbersOf(callback).map((number) => live.callers.get(number)));
  return profiles.some((profile) => profile?.optedOutAtMs !== undefined || profile?.blockedAtMs !== undefined);
}

function numbersOf(callback: Callback): readonly string[] {
  return [...new Set([callback.number, numberToCall(callback)])];
}
