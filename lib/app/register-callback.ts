import { numberToCall, type Callback } from '../core/callback/callback';
import { requestCallback, STANDARD_CLASS, type CallbackRequest } from '../core/callback/request';
import { parsePhoneNumber, type PhoneRefusal } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import { err, ok, type Result } from '../core/result';
import type { LanguageCode } from '../core/speech/language-codes';
import { AdapterError } from '../ports/adapter-error';
import type { Stored } from '../ports/stored';
import { admitNumber, liftOptOut, type UncallableNumber } from './admit-number';
import { bookSlot, leaveSlot } from './book-slot';
import { archive } from './follow-change';
import type { Deps } from './deps';

export type RegisterDeps = Pick<
  Deps,
  'store' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'ids' | 'policy' | 'effectiveHours'
>;

/** A caller's request, made during an inbound contact. */
export interface Registration {
  readonly contactId: string;
  readonly from: string | null | undefined;
  /** Another number to call, as keyed in. */
  readonly callbackNumber?: string | undefined;
  readonly queue: QueuePolicy;
  readonly language?: LanguageCode | undefined;
  /** The slot to be called in; absent: as soon as it is the caller's turn. */
  readonly slotStartMs?: number | undefined;
  /** Asked on a dial of ours: whoever answers it did not ring from that number. */
  readonly isOnDial?: boolean;
  /** The class that the flow gives this caller; absent, or not one of the queue's: the standard one. */
  readonly class?: string | undefined;
}

/** `isNew: false`: an open callback was there already and keeps its first place. */
export interface Registered {
  readonly callback: Callback;
  readonly isNew: boolean;
  /** Whether the callback will call the number that was asked for now; an open one keeps its own. */
  readonly isNumberAsAsked: boolean;
}

/** `opted_out`: whoever has that number does not want to be called, and somebody else asked. */
export type RegisterRefusal = PhoneRefusal | UncallableNumber | { readonly code: 'slot_gone' };

const TRIES_MAX = 8;

/**
 * Registers a callback once. The same contact asking again, a Lambda retry say, gets the same answer; another call from
 * the same caller is told of the callback that is open. Refused without a number that can be called, or without room.
 */
export async function registerCallback(
  deps: RegisterDeps,
  registration: Registration,
): Promise<Result<Registered, RegisterRefusal>> {
  const numbers = numbersOf(deps, registration);
  if (!numbers.ok) return err(numbers.error);
  const admitted = await admitNumber(deps, numbers.value);
  if (!admitted.ok) return err(admitted.error);
  const registered = await registerAdmitted(deps, registration, numbers.value);
  const isCalledThere = registered.ok && registered.value.isNumberAsAsked;
  if (admitted.value === 'to_lift' && isCalledThere) await liftOptOut(deps, numbers.value.number);
  return registered;
}

async function registerAdmitted(
  deps: RegisterDeps,
  registration: Registration,
  numbers: Numbers,
): Promise<Result<Registered, RegisterRefusal>> {
  const { queue, contactId, slotStartMs } = registration;
  const { number, cli } = numbers;
  const placeMs = await enteredAtMs(deps, contactId);
  const className = classOf(deps, registration);
  const id = deps.ids.ulid(deps.clock.nowMs());
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { open, direct } = await callbacksAt(deps, numbers, queue);
    if (open !== undefined) {
      if (slotStartMs !== undefined && tries > 0) await leaveUnlessPromised(deps, registration, open, slotStartMs);
      return ok(told(open, number, contactId));
    }
    if (direct?.value.state === 'closed' && !direct.value.archived) {
      await archive(deps, direct.value, direct.version);
      continue;
    }
    const nowMs = deps.clock.nowMs();
    const terms = { ...termsOf(registration, nowMs), class: className };
    const callback = requestCallback({ id, number, cli, ...terms, placeMs, ...tasksLeftBy(direct?.value) }, nowMs);
    // Before the request, so that nobody is promised a place that is not there.
    if (!(await isRoom(deps, queue, callback))) return err({ code: 'slot_gone' });
    if ((await deps.store.callbacks.register(callback, direct?.version ?? 0)) === 'stored') {
      deps.journal.note({ kind: 'registered', callbackId: id, queue: queue.name, placeMs: callback.placeMs });
      return ok({ callback, isNew: true, isNumberAsAsked: true });
    }
  }
  throw new AdapterError('store', { retryable: true, cause: new Error('registration met a change every time') });
}

/** What a flow calls a class and the queue does not is a mistake in one of them, and no reason to refuse a caller. */
function classOf(deps: RegisterDeps, { class: asked, queue }: Registration): string {
  if (asked === undefined || asked === STANDARD_CLASS) return STANDARD_CLASS;
  if (queue.classes.some(({ name }) => name === asked)) return asked;
  deps.journal.note({ kind: 'fault', where: 'class', reason: `a flow named a class that ${queue.name} does not have` });
  return STANDARD_CLASS;
}

/** The caller has been waiting since the call came in. */
async function enteredAtMs(deps: RegisterDeps, contactId: string): Promise<number> {
  const remembered = await deps.store.contacts.get(contactId);
  return remembered?.kind === 'inbound' ? remembered.enteredAtMs : deps.clock.nowMs();
}

/** The request takes the place of a callback that may have let tasks go which still are to be ended. */
function tasksLeftBy(replaced: Callback | undefined): Pick<CallbackRequest, 'tasksToEnd'> {
  return replaced?.tasksToEnd === undefined ? {} : { tasksToEnd: replaced.tasksToEnd };
}

/** Somebody else was faster, and this request comes to nothing; unless it was this very request, asked twice at once. */
async function leaveUnlessPromised(
  deps: RegisterDeps,
  { contactId, queue }: Registration,
  open: Callback,
  slotStartMs: number,
): Promise<void> {
  if (open.requestContactId === contactId && open.slotMs === slotStartMs) return;
  await leaveSlot(deps, { requestContactId: contactId, queue: queue.name }, slotStartMs);
}

/** The answer where an open callback is there already. */
function told(callback: Callback, asked: string, contactId: string): Registered {
  const isNew = callback.requestContactId === contactId;
  return { callback, isNew, isNumberAsAsked: numberToCall(callback) === asked };
}

async function isRoom(deps: RegisterDeps, queue: QueuePolicy, callback: Callback): Promise<boolean> {
  const { requestContactId, number, slotMs } = callback;
  return slotMs === undefined || bookSlot(deps, queue, { requestContactId, number, startMs: slotMs });
}

interface Numbers {
  readonly number: string;
  readonly cli: string;
  /** Rung from: nobody but its owner does that. */
  readonly isOwn: boolean;
}

/** The number to call, and the number that the caller is known by; one who hides the own is known by the other. */
function numbersOf(
  deps: RegisterDeps,
  { from, callbackNumber, isOnDial = false }: Registration,
): Result<Numbers, PhoneRefusal> {
  const cli = parsePhoneNumber(from, deps.policy.country);
  const number = callbackNumber === undefined ? cli : parsePhoneNumber(callbackNumber, deps.policy.country);
  if (!number.ok) return number;
  const isOwn = !isOnDial && cli.ok && cli.value === number.value;
  return ok({ number: number.value, cli: cli.ok ? cli.value : number.value, isOwn });
}

/** The open callback that either number leads to, and whatever is stored under the key that a new one would take. */
async function callbacksAt(
  deps: RegisterDeps,
  { number, cli }: { readonly number: string; readonly cli: string },
  { name: queue }: QueuePolicy,
): Promise<{ readonly open: Callback | undefined; readonly direct: Stored<Callback> | undefined }> {
  const byCli = await deps.store.callbacks.ofCaller(cli);
  const byNumber = number === cli ? [] : await deps.store.callbacks.ofCaller(number);
  const found = [...byCli, ...byNumber].filter((stored) => stored.value.queue === queue);
  return {
    open: found.map((stored) => stored.value).find((callback) => callback.state !== 'closed'),
    direct: found.find((stored) => stored.value.number === number),
  };
}

function termsOf({ contactId, queue, language, slotStartMs }: Registration, nowMs: number) {
  return {
    queue: queue.name,
    origin: 'requested',
    requestContactId: contactId,
    deadlineMs: (slotStartMs ?? nowMs) + queue.deadlineMs,
    ...(queue.giveUpMs === undefined ? {} : { giveUpMs: queue.giveUpMs }),
    ...(language === undefined ? {} : { language }),
    ...(slotStartMs === undefined ? {} : { slotMs: slotStartMs }),
  } as const;
}
