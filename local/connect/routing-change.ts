import * as z from 'zod/mini';
import { routingCriteriaSchema } from './routing-criteria';
import type { RoutingCriteria } from './routing-criteria';

/** Exactly one of these is changed by one request. */
export type RoutingChange =
  | { readonly queuePriority: number }
  | { readonly queueTimeAdjustmentSeconds: number }
  | { readonly routingCriteria: RoutingCriteria };

/** The members of UpdateContactRoutingData, each checked by itself. */
export const routingRequestSchema = z.object({
  QueueTimeAdjustmentSeconds: z.optional(z.int()),
  QueuePriority: z.optional(z.int().check(z.gte(1))),
  RoutingCriteria: z.optional(routingCriteriaSchema),
});

/** Undefined unless exactly one member is given. */
export function toRoutingChange(request: z.infer<typeof routingRequestSchema>): RoutingChange | undefined {
  const { QueueTimeAdjustmentSeconds, QueuePriority, RoutingCriteria } = request;
  const changes: RoutingChange[] = [];
  if (QueueTimeAdjustmentSeconds !== undefined) {
    changes.push({ queueTimeAdjustmentSeconds: QueueTimeAdjustmentSeconds });
  }
  if (QueuePriority !== undefined) changes.push({ queuePriority: QueuePriority });
  if (RoutingCriteria !== undefined) changes.push({ routingCriteria: RoutingCriteria });
  return changes.length === 1 ? changes[0] : undefined;
}
