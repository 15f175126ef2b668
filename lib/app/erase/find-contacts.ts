import type { Callback } from '../../core/callback/callback';
import { callerNumberOf, numbersOf } from '../../core/lost/judge-call';
import type { Segment } from '../../core/lost/call-facts';
import type { CallEntry } from '../../ports/call-store';
import type { MarkedCase } from '../../ports/case-store';
import type { KeptThing } from '../../ports/erasure';
import type { EraseDeps } from './find-kept';

/** What leads to a person's contacts and calls. */
export interface Leads {
  readonly callbacks: readonly Callback[];
  readonly under: readonly KeptThing[];
  readonly cases: readonly MarkedCase[];
  /** Of calls that are over. */
  readonly callIds: readonly string[];
}

/** A person's contacts and calls, and other people's calls that name the number. */
export interface FoundContacts {
  /** Of the person's contacts, remembered or not: agents may be kept for them, and queues hold them. */
  readonly ids: ReadonlySet<string>;
  readonly things: readonly KeptThing[];
  readonly otherCallIds: readonly string[];
  /** The latest that is known of any of these calls; 0 where nothing is. */
  readonly latestMs: number;
}

/** Finds contacts and calls by all that leads to them. */
export async function findContacts(deps: EraseDeps, number: string, leads: Leads): Promise<FoundContacts> {
  const { store, erasure } = deps;
  const ids = new Set([
    ...leads.callIds,
    ...(await erasure.latestOf(number)),
    ...leads.callbacks.flatMap((callback) => idsIn(callback, number)),
    ...leads.under.flatMap(idsUnder),
    ...leads.cases.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'lost' ? [mark.callId] : []))),
  ]);
  const calls = new Map<string, CallEntry>();
  for (const id of ids) {
    const call = (await store.calls.get(id))?.value;
    if (call === undefined) continue;
    calls.set(id, call);
    for (const { contactId } of call.facts.segments) ids.add(contactId);
  }
  const isOf = (call: CallEntry) => whose(deps, call) === number;
  const ownCalls = [...calls].filter(([, call]) => isOf(call));
  const otherCalls = [...calls].filter(([, call]) => !isOf(call));
  const own: KeptThing[] = [];
  for (const id of ids) {
    const is = await whoseContact(deps, number, id);
    if (is === 'own') own.push({ kind: 'contact', id });
    if (is === 'other') ids.delete(id);
  }
  for (const [, { facts }] of otherCalls) for (const { contactId } of facts.segments) ids.delete(contactId);
  return {
    ids,
    things: [...own, ...ownCalls.map(([id]): KeptThing => ({ kind: 'call', id }))],
    otherCallIds: otherCalls.filter(([, { facts }]) => numbersOf(facts, deps.policy).has(number)).map(([id]) => id),
    latestMs: Math.max(0, ...ownCalls.flatMap(([, { facts }]) => facts.segments.flatMap(timesOf))),
  };
}

/** Of the call during which the person asked for a callback. */
function idsIn({ cli, requestContactId }: Callback, number: string): readonly string[] {
  return cli === number ? [requestContactId] : [];
}

function idsUnder(thing: KeptThing): readonly string[] {
  const { kind } = thing;
  return kind === 'lost_call' || kind === 'handled_call' || kind === 'contact_row' ? [thing.id] : [];
}

/** Another person may have asked that this number be called: what they rang in as is theirs. */
async function whoseContact({ store }: EraseDeps, number: string, id: string): Promise<'own' | 'other' | 'unknown'> {
  const contact = await store.contacts.get(id);
  const known = contact?.kind === 'inbound' ? contact.number : contact?.key.number;
  if (known === undefined) return 'unknown';
  return known === number ? 'own' : 'other';
}

/** Of one that nobody has said the kind of, whatever number is told first is its caller's. */
function whose({ policy }: EraseDeps, { facts, judged }: CallEntry): string | undefined {
  return judged?.number ?? callerNumberOf(facts, policy) ?? [...numbersOf(facts, policy)][0];
}

function timesOf({ told, record }: Segment): readonly number[] {
  return [told, record]
    .flatMap((one) => [one?.initiatedAtMs, one?.connectedToAgentAtMs, one?.disconnectedAtMs])
    .filter((time) => time !== undefined);
}
