import middy from '@middy/core';
import { noEarlyTimeout } from '../shared/no-early-timeout';
import type { Deps } from '../../lib/app/deps';
import { recordContactEvent } from '../../lib/app/record-contact-event';
import { parseContactEvent } from './contact-event';

/**
 * Takes contact events from EventBridge. One that cannot be read is told and dropped, since it would never be readable;
 * a fault of the store or of Connect is thrown, so that the event comes again.
 */
export function createHandler(deps: Deps) {
  return middy<unknown, void>(noEarlyTimeout).handler(async (envelope) => {
    const parsed = parseContactEvent(envelope);
    if (parsed.kind === 'malformed') {
      deps.journal.note({ kind: 'fault', where: 'contact-events', reason: 'not a contact event' });
    } else if (parsed.kind === 'event') {
      await recordContactEvent(deps, parsed.event);
    }
  });
}
