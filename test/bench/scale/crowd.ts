import { factsOf, type Callback } from '../../../lib/core/callback/callback';
import type { Store } from '../../../lib/ports/store';
import { closed, dialing, noonMs, scheduled, waiting } from '../../support/builders/callbacks';
import { queueIds } from '../../support/builders/policies';

const HOUR_MS = 3_600_000;
const queueNames = Object.keys(queueIds);

/** As many as one pass looks after. */
const DUE = 25;

/** When those that are due fall due; until then no timer of the crowd has run out. */
export const dueAtMs = noonMs + HOUR_MS;

/** The contact of the dial that is answered. */
export const READY_CONTACT = 'dial-to-answer';

/** The heads have numbers of fiction; the others, never dialed, have more digits than any number. */
function numberOf(index: number): string {
  return index < 900 ? `+447700900${String(index).padStart(3, '0')}` : `+447700900${String(index).padStart(9, '0')}`;
}

const waitingTemplate = waiting({ inLineSinceMs: noonMs - HOUR_MS });

/** One of those who wait, by place. Whoever stands at the head does so in a crowd of every size. */
export function waitingAt(index: number): Callback {
  return {
    ...waitingTemplate,
    ...identity('W', index),
    placeMs: noonMs - 3 * HOUR_MS + index,
    // Deadlines in another order than places, by a minute.
    deadlineMs: noonMs + 48 * HOUR_MS + index + ((index * 7919) % 60_000),
  };
}

/** Promised for later, with places among the heads. */
function dueAt(index: number): Callback {
  const placeMs = noonMs - 3 * HOUR_MS + index;
  const number = numberOf(900 - 1 - index);
  return scheduled({ ...identity('S', 900 + index), number, cli: number, placeMs, dueAtMs, why: 'slot' });
}

function identity(kind: string, index: number) {
  const queue = queueNames[index % queueNames.length] ?? '';
  const id = `01JNB${kind}${String(index).padStart(20, '0')}`;
  const number = numberOf(index);
  return { id, queue, number, cli: number };
}

/** The first of the line while its dial rings. */
export function ringingHead(): Callback {
  return dialing({ ...factsOf(waitingAt(0)), contactId: READY_CONTACT, leaseUntilMs: noonMs + 75_000 });
}

/** What stands under the key of a callback when nobody is doing anything. */
export function atRest(callback: Callback): Callback {
  const index = Number(callback.id.slice(6));
  if (callback.id.startsWith('01JNBW')) return waitingAt(index);
  if (callback.id.startsWith('01JNBS')) return dueAt(index - 900);
  return closed({ ...factsOf(callback), archived: true, outcome: 'withdrawn' });
}

const AT_ONCE = 100;
const BLOCK = 1_000;

/** Stores so many who wait, those who are due later, and what a dial to answer needs. */
export async function fillStore(store: Store, waitingCount: number): Promise<void> {
  const { id: callbackId, number, queue } = waitingAt(0);
  const dial = { kind: 'dial', contactId: READY_CONTACT, callbackId, key: { number, queue }, attempt: 1 } as const;
  await store.contacts.remember(dial, noonMs);
  for (let index = 0; index < DUE; index += 1) await keep(store, dueAt(index));
  for (let from = 0; from < waitingCount; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, waitingCount - from);
    const batch = Array.from({ length: size }, (_, offset) => waitingAt(storedAs(from + offset, waitingCount)));
    await Promise.all(batch.map((callback) => keep(store, callback)));
  }
}

/** Who is stored at a turn: callers come by place, but not strictly, so they are mixed a thousand at a time. */
function storedAs(turn: number, waitingCount: number): number {
  const from = turn - (turn % BLOCK);
  const size = Math.min(BLOCK, waitingCount - from);
  // A prime that does not divide the size meets everybody once.
  const step = size % 619 === 0 ? 1 : 619;
  return from + (((turn - from) * step) % size);
}

async function keep(store: Store, callback: Callback): Promise<void> {
  const outcome = await store.callbacks.register(callback, 0);
  if (outcome !== 'stored') throw new Error(`${callback.id} meets another callback under its key`);
}
