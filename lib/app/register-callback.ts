import { numberToCall, type Callback } from '../core/callback/callback';
import { requestCallback, type CallbackRequest } from '../core/callback/request';
import { parsePhoneNumber, type PhoneRefusal } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import { err, ok, type Result } from '../core/result';
import type { LanguageCode } from '../core/speech/language-codes';
import { AdapterError } from '../ports/adapter-error';
import type { Stored } from '../ports/stored';
import { admitNumber, liftOptOut, type UncallableNumber } from './admit-number';
import { bookSlot, leaveSlot } from './book-slot';
import { classOf } from './class-of';
import { archive } from './follow-change';
import { adoptLost } from './lost/adopt-lost';
import { endReplaced, followRequest, lostMet, replacedSince, type Asker } from './lost/replace-lost';
import type { Deps } from './deps';

export type RegisterDeps = Pick<
  Deps,
  'store' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'ids' | 'policy' | 'effectiveHours' | 'directory'
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
 * the same caller is told of the callback that is open. One for lost calls is replaced, and its place is kept. Refused
 * without a number that can be called, or without room.
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

/** What stays the same however often it is tried. */
interface Draft extends Numbers {
  readonly id: string;
  readonly enteredMs: number;
  readonly className: string;
  readonly asker: Asker;
}

async function registerAdmitted(
  deps: RegisterDeps,
  registration: Registration,
  numbers: Numbers,
): Promise<Result<Registered, RegisterRefusal>> {
  const { queue, contactId } = registration;
  const enteredMs = await enteredAtMs(deps, contactId);
  const id = deps.ids.ulid(deps.clock.nowMs());
  let className: string | undefined;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const found = await callbacksAt(deps, numbers, queue);
    const asker = { queue: queue.name, number: numbers.number, cli: numbers.rungFrom };
    const meeting = { found, asker, enteredMs, isRepeated: tries > 0 };
    const open = registration.isOnDial === true ? found.open : found.asked;
    if (open !== undefined) return ok(await answerWith(deps, registration, open, meeting));
    className ??= await classOf(deps, registration, numbers.cli);
    const adopted = await adopt(deps, registration, { found, asker, className });
    if (adopted === 'slot_gone') return err({ code: 'slot_gone' });
    if (adopted !== undefined) return ok(await answerWith(deps, registration, adopted, meeting));
    const draft = { ...numbers, id, enteredMs, className, asker };
    const registered = await registerNew(deps, registration, found, draft);
    if (registered !== undefined) return registered;
  }
  throw new AdapterError('store', { retryable: true, cause: new Error('registration met a change every time') });
}

/** What is being dialed there for lost calls, which becomes what is asked for now. On a dial of ours that is not looked for. */
async function adopt(
  deps: RegisterDeps,
  { queue, contactId, isOnDial = false, slotStartMs }: Registration,
  met: { readonly found: Found; readonly asker: Asker; readonly className: string },
): Promise<Callback | 'slot_gone' | undefined> {
  const { underWay } = isOnDial ? {} : lostMet(met.found.all, met.asker);
  if (underWay === undefined) return undefined;
  return adoptLost(deps, underWay, { contactId, queue, number: met.asker.number, class: met.className, slotStartMs });
}

/** The answer where it is there already; what remains to be done of a request that was made before is done now. */
async function answerWith(
  deps: RegisterDeps,
  registration: Registration,
  open: Callback,
  met: { readonly found: Found; readonly asker: Asker; readonly enteredMs: number; readonly isRepeated: boolean },
): Promise<Registered> {
  const { queue, contactId, slotStartMs } = registration;
  if (slotStartMs !== undefined && met.isRepeated) await leaveUnlessPromised(deps, registration, open, slotStartMs);
  const answer = told(open, met.asker.number, contactId);
  const replaced = replacedSince(met.found.all, met.asker, met.enteredMs);
  if (answer.isNew) await followRequest(deps, open, [queue.name, ...lostIn([open, ...replaced])]);
  return answer;
}

/** One try where nothing is open that was asked for; undefined when something came between, or had to be done first. */
async function registerNew(
  deps: RegisterDeps,
  registration: Registration,
  { all, direct }: Found,
  { id, number, cli, enteredMs, className, asker }: Draft,
): Promise<Result<Registered, RegisterRefusal> | undefined> {
  const { queue } = registration;
  if (direct?.value.state === 'closed' && !direct.value.archived) {
    await archive(deps, direct.value, direct.version);
    return undefined;
  }
  const { toReplace, ending } = lostMet(all, asker);
  const replaced = [...replacedSince(all, asker, enteredMs), ...ending];
  const placeMs = Math.min(enteredMs, ...replaced.map((one) => one.placeMs));
  const nowMs = deps.clock.nowMs();
  const terms = { ...termsOf(registration, nowMs), class: className };
  const callback = requestCallback({ id, number, cli, ...terms, placeMs, ...tasksLeftBy(direct?.value) }, nowMs);
  // Before the request, so that nobody is promised a place that is not there.
  if (!(await isRoom(deps, queue, callback))) return err({ code: 'slot_gone' });
  if (toReplace.length > 0) {
    await endReplaced(deps, toReplace);
    return undefined;
  }
  if ((await deps.store.callbacks.register(callback, direct?.version ?? 0)) !== 'stored') return undefined;
  deps.journal.note({ kind: 'registered', callbackId: id, queue: queue.name, placeMs: callback.placeMs });
  await followRequest(deps, callback, [queue.name, ...lostIn(replaced)]);
  return ok({ callback, isNew: true, isNumberAsAsked: true });
}

/** Where the calls were lost that callbacks were for. */
function lostIn(callbacks: readonly Callback[]): readonly string[] {
  return callbacks.flatMap((callback) => callback.lostIn ?? []);
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
  readonly rungFrom: string | undefined;
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
  return ok({
    number: number.value,
    cli: cli.ok ? cli.value : number.value,
    rungFrom: cli.ok ? cli.value : undefined,
    isOwn,
  });
}

/** The callbacks that either number leads to, in every queue. */
interface Found {
  readonly all: readonly Callback[];
  /** The open one of this queue, whatever it is for. */
  readonly open: Callback | undefined;
  /** The open one of this queue that was asked for. */
  readonly asked: Callback | undefined;
  /** Whatever is stored under the key that a new one would take. */
  readonly direct: Stored<Callback> | undefined;
}

async function callbacksAt(
  deps: RegisterDeps,
  { number, cli }: { readonly number: string; readonly cli: string },
  { name: queue }: QueuePolicy,
): Promise<Found> {
  const byCli = await deps.store.callbacks.ofCaller(cli);
  const byNumber = number === cli ? [] : await deps.store.callbacks.ofCaller(number);
  const found = [...byCli, ...byNumber];
  const all = found.map((stored) => stored.value);
  const open = all.filter((callback) => callback.queue === queue && callback.state !== 'closed');
  return {
    all,
    open: open[0],
    asked: open.find((callback) => callback.origin === 'requested'),
    direct: found.find(({ value }) => value.queue === queue && value.number === number),
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
