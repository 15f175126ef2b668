import * as z from 'zod/mini';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';
import { takePage } from './paging';

const querySchema = z.object({
  maxResults: z.optional(z.pipe(z.string(), z.coerce.number<string>().check(z.int(), z.gte(1), z.lte(1000)))),
  nextToken: z.optional(z.string()),
});

/** What a user is good at, in the order of the setup; when and where that was changed last the setup does not say. */
export const listUserProficiencies: Operation = {
  name: 'ListUserProficiencies',
  method: 'GET',
  path: '/users/{InstanceId}/{UserId}/proficiencies',
  run: (core, { path, query }) => {
    requireInstance(core, path['InstanceId']);
    const { maxResults, nextToken } = parseBody(querySchema, query);
    const agent = core.instance.agents.get(idOf(path['UserId']));
    if (agent === undefined) {
      throw new ApiError('ResourceNotFoundException', `User not found: ${path['UserId'] ?? ''}`);
    }
    const { items, ...paging } = takePage(agent.proficiencies ?? [], maxResults, nextToken);
    return {
      UserProficiencyList: items.map(({ attribute, value, level }) => ({
        AttributeName: attribute,
        AttributeValue: value,
        Level: level,
      })),
      ...paging,
    };
  },
};
