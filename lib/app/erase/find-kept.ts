import type { Callback } from '../../core/callback/callback';
import { isNamedIn } from '../../core/callback/without-number';
import type { Policy } from '../../core/policy/policy';
import type { Clock } from '../../ports/clock';
import type { Erasure, KeptThing, Span } from '../../ports/erasure';
import type { Store } from '../../ports/store';
import { findContacts } from './find-contacts';

/** What erasing stands on. */
export interface EraseDeps {
  readonly store: Store;
  readonly erasure: Erasure;
  readonly clock: Clock;
  readonly policy: Policy;
  /** Calls and closed callbacks of this long ago may still be kept. */
  readonly lookBackMs: number;
}

const DAY_MS = 86_400_000;

/** Agents and holders are read whole: more than this hold in no queue. */
const HOLDERS_MAX = 10_000;

/** What is kept of a person. */
export interface FoundKept {
  /** Those that the person has now, open or closed. */
  readonly callbacks: readonly Callback[];
  readonly things: readonly KeptThing[];
  /** Sightings of the person's calls in queues. */
  readonly holding: readonly { readonly queue: string; readonly contactId: string; readonly sinceMs: number }[];
  /** Places in slots that open callbacks keep. */
  readonly slots: readonly { readonly queue: string; readonly startMs: number; readonly callbackId: string }[];
  /** What is kept of others and names the person's number. */
  readonly others: OthersNaming;
  /** When the person was last on the telephone, as far as is known; 0 where nothing is. */
  readonly latestMs: number;
}

/** Callbacks and calls of other people that name a number. */
export interface OthersNaming {
  /** As they are now. */
  readonly callbacks: readonly Callback[];
  /** Copies of closed ones, by id, some of which are what their callbacks are now. */
  readonly copies: readonly Callback[];
  readonly callIds: readonly string[];
}

/** Finds all that is kept under a number or names it: by key, and in the days and months for which things are kept. */
export async function findKept(deps: EraseDeps, number: string): Promise<FoundKept> {
  const { store, erasure, clock } = deps;
  const nowMs = clock.nowMs();
  const span: Span = { fromMs: nowMs - deps.lookBackMs, toMs: nowMs + DAY_MS };
  const [under, current, closed, callIds, cases] = await Promise.all([
    erasure.under(number),
    store.callbacks.ofCaller(number),
    erasure.closedNaming(number, span),
    erasure.callsOf(number, span),
    store.cases.ofCaller(number),
  ]);
  const closedIds = under.flatMap((one) => (one.kind === 'closed_callback' ? [one.id] : []));
  const copies = (
    await Promise.all([...new Set([...closed.map(({ id }) => id), ...closedIds])].map((id) => store.callbacks.find(id)))
  ).filter((copy) => copy !== undefined);
  const now = current.map(({ value }) => value);
  const callbacks = now.filter((one) => one.number === number);
  const own = [...callbacks, ...copies.filter((copy) => copy.number === number)];
  const contacts = await findContacts(deps, number, { callbacks: [...now, ...copies], under, cases, callIds });
  const marks = cases.flatMap((one) => one.marks);
  const things: readonly KeptThing[] = [
    ...callbacks.map((one): KeptThing => ({ kind: 'callback', number, queue: one.queue })),
    ...own.flatMap(aliasesOf),
    ...[...own.map(({ id }) => id), ...closedIds, ...marks.flatMap(callbackIdIn)].map((id): KeptThing => ({
      kind: 'callback_id',
      id,
    })),
    ...own.map(({ id }): KeptThing => ({ kind: 'closed_callback', number, id })),
    ...cases.map(({ id }): KeptThing => ({ kind: 'case_id', id })),
    ...contacts.things,
    ...(await claimsOf(deps, contacts.ids)),
    { kind: 'dial_guard', number },
    ...under,
  ];
  return {
    callbacks,
    things: await thoseThere(erasure, things),
    holding: await holdingOf(deps, contacts.ids),
    slots: callbacks.flatMap(({ queue, slotMs, id, state }) =>
      slotMs === undefined || state === 'closed' ? [] : [{ queue, startMs: slotMs, callbackId: id }],
    ),
    others: othersNaming(number, { now, copies, callIds: contacts.otherCallIds }),
    latestMs: Math.max(contacts.latestMs, await latestKnown(deps, number, { own, under })),
  };
}

function othersNaming(
  number: string,
  found: {
    readonly now: readonly Callback[];
    readonly copies: readonly Callback[];
    readonly callIds: readonly string[];
  },
): OthersNaming {
  const copies = found.copies.filter((copy) => isNamedIn(copy, number));
  const isCopied = ({ id }: Callback) => copies.some((copy) => copy.id === id);
  const callbacks = found.now.filter((one) => isNamedIn(one, number) && !isCopied(one));
  return { callbacks, copies, callIds: found.callIds };
}

/** When a dial, a call or a conversation of the person was, beside what is known of calls themselves. */
async function latestKnown(
  { store }: EraseDeps,
  number: string,
  { own, under }: { readonly own: readonly Callback[]; readonly under: readonly KeptThing[] },
): Promise<number> {
  const rows = under.flatMap((one) => (one.kind === 'lost_call' || one.kind === 'handled_call' ? [one.atMs] : []));
  const dials = own.flatMap(({ past }) => past.map(({ atMs }) => atMs));
  return Math.max(0, (await store.callers.lastCall(number))?.atMs ?? 0, ...rows, ...dials);
}

/** What leads to a callback from other numbers. */
function aliasesOf({ number, queue, cli, callNumber }: Callback): readonly KeptThing[] {
  const to = { number, queue };
  return [
    ...(cli === number ? [] : [{ kind: 'alias', from: cli, to, isNamed: false } as const]),
    ...(callNumber === undefined ? [] : [{ kind: 'alias', from: callNumber, to, isNamed: true } as const]),
  ];
}

/** A case keeps the id of its callback before that is registered, which may never come to be. */
function callbackIdIn(mark: { readonly kind: string; readonly callbackId?: string }): readonly string[] {
  return mark.kind === 'callback' && mark.callbackId !== undefined ? [mark.callbackId] : [];
}

async function claimsOf({ store, policy }: EraseDeps, ids: ReadonlySet<string>): Promise<readonly KeptThing[]> {
  const pools = [...new Set(policy.queues.map(({ pool }) => pool))];
  const claims = pools.map(async (pool) =>
    (await store.pools.claims(pool))
      .filter(({ contactId }) => ids.has(contactId))
      .map(({ agentId }): KeptThing => ({ kind: 'claim', pool, agentId })),
  );
  return (await Promise.all(claims)).flat();
}

async function holdingOf({ store, policy }: EraseDeps, ids: ReadonlySet<string>): Promise<FoundKept['holding']> {
  const holding = policy.queues.map(async ({ name: queue }) =>
    (await store.pools.holding(queue, HOLDERS_MAX, 0))
      .filter(({ contactId }) => ids.has(contactId))
      .map((holder) => ({ queue, ...holder })),
  );
  return (await Promise.all(holding)).flat();
}

async function thoseThere(erasure: Erasure, things: readonly KeptThing[]): Promise<readonly KeptThing[]> {
  const distinct = [...new Map(things.map((thing) => [JSON.stringify(thing), thing])).values()];
  const there = await Promise.all(distinct.map((thing) => erasure.isThere(thing)));
  return distinct.filter((_, index) => there[index] === true);
}
