import type { Callback } from '../core/callback/callback';
import { requestCallback } from '../core/callback/request';
import { parsePhoneNumber, type PhoneRefusal } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import { err, ok, type Result } from '../core/result';
import { AdapterError } from '../ports/adapter-error';
import { archive } from './follow-change';
import type { Deps } from './deps';

export type RegisterDeps = Pick<Deps, 'store' | 'wakes' | 'journal' | 'clock' | 'ids' | 'policy'>;

/** A caller's request, made during an inbound contact. */
export interface Registration {
  readonly contactId: string;
  readonly from: string | null | undefined;
  /** Another number to call, as keyed in. */
  readonly callbackNumber?: string | undefined;
  readonly queue: QueuePolicy;
}

/** `isNew: false`: an open callback was there already and keeps its first place. */
export interface Registered {
  readonly callback: Callback;
  readonly isNew: boolean;
  /** Whether the callback will call the number that was asked for now; an open one keeps its own. */
  readonly isNumberAsAsked: boolean;
}

const TRIES_MAX = 8;

/**
 * Registers a callback once. The same contact asking again, a Lambda retry say, gets the same answer; another call from
 * the same caller is told of the callback that is open. Refused without a number that can be called.
 */
export async function registerCallback(
  deps: RegisterDeps,
  registration: Registration,
): Promise<Result<Registered, PhoneRefusal>> {
  const cli = parsePhoneNumber(registration.from, deps.policy.country);
  const asked = registration.callbackNumber;
  const number = asked === undefined ? cli : parsePhoneNumber(asked, deps.policy.country);
  if (!number.ok) return err(number.error);
  const { queue, contactId } = registration;
  const remembered = await deps.store.contacts.get(contactId);
  const placeMs = remembered?.kind === 'inbound' ? remembered.enteredAtMs : deps.clock.nowMs();
  const callerNumber = cli.ok ? cli.value : number.value;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const reached = await deps.store.callbacks.ofCaller(callerNumber);
    const direct = await deps.store.callbacks.get({ number: number.value, queue: queue.name });
    const open = [...reached, ...(direct === undefined ? [] : [direct])]
      .map((stored) => stored.value)
      .find((callback) => callback.queue === queue.name && callback.state !== 'closed');
    if (open !== undefined) {
      const isNumberAsAsked = open.number === number.value;
      return ok({ callback: open, isNew: open.requestContactId === contactId, isNumberAsAsked });
    }
    if (direct?.value.state === 'closed' && !direct.value.archived) {
      await archive(deps, direct.value, direct.version);
      continue;
    }
    const nowMs = deps.clock.nowMs();
    const callback = requestCallback(
      {
        id: deps.ids.ulid(nowMs),
        queue: queue.name,
        number: number.value,
        cli: callerNumber,
        origin: 'requested',
        placeMs,
        requestContactId: contactId,
        deadlineMs: nowMs + queue.deadlineMs,
      },
      nowMs,
    );
    if ((await deps.store.callbacks.register(callback, direct?.version ?? 0)) === 'stored') {
      deps.journal.note({ kind: 'registered', callbackId: callback.id, queue: callback.queue, placeMs });
      return ok({ callback, isNew: true, isNumberAsAsked: true });
    }
  }
  throw new AdapterError('store', { retryable: true, cause: new Error('registration met a change every time') });
}
