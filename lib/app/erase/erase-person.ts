import { err, ok, type Result } from '../../core/result';
import type { KeptThing } from '../../ports/erasure';
import { contactOnLine } from '../lost/call-on-line';
import { cutNumber } from './cut-number';
import { findKept, type EraseDeps, type FoundKept } from './find-kept';
import { isUnderWay } from './is-live';
import { putAside } from './put-aside';

/** What is counted beside the things that an engine takes away; `other_`: of other people, and only the number goes. */
type CountedBeside = 'holding' | 'slot' | 'other_callback' | 'other_copy' | 'other_call';

/** How many things of each kind; a kind of which there are none is left out. */
export type KeptCounts = Readonly<Partial<Record<KeptThing['kind'] | CountedBeside, number>>>;

/** `keptOptOut`: the wish not to be called, or a block, stays, and nothing else of the profile. */
export interface Erased {
  readonly counts: KeptCounts;
  readonly keptOptOut: boolean;
  /** Until then the person was on the telephone too short a time ago; absent where that is past. */
  readonly restsUntilMs?: number;
}

/** Why nothing is erased now. `just_called`: what is still to be told of the call would be kept again. */
export type EraseRefusal =
  | { readonly code: 'dial_live' | 'on_the_line' }
  | { readonly code: 'just_called'; readonly untilMs: number };

/** Whether to erase or only to say what would be, whether the wish not to be called goes too, and whether to wait for news. */
export interface EraseAsk {
  readonly isMeant: boolean;
  readonly forgetsOptOut: boolean;
  /** Also right after a call. */
  readonly isNow: boolean;
}

/** Events, and nearly all records, of a call have come by then. */
const REST_MS = 3_600_000;

/**
 * Takes away everything that is kept of a number. What is found by other things goes before them, so that it is found again when
 * this is run again after a fault. Nobody is dialed meanwhile, and of other people's things only the number goes.
 */
export async function erasePerson(
  deps: EraseDeps,
  number: string,
  { isMeant, forgetsOptOut, isNow }: EraseAsk,
): Promise<Result<Erased, EraseRefusal>> {
  const found = await findKept(deps, number);
  const refusal = await refusalOf(deps, number, found);
  if (refusal !== undefined) return err(refusal);
  const untilMs = found.latestMs + REST_MS;
  const isResting = untilMs > deps.clock.nowMs();
  if (isMeant && isResting && !isNow) return err({ code: 'just_called', untilMs });
  const profile = await deps.store.callers.get(number);
  const isWished = profile?.optedOutAtMs !== undefined || profile?.blockedAtMs !== undefined;
  const keptOptOut = isWished && !forgetsOptOut;
  const things = keptOptOut ? await withoutProfile(deps, number, found.things) : found.things;
  const told = { keptOptOut, ...(isResting ? { restsUntilMs: untilMs } : {}) };
  if (!isMeant) return ok({ counts: countsOf({ ...found, things }), ...told });
  const removed = await erase(deps, number, { ...found, things });
  if (removed === 'live') return err({ code: 'dial_live' });
  return ok({ counts: countsOf({ ...found, things: removed }), ...told });
}

/** What was taken away; `live`: a dial has begun since it was looked. */
async function erase(deps: EraseDeps, number: string, found: FoundKept): Promise<readonly KeptThing[] | 'live'> {
  for (const callback of found.callbacks) if ((await putAside(deps, callback)) === 'live') return 'live';
  if ((await cutNumber(deps, number, found.others)) === 'live') return 'live';
  for (const { queue, ...holder } of found.holding) await deps.store.pools.holdsNoMore(queue, holder);
  for (const { callbackId, ...slot } of found.slots) await deps.store.slots.leave(slot, callbackId);
  const removed: KeptThing[] = [];
  for (const thing of found.things.toSorted((a, b) => ranks[a.kind] - ranks[b.kind])) {
    const outcome = await deps.erasure.remove(thing);
    if (outcome === 'live') return 'live';
    if (outcome === 'removed') removed.push(thing);
  }
  return removed;
}

/** Of a profile with a wish that stays only the rest goes. */
async function withoutProfile(
  { erasure }: EraseDeps,
  number: string,
  things: readonly KeptThing[],
): Promise<readonly KeptThing[]> {
  const language: KeptThing = { kind: 'language', number };
  const others = things.filter(({ kind }) => kind !== 'profile');
  return (await erasure.isThere(language)) ? [...others, language] : others;
}

async function refusalOf(
  deps: EraseDeps,
  number: string,
  { callbacks: own, others, things }: FoundKept,
): Promise<EraseRefusal | undefined> {
  const { store, clock } = deps;
  const callbacks = [...own, ...others.callbacks];
  if (callbacks.some(isUnderWay)) return { code: 'dial_live' };
  const holder = (await store.guards.get(number))?.value.holder;
  if (holder !== undefined && holder.leaseUntilMs > clock.nowMs()) return { code: 'dial_live' };
  if (callbacks.some(({ state }) => state === 'held')) return { code: 'on_the_line' };
  const lost = things.flatMap((one) => (one.kind === 'lost_call' ? [one.id] : [])).toReversed();
  const contactId = await contactOnLine(deps, number, lost);
  return contactId === undefined ? undefined : { code: 'on_the_line' };
}

/** In which order things go: each before those by which it is found. What is under the number itself is found without any. */
const ranks: Readonly<Record<KeptThing['kind'], number>> = {
  claim: 0,
  contact: 1,
  call: 2,
  alias: 3,
  callback_id: 3,
  case_id: 3,
  dial_guard: 3,
  callback: 4,
  closed_callback: 5,
  contact_row: 5,
  lost_call: 5,
  handled_call: 5,
  case: 5,
  last_call: 5,
  sms_turn: 5,
  language: 5,
  profile: 5,
};

function countsOf({ things, holding, slots, others }: Pick<FoundKept, 'things' | 'holding' | 'slots' | 'others'>) {
  const kinds: readonly (KeptThing['kind'] | CountedBeside)[] = [
    ...things.map(({ kind }) => kind),
    ...holding.map(() => 'holding' as const),
    ...slots.map(() => 'slot' as const),
    ...others.callbacks.map(() => 'other_callback' as const),
    ...others.copies.map(() => 'other_copy' as const),
    ...others.callIds.map(() => 'other_call' as const),
  ];
  const counts = new Map<(typeof kinds)[number], number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const told: KeptCounts = Object.fromEntries(counts);
  return told;
}
