import { createContact, QUEUE_PRIORITY_DEFAULT } from './contact';
import type { CallbackTask, Contact, ContactView } from './contact';

/** How many contacts a chain of transfers may have, the first included. */
export const CHAIN_LENGTH_MAX = 12;

/** What of the new contact is its own. */
export type FollowUpFields = Pick<ContactView, 'contactId' | 'initiationMethod' | 'stage' | 'initiatedAtMs'> &
  Partial<ContactView>;

/**
 * Makes the contact that goes on from another, and notes it there as the next one. It takes over who the caller is, the
 * attributes and the hooks; how it is to be routed it does not, which Connect does not document.
 */
export function createFollowUp(from: Contact, fields: FollowUpFields, callback?: CallbackTask): Contact {
  const { view } = from;
  const { channel, flowId, customerNumber, systemNumber, attributes, references } = view;
  const { name, description, languageCode, customerId } = view;
  const contact = createContact(
    {
      ...(channel === undefined ? {} : { channel }),
      flowId,
      customerNumber,
      systemNumber,
      attributes,
      references,
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(languageCode === undefined ? {} : { languageCode }),
      ...(customerId === undefined ? {} : { customerId }),
      initialContactId: view.initialContactId ?? view.contactId,
      previousContactId: view.contactId,
      agentConnectionAttempts: 0,
      updatedAtMs: fields.initiatedAtMs,
      queuePriority: QUEUE_PRIORITY_DEFAULT,
      ...fields,
    },
    { startedAtMs: from.chain.startedAtMs, length: from.chain.length + 1 },
    callback,
  );
  contact.hooks = from.hooks;
  from.view = { ...view, nextContactId: fields.contactId };
  return contact;
}
