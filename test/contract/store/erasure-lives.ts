import type { RememberedContact } from '../../../lib/ports/contact-store';
import type { Store } from '../../../lib/ports/store';
import { CALL_MS, caseWith, deliveryWith, fullFacts, handledCall, lostCall, lostMark } from './lost-samples';
import { closedWith, guardWith, NOON_MS, scheduledWith, waitingWith } from './samples';

/** A person who has been through everything, and beside it another person. */
export async function keepLives(store: Store, number: string, mark: string, aliases: object = {}): Promise<void> {
  const id = (name: string) => `${mark}-${name}`;
  const queue = 'support';
  const open = scheduledWith({
    id: id('open'),
    number,
    cli: number,
    ...aliases,
    requestContactId: id('asked'),
    slotMs: NOON_MS,
  });
  await store.callbacks.register(open, 0);
  if (open.callNumber !== undefined) await store.callbacks.alias(open.callNumber, open);
  await store.slots.book({ queue, startMs: NOON_MS }, open.id, 4);
  const past = closedWith({ id: id('past'), number, cli: number, queue: 'billing', requestContactId: id('rang') });
  await store.callbacks.register(past, 0);
  await store.callbacks.archive(past, 1);
  const ofPast = { callbackId: past.id, key: { number, queue: 'billing' } };
  await store.contacts.remember({ kind: 'dial', contactId: id('rung'), ...ofPast, attempt: 1 }, NOON_MS);
  await store.contacts.remember({ kind: 'task', contactId: id('task'), ...ofPast, clientToken: id('t1') }, NOON_MS);
  const inbound = { kind: 'inbound', queue, enteredAtMs: NOON_MS, number } as const;
  await store.contacts.remember({ ...inbound, contactId: id('rang') }, NOON_MS);
  const facts = {
    ...fullFacts,
    callId: id('rang'),
    segments: [{ contactId: id('rang'), told: { from: number, disconnectedAtMs: NOON_MS } }],
  };
  await store.calls.put({ facts, judged: lostCall({ callId: id('rang'), number }) }, 0);
  const passedOn = lostCall({ callId: id('excluded'), number, startedAtMs: CALL_MS - 40 * 86_400_000 });
  await store.calls.put({ facts: { ...facts, callId: id('excluded') }, judged: passedOn }, 0);
  await keepUnheard(store, { ...inbound, contactId: id('unheard') });
  await store.history.keepLost(lostCall({ callId: id('rang'), number }), 1);
  await store.history.keepHandled(handledCall({ contactId: id('talked'), number }));
  await store.contacts.remember({ ...inbound, contactId: id('talked') }, NOON_MS);
  const key = { number, queue };
  // Its callback was registered by somebody else at the same moment.
  const never = { kind: 'callback', afterMs: 0, callbackId: id('never') } as const;
  await store.cases.open(key, [lostMark(1, { callId: id('rang') }), never], id('case'));
  await store.cases.settle(caseWith({ ...key, id: id('case') }), 1);
  await store.callbacks.register(waitingWith({ id: id('never'), number, cli: number, origin: 'lost' }), 0);
  await store.callers.remember(number, { language: 'ru-RU', optedOutAtMs: NOON_MS });
  await store.callers.noteCall(number, { contactId: id('rang'), atMs: NOON_MS });
  await store.guards.put(guardWith({ number, holder: undefined }), 0);
  await store.deliveries.takeSmsTurn(number, { deliveryId: id('d'), atMs: NOON_MS, perMs: 1 });
  await store.deliveries.put(deliveryWith({ id: id('d'), caseId: id('case') }));
  await store.pools.holds(queue, { contactId: id('rang'), sinceMs: NOON_MS });
  await store.pools.claim(
    'frontline',
    { agentId: id('ann'), contactId: id('rang'), atMs: NOON_MS, untilMs: NOON_MS + 1 },
    0,
  );
}

/** A call whose end nobody told of: no day shows it. */
async function keepUnheard(store: Store, contact: Inbound): Promise<void> {
  const { contactId, number = '', enteredAtMs } = contact;
  await store.callers.noteCall(number, { contactId, atMs: enteredAtMs - 1 });
  await store.contacts.remember(contact, enteredAtMs);
  const segments = [{ contactId, told: { from: number, initiatedAtMs: enteredAtMs } }];
  await store.calls.put({ facts: { callId: contactId, segments } }, 0);
}

type Inbound = Extract<RememberedContact, { kind: 'inbound' }>;
