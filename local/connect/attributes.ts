import type { ContactView } from './contact';
import type { ContactBook } from './contact-book';
import type { EventFeed } from './event-feed';
import type { FlowLeg } from './types';

/** The limit of Connect on all attributes of one contact, keys and values in UTF-8. */
export const ATTRIBUTE_BYTES_MAX = 32_768;

/** Changes what users note on contacts, of running and of ended ones alike. */
export interface AttributeBook {
  /** Merges; an empty value removes. Changes nothing when the contact is unknown or the limit would be passed. */
  readonly merge: (contactId: string, changes: Readonly<Record<string, string>>) => 'merged' | 'unknown' | 'too_large';
  /** No effect on an unknown contact, nor on the tags that Connect itself has put there. */
  readonly changeTags: (contactId: string, change: Parameters<FlowLeg['changeTags']>[0]) => void;
  /** What is not given stays as it is. Of which properties an event tells is documented, and these are not among them. */
  readonly describe: (
    contactId: string,
    text: { readonly name?: string; readonly description?: string },
  ) => 'described' | 'unknown';
}

/** The size that counts against `ATTRIBUTE_BYTES_MAX`. */
export function attributeBytes(attributes: Readonly<Record<string, string>>): number {
  return Object.entries(attributes).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
}

/** An ended contact gets a new record, as in Connect. */
export function createAttributeBook(nowMs: () => number, book: ContactBook, feed: EventFeed): AttributeBook {
  const keep = (next: ContactView, updatedProperty?: string): void => {
    const running = book.running(next.contactId);
    if (running === undefined) book.amend(next);
    else running.view = next;
    if (updatedProperty !== undefined) {
      feed.event('CONTACT_DATA_UPDATED', next, { updatedProperties: [updatedProperty] });
    }
    if (running === undefined) feed.record(next);
  };
  return {
    merge: (contactId, changes) => {
      const view = book.find(contactId);
      if (view === undefined) return 'unknown';
      const merged = Object.entries({ ...view.attributes, ...changes });
      const attributes = Object.fromEntries(merged.filter(([, value]) => value !== ''));
      if (attributeBytes(attributes) > ATTRIBUTE_BYTES_MAX) return 'too_large';
      keep({ ...view, attributes, updatedAtMs: nowMs() }, 'UserDefinedAttributes');
      return 'merged';
    },
    changeTags: (contactId, { add = {}, remove = [] }) => {
      const view = book.find(contactId);
      if (view === undefined) return;
      const merged = Object.entries({ ...view.userTags, ...add });
      const userTags = Object.fromEntries(merged.filter(([key]) => !key.startsWith('aws:') && !remove.includes(key)));
      keep({ ...view, userTags, updatedAtMs: nowMs() }, 'Tags');
    },
    describe: (contactId, text) => {
      const view = book.find(contactId);
      if (view === undefined) return 'unknown';
      keep({ ...view, ...text, updatedAtMs: nowMs() });
      return 'described';
    },
  };
}
