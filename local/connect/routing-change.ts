import * as z from 'zod/mini';
import { faultOfCriteria } from './criteria-rules';
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

/** The change that a request asks for, or what is wrong with it: flows and the API refuse the same. */
export function toRoutingChange(
  request: z.infer<typeof routingRequestSchema>,
): { readonly change: RoutingChange } | { readonly fault: string } {
  const { QueueTimeAdjustmentSeconds, QueuePriority, RoutingCriteria } = request;
  const changes: RoutingChange[] = [];
  if (QueueTimeAdjustmentSeconds !== undefined) {
    changes.push({ queueTimeAdjustmentSeconds: QueueTimeAdjustmentSeconds });
  }
  if (QueuePriority !== undefined) changes.push({ queuePriority: QueuePriority });
  if (RoutingCriteria !== undefined) changes.push({ routingCriteria: RoutingCriteria });
  const [change] = changes;
  if (change === undefined || changes.length > 1) {
    return { fault: 'Exactly one of QueueTimeAdjustmentSeconds, QueuePriority and RoutingCriteria must be given.' };
  }
  const fault = RoutingCriteria === undefined ? undefined : faultOfCriteria(RoutingCriteria);
  return fault === undefined ? { change } : { fault };
}
