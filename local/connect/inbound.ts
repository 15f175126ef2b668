import type { Centre } from './centre';
import { createContact, QUEUE_PRIORITY_DEFAULT } from './contact';
import type { ContactBook } from './contact-book';
import type { PlayFlow } from './flow-legs';
import type { Instance } from './setup';
import type { InboundCall } from './types';

export interface InboundDeps {
  readonly nowMs: () => number;
  readonly uuid: () => string;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly centre: Centre;
  readonly play: PlayFlow;
}

/** Lets customers call in. Over the concurrency quota there is no contact at all, only a fast busy. */
export function createInbound(deps: InboundDeps): (call: InboundCall) => string | undefined {
  const { instance, book, centre } = deps;
  return (call) => {
    if (!instance.flowIds.has(call.flowId)) throw new Error(`unknown flow ${call.flowId}`);
    if (book.onLineCount() >= instance.setup.concurrentCallsMax) return undefined;
    const atMs = deps.nowMs();
    const contact = createContact({
      contactId: deps.uuid(),
      initiationMethod: 'INBOUND',
      stage: 'in_flow',
      flowId: call.flowId,
      customerNumber: call.from,
      systemNumber: call.to,
      attributes: call.attributes ?? {},
      references: {},
      initiatedAtMs: atMs,
      connectedToSystemAtMs: atMs,
      agentConnectionAttempts: 0,
      updatedAtMs: atMs,
      queuePriority: QUEUE_PRIORITY_DEFAULT,
    });
    centre.begin(contact);
    deps.play(contact, { kind: 'inbound', flowId: call.flowId });
    return contact.view.contactId;
  };
}
