import type { ContactData } from '../../connect/types';

/**
 * The first question of the entry flow, as Connect would send it for a call that has just come in. Nobody hears the answer:
 * what the caller did is in the log.
 */
export function whoIsThisEvent(contact: ContactData, queue: string): object {
  return {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: contact,
      // Nothing is routed, so the emulated queue is empty whatever the log says.
      Parameters: { operation: 'who_is_this', queue, queueSize: '0', oldestContactAgeSeconds: '0' },
    },
  };
}
