import * as fc from 'fast-check';
import { addEnd, type WaitEnd, type WaitEnds } from '../../../lib/core/wait/wait-outcome';
import { RETURNS_MAX, type RememberedContact } from '../../../lib/ports/contact-store';
import type { Store } from '../../../lib/ports/store';
import { NOON_MS, NUMBER, type OpenStore } from './samples';

const key = { number: NUMBER, queue: 'support' };
const forms: readonly (readonly [form: string, contact: RememberedContact])[] = [
  ['a task', { kind: 'task', contactId: 'one', callbackId: 'a', key, clientToken: 'a-t2' }],
  ['a dial', { kind: 'dial', contactId: 'one', callbackId: 'a', key, attempt: 2 }],
  ['a call whose caller hid the number', { kind: 'inbound', contactId: 'one', queue: 'support', enteredAtMs: NOON_MS }],
  [
    'a call that was told its wait',
    {
      kind: 'inbound',
      contactId: 'one',
      number: NUMBER,
      queue: 'support',
      enteredAtMs: NOON_MS,
      expectedWaitMs: 61_500.5,
      expectedRange: { fromMs: 20_000.125, toMs: 130_000 },
      told: { gapMs: 15_000.25, byPoolMs: 60_000, byQueueMs: 63_000, lastMs: 0 },
    },
  ],
];

/** As it was written before ranges and outcomes were kept, and as a later call may add to it. */
const untold = { kind: 'inbound', contactId: 'one', queue: 'support', enteredAtMs: NOON_MS } as const;
const toldWait = { ...untold, expectedWaitMs: 60_000 };

const anyEnds = fc.array(
  fc.record({
    kind: fc.constantFrom<WaitEnd['kind']>('reached', 'called_back', 'left'),
    atMs: fc.integer({ min: NOON_MS, max: NOON_MS + 1_000 }),
  }),
  { maxLength: 8 },
);

/** Contacts are remembered once. */
export function describeContacts(open: OpenStore): void {
  describe('remembering contacts', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('an unknown contact is not remembered', async () => {
      expect(await store.contacts.get('one')).toBeUndefined();
    });

    test.each(forms)('%s is read back exactly', async (_form, contact) => {
      await store.contacts.remember(contact, NOON_MS);
      expect(await store.contacts.get('one')).toStrictEqual(contact);
    });

    test('the first write of a contact stands', async () => {
      const first: RememberedContact = { kind: 'dial', contactId: 'one', callbackId: 'a', key, attempt: 1 };
      await store.contacts.remember(first, NOON_MS);
      await store.contacts.remember({ ...first, callbackId: 'b', attempt: 2 }, NOON_MS + 1);
      expect(await store.contacts.get('one')).toEqual(first);
    });

    test('of many first writes at once one stands, whole', async () => {
      const tries = Array.from({ length: 20 }, (_, index): RememberedContact => {
        return { kind: 'dial', contactId: 'one', callbackId: `callback-${index}`, key, attempt: index + 1 };
      });
      await Promise.all(tries.map((contact) => store.contacts.remember(contact, NOON_MS)));
      expect(tries).toContainEqual(await store.contacts.get('one'));
    });

    test('what became of a caller is added in any order, at once or one by one: the first agent, the last leaving', async () => {
      let contact = 0;
      await fc.assert(
        fc.asyncProperty(anyEnds, fc.boolean(), async (ends, isAtOnce) => {
          contact += 1;
          const told = { ...toldWait, contactId: `contact-${contact}` };
          await store.contacts.remember(told, NOON_MS);
          if (isAtOnce) await Promise.all(ends.map((end) => store.contacts.noteEnd(told.contactId, end)));
          else for (const end of ends) await store.contacts.noteEnd(told.contactId, end);
          const expected = ends.reduce<RememberedContact & WaitEnds>(addEnd, told);
          expect(await store.contacts.get(told.contactId)).toStrictEqual(expected);
        }),
        { seed: 32, numRuns: 15 },
      );
    });

    test.each<readonly [string, RememberedContact | undefined]>([
      ['nobody', undefined],
      ['a caller who was told no wait', untold],
      ['a dial', { kind: 'dial', contactId: 'one', callbackId: 'a', key, attempt: 1 }],
    ])('of %s no end is noted', async (_name, contact) => {
      if (contact !== undefined) await store.contacts.remember(contact, NOON_MS);
      await store.contacts.noteEnd('one', { kind: 'left', atMs: NOON_MS });
      expect(await store.contacts.get('one')).toStrictEqual(contact);
    });

    test('calls that came again are noted once each, of a call that is remembered, and not without end', async () => {
      await store.contacts.noteReturn('one', 'later');
      expect(await store.contacts.get('one')).toBeUndefined();
      await store.contacts.remember(untold, NOON_MS);
      for (const later of ['a', 'b', 'a']) await store.contacts.noteReturn('one', later);
      expect(await store.contacts.get('one')).toStrictEqual({ ...untold, returningContactIds: new Set(['a', 'b']) });
      for (let more = 0; more < RETURNS_MAX; more += 1) await store.contacts.noteReturn('one', `more-${more}`);
      const full = await store.contacts.get('one');
      expect(full?.kind === 'inbound' && full.returningContactIds?.size).toBe(RETURNS_MAX);
    });

    test('that a callback was registered is noted once, of a call that is remembered, whichever note comes first', async () => {
      await store.contacts.noteCallback('one', NOON_MS);
      expect(await store.contacts.get('one')).toBeUndefined();
      await store.contacts.remember(untold, NOON_MS);
      for (const laterMs of [2, 1, 3]) await store.contacts.noteCallback('one', NOON_MS + laterMs);
      expect(await store.contacts.get('one')).toStrictEqual({ ...untold, tookCallbackAtMs: NOON_MS + 1 });
    });

    test('nothing came again on a dial', async () => {
      const dial: RememberedContact = { kind: 'dial', contactId: 'one', callbackId: 'a', key, attempt: 1 };
      await store.contacts.remember(dial, NOON_MS);
      await store.contacts.noteReturn('one', 'later');
      await store.contacts.noteCallback('one', NOON_MS);
      expect(await store.contacts.get('one')).toStrictEqual(dial);
    });
  });
}
