import type { ContactBook } from './contact-book';
import type { EventFeed } from './event-feed';

/** The limit of Connect on all attributes of one contact, keys and values in UTF-8. */
export const ATTRIBUTE_BYTES_MAX = 32_768;

/** Changes user-defined attributes, of running and of ended contacts alike. */
export interface AttributeBook {
  /** Merges; an empty value removes. Changes nothing when the contact is unknown or the limit would be passed. */
  readonly merge: (contactId: string, changes: Readonly<Record<string, string>>) => 'merged' | 'unknown' | 'too_large';
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
  return {
    merge: (contactId, changes) => {
      const view = book.find(contactId);
      if (view === undefined) return 'unknown';
      const merged = Object.entries({ ...view.attributes, ...changes });
      const attributes = Object.fromEntries(merged.filter(([, value]) => value !== ''));
      if (attributeBytes(attributes) > ATTRIBUTE_BYTES_MAX) return 'too_large';
      const next = { ...view, attributes, updatedAtMs: nowMs() };
      const running = book.running(contactId);
      if (running === undefined) book.amend(next);
      else running.view = next;
      feed.event('CONTACT_DATA_UPDATED', next, { updatedProperties: ['UserDefinedAttributes'] });
      if (running === undefined) feed.record(next);
      return 'merged';
    },
  };
}
