import type { RememberedContact } from '../../../lib/ports/contact-store';
import type { Store } from '../../../lib/ports/store';
import { NOON_MS, NUMBER, type OpenStore } from './samples';

const key = { number: NUMBER, queue: 'support' };
const forms: readonly (readonly [form: string, contact: RememberedContact])[] = [
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
    },
  ],
];

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
  });
}
