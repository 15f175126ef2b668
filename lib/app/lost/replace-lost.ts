import type { Callback } from '../../core/callback/callback';
import { closeCases } from './close-cases';
import { endForLost, type EndLostDeps } from './end-lost-callback';
import { orNote } from './or-note';

/** Who asks for a callback, and for which. */
export interface Asker {
  readonly queue: string;
  readonly number: string;
  /** Rung from; undefined where it is hidden. Whoever keys in somebody else's number does not get that one's place. */
  readonly cli: string | undefined;
}

/** Callbacks for lost calls, as one who now asks for a callback in a queue meets them. */
export interface LostMet {
  /** To be replaced by what is asked for now: nobody is dialed for them. */
  readonly toReplace: readonly Callback[];
  /** The asker's own whose dial is ending, after which they end: they are replaced already. */
  readonly ending: readonly Callback[];
  /** Of the same queue, being dialed, or with its caller on the line: it becomes what was asked for. */
  readonly underWay: Callback | undefined;
}

/**
 * Of a caller's open callbacks those for calls that were lost in this queue, or that this queue calls back, and the one that
 * has the key which the request needs, whosoever it is.
 */
export function lostMet(callbacks: readonly Callback[], asker: Asker): LostMet {
  const lost = callbacks.filter(
    (one) => one.state !== 'closed' && one.origin === 'lost' && (isOwn(one, asker) || hasKeyOf(one, asker)),
  );
  const underWay = lost.find((one) => one.queue === asker.queue && isUnderWay(one));
  const others = lost.filter((one) => one !== underWay && !isWithUs(one));
  return {
    underWay,
    toReplace: others.filter((one) => !isEnding(one)),
    ending: others.filter((one) => isEnding(one) && isOwn(one, asker)),
  };
}

/** Ends what the request replaces; its place is found again by `earlierPlaceMs`. */
export async function endReplaced(deps: EndLostDeps, toReplace: readonly Callback[]): Promise<void> {
  for (const callback of toReplace) await endForLost(deps, callback, 'withdrawn');
}

/** Those that ended because the caller, on the call that began then, has asked for a callback: it keeps their place. */
export function replacedSince(callbacks: readonly Callback[], asker: Asker, enteredAtMs: number): readonly Callback[] {
  return callbacks.filter(
    (one) =>
      one.state === 'closed' &&
      one.origin === 'lost' &&
      one.outcome === 'withdrawn' &&
      one.closedAtMs >= enteredAtMs &&
      isOwn(one, asker),
  );
}

/**
 * Says that a callback was taken, for whoever judges the call, and closes what calls of this caller were lost there. Nothing
 * of it is said to the caller, and a fault costs nobody the callback: the call itself closes the case when it is judged.
 */
export async function followRequest(deps: EndLostDeps, callback: Callback, queues: readonly string[]): Promise<void> {
  await orNote(deps, async () => {
    await deps.store.contacts.noteCallback(callback.requestContactId, callback.requestedAtMs);
    await close(deps, callback, queues);
  });
}

/** The same, of one that was for lost calls until its caller, on our own dial, said where or when to be called. */
export async function followChoice(deps: EndLostDeps, callback: Callback): Promise<void> {
  await orNote(deps, () => close(deps, callback, [callback.queue, callback.lostIn ?? callback.queue]));
}

async function close(
  deps: EndLostDeps,
  { cli, requestedAtMs: atMs, id: ref }: Callback,
  queues: readonly string[],
): Promise<void> {
  for (const queue of new Set(queues)) await closeCases(deps, cli, { how: 'took_callback', ref, atMs, queue });
}

function isOwn({ number, queue, lostIn }: Callback, asker: Asker): boolean {
  return number === asker.cli && (queue === asker.queue || lostIn === asker.queue);
}

function hasKeyOf({ number, queue }: Callback, asker: Asker): boolean {
  return number === asker.number && queue === asker.queue;
}

function isEnding(callback: Callback): boolean {
  const after = callback.state === 'dialing' ? callback.after?.kind : undefined;
  return after === 'withdraw' || after === 'cancel' || after === 'complete';
}

/** Whether it is being dialed, or its caller is with us on that dial. */
export function isUnderWay(callback: Callback): boolean {
  return callback.state === 'dialing' || isWithUs(callback);
}

/** Whether its caller has answered our dial. */
export function isWithUs({ state }: Callback): boolean {
  return state === 'answered' || state === 'talking';
}
