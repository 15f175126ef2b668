import type { SteppedClock } from '../clock/stepped-clock';
import type { Centre } from './centre';
import { orderOf } from './contact';
import type { Contact } from './contact';
import type { ContactBook } from './contact-book';
import type { RoutingChange } from './routing-change';

// The figure of the flow block; that the API is as slow is assumed.
const EFFECT_ON_QUEUED_MS = 60_000;

/** Changes how a contact will be routed. */
export type RoutingData = (contactId: string, change: RoutingChange) => 'accepted' | 'unknown' | 'over';

/** A change acts at once before it is queued, after a minute when it already is. */
export function createRoutingData(clock: SteppedClock, book: ContactBook, centre: Centre): RoutingData {
  const takeEffect = (contact: Contact, change: RoutingChange): void => {
    if ('routingCriteria' in change) centre.router.activateCriteria(contact);
    else centre.router.reorder(contact, orderOf(contact.view));
  };
  return (contactId, change) => {
    const contact = book.running(contactId);
    if (contact === undefined) return book.find(contactId) === undefined ? 'unknown' : 'over';
    const { stage } = contact.view;
    if (stage === 'with_agent' || stage === 'after_contact_work') return 'over';
    contact.view = { ...contact.view, ...change, updatedAtMs: clock.nowMs() };
    if ('routingCriteria' in change) contact.view = { ...contact.view, criteriaProgress: undefined };
    if (stage === 'queued' || stage === 'offered') {
      contact.queueTimers.push(clock.after(EFFECT_ON_QUEUED_MS, () => takeEffect(contact, change)));
    }
    return 'accepted';
  };
}
