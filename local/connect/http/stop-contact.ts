import * as z from 'zod/mini';
import { channelOf } from '../contact';
import { requireContact, requiredId } from './contact-requests';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';

const requestSchema = z.object({ InstanceId: requiredId, ContactId: requiredId });

/** Ends a contact wherever it is, ringing included; the documented reasons are OTHER for a call and API for a task. */
export const stopContact: Operation = {
  name: 'StopContact',
  method: 'POST',
  path: '/contact/stop',
  run: (core, { body }) => {
    const request = parseBody(requestSchema, body);
    requireInstance(core, request.InstanceId);
    const view = requireContact(core, request.ContactId);
    const isTask = channelOf(view) === 'TASK';
    // Documented as not working for these calls; which error Connect gives is not.
    if (!isTask && view.initiationMethod === 'QUEUE_TRANSFER') {
      throw new ApiError('InvalidRequestException', 'A contact that was transferred between queues cannot be stopped.');
    }
    const contact = core.book.running(view.contactId);
    if (contact === undefined || view.disconnectedAtMs !== undefined) {
      throw new ApiError('ContactNotFoundException', 'The contact is not active.');
    }
    core.centre.end(contact, isTask ? 'API' : 'OTHER');
    return {};
  },
};
