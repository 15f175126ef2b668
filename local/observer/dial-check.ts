import { contactAttributes } from '../../lib/core/contact-attributes';
import type { ContactView } from '../connect/types';

/** Counts dials that should not have been: to a number that was still ringing or talking, or a second one of an attempt. */
export interface DialCheck {
  readonly started: (contact: ContactView) => void;
  readonly ended: (contactId: string) => void;
  readonly doubles: () => number;
}

export function createDialCheck(): DialCheck {
  const live = new Map<string, string>();
  const attempts = new Set<string>();
  let doubles = 0;
  return {
    started: ({ contactId, customerNumber, attributes }) => {
      const number = customerNumber ?? 'none';
      const attempt = `${attributes[contactAttributes.callbackId]}#${attributes[contactAttributes.attempt]}`;
      const isLive = [...live.values()].includes(number);
      if (isLive || attempts.has(attempt)) doubles += 1;
      live.set(contactId, number);
      attempts.add(attempt);
    },
    ended: (contactId) => void live.delete(contactId),
    doubles: () => doubles,
  };
}
