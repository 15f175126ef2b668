import * as z from 'zod/mini';
import { routingCriteriaSchema } from '../routing-criteria';
import type { RoutingChange } from '../routing-data';
import { ApiError } from './errors';
import { idOf, parseBody, requireInstance } from './operation';
import type { Operation } from './operation';

const requestSchema = z.object({
  QueueTimeAdjustmentSeconds: z.optional(z.int()),
  QueuePriority: z.optional(z.int().check(z.gte(1))),
  RoutingCriteria: z.optional(routingCriteriaSchema),
});

function toChange(request: z.infer<typeof requestSchema>): RoutingChange {
  const { QueueTimeAdjustmentSeconds, QueuePriority, RoutingCriteria } = request;
  const changes: RoutingChange[] = [];
  if (QueueTimeAdjustmentSeconds !== undefined)
    changes.push({ queueTimeAdjustmentSeconds: QueueTimeAdjustmentSeconds });
  if (QueuePriority !== undefined) changes.push({ queuePriority: QueuePriority });
  if (RoutingCriteria !== undefined) changes.push({ routingCriteria: RoutingCriteria });
  const [change] = changes;
  if (change === undefined || changes.length > 1) {
    throw new ApiError(
      'InvalidRequestException',
      'Exactly one of QueueTimeAdjustmentSeconds, QueuePriority and RoutingCriteria must be given.',
    );
  }
  return change;
}

/** A change to a contact that is already with an agent, or over, is refused; which error Connect gives is not documented. */
export const updateContactRoutingData: Operation = {
  name: 'UpdateContactRoutingData',
  method: 'POST',
  path: '/contacts/{InstanceId}/{ContactId}/routing-data',
  run: (core, { path, body }) => {
    requireInstance(core, path['InstanceId']);
    const change = toChange(parseBody(requestSchema, body));
    switch (core.routingData(idOf(path['ContactId']), change)) {
      case 'accepted':
        return {};
      case 'unknown':
        throw new ApiError('ResourceNotFoundException', `Contact not found: ${path['ContactId'] ?? ''}`);
      case 'over':
        throw new ApiError('ResourceConflictException', 'The contact is no longer waiting to be routed.');
    }
  },
};
