import * as z from 'zod/mini';
import { idOf } from '../resource-id';
import { requireContact, requiredId } from './contact-requests';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';

const requestSchema = z.object({ UserId: requiredId });

/**
 * Offers a queued contact to one agent, who need not be free. Not documented, and assumed: that the agent need not serve
 * the queue, and that the refusals below are invalid requests.
 */
export const associateContactWithUser: Operation = {
  name: 'AssociateContactWithUser',
  method: 'POST',
  path: '/contacts/{InstanceId}/{ContactId}/associate-user',
  run: (core, { path, body }) => {
    const { UserId } = parseBody(requestSchema, body);
    requireInstance(core, path['InstanceId']);
    const { contactId } = requireContact(core, path['ContactId']);
    const agentId = idOf(UserId);
    if (!core.roster.has(agentId)) throw new ApiError('ResourceNotFoundException', `User not found: ${UserId}`);
    const contact = core.book.running(contactId);
    const outcome =
      contact === undefined ? 'not_queued' : core.centre.router.associate(contact, core.roster.get(agentId));
    switch (outcome) {
      case 'offered':
        return {};
      case 'not_queued':
        throw new ApiError('InvalidRequestException', 'The contact is not waiting in a queue.');
      case 'not_there':
        throw new ApiError('InvalidRequestException', 'The user is offline.');
    }
  },
};
