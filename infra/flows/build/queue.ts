import type { ActionDraft } from './draft';
import { equals } from './draft';
import type { NextOrFailed } from './contact';

/** Where a transfer to queue would go; a fixed id, or a JSONPath that stands alone. */
export function setQueue(id: string, queueId: string, { next, failed = next }: NextOrFailed): ActionDraft {
  return {
    id,
    type: 'UpdateContactTargetQueue',
    parameters: { QueueId: queueId },
    next,
    errors: { NoMatchingError: failed },
  };
}

/** Puts the contact into its target queue, and ends the flow. */
export function toQueue(id: string, to: { readonly full: string; readonly failed: string }): ActionDraft {
  return {
    id,
    type: 'TransferContactToQueue',
    parameters: {},
    next: to.failed,
    errors: { QueueAtCapacity: to.full, NoMatchingError: to.failed },
  };
}

/** Takes a holder out of this queue and into another one, as a new contact. */
export function toOtherQueue(id: string, queueId: string, failed: string): ActionDraft {
  return {
    id,
    type: 'DequeueContactAndTransferToQueue',
    parameters: { QueueId: queueId },
    next: failed,
    errors: { QueueAtCapacity: failed, NoMatchingError: failed },
  };
}

/** Whether the target queue's hours are open. */
export function checkHours(
  id: string,
  to: { readonly open: string; readonly closed: string; readonly failed: string },
): ActionDraft {
  return {
    id,
    type: 'CheckHoursOfOperation',
    parameters: {},
    next: to.failed,
    errors: { NoMatchingError: to.failed },
    ways: [equals('True', to.open), equals('False', to.closed)],
  };
}

/** Loads the figures of the target queue. Without activity there are none. */
export function readMetrics(id: string, { next, failed = next }: NextOrFailed): ActionDraft {
  return {
    id,
    type: 'GetMetricData',
    parameters: { QueueChannel: 'Voice' },
    next,
    errors: { NoMatchingError: failed },
  };
}
