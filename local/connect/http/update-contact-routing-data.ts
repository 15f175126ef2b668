import { idOf } from '../resource-id';
import { routingRequestSchema, toRoutingChange } from '../routing-change';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';

/** A change to a contact that is already with an agent, or over, is refused; which error Connect gives is not documented. */
export const updateContactRoutingData: Operation = {
  name: 'UpdateContactRoutingData',
  method: 'POST',
  path: '/contacts/{InstanceId}/{ContactId}/routing-data',
  run: (core, { path, body }) => {
    requireInstance(core, path['InstanceId']);
    const asked = toRoutingChange(parseBody(routingRequestSchema, body));
    if ('fault' in asked) throw new ApiError('InvalidParameterException', asked.fault);
    switch (core.routingData(idOf(path['ContactId']), asked.change)) {
      case 'accepted':
        return {};
      case 'unknown':
        throw new ApiError('ResourceNotFoundException', `Contact not found: ${path['ContactId'] ?? ''}`);
      case 'over':
        throw new ApiError('ResourceConflictException', 'The contact is no longer waiting to be routed.');
    }
  },
};
