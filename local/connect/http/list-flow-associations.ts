import * as z from 'zod/mini';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';
import { takePage } from './paging';

const querySchema = z.object({
  ResourceType: z.optional(z.literal('VOICE_PHONE_NUMBER')),
  maxResults: z.optional(z.pipe(z.string(), z.coerce.number<string>().check(z.int(), z.gte(1), z.lte(1000)))),
  nextToken: z.optional(z.string()),
});

/**
 * Which flow each number is pointed at, both by their ARNs, as the live API is read by a provider of Terraform that is tested on it.
 * Of what else may be associated with flows the emulator has nothing.
 */
export const listFlowAssociations: Operation = {
  name: 'ListFlowAssociations',
  method: 'GET',
  path: '/flow-associations-summary/{InstanceId}',
  run: (core, { path, query }) => {
    requireInstance(core, path['InstanceId']);
    const { maxResults, nextToken } = parseBody(querySchema, query, 'InvalidParameterException');
    const pointed = core.numbers.all().flatMap(({ id, flowId }) => (flowId === undefined ? [] : [{ id, flowId }]));
    const { items, ...paging } = takePage(pointed, maxResults, nextToken);
    return {
      FlowAssociationSummaryList: items.map(({ id, flowId }) => ({
        ResourceId: core.numbers.arnOf(id),
        FlowId: core.instance.arnOf('contact-flow', flowId),
        ResourceType: 'VOICE_PHONE_NUMBER',
      })),
      ...paging,
    };
  },
};
