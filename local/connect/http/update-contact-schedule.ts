import * as z from 'zod/mini';
import { requireContact, requiredId } from './contact-requests';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';
import { scheduledMsOf } from './scheduled-time';

const requestSchema = z.object({ InstanceId: requiredId, ContactId: requiredId, ScheduledTime: z.number() });

/** Puts a task off, or brings it forward, as long as it has not begun. */
export const updateContactSchedule: Operation = {
  name: 'UpdateContactSchedule',
  method: 'POST',
  path: '/contact/schedule',
  run: (core, { body }) => {
    const request = parseBody(requestSchema, body);
    requireInstance(core, request.InstanceId);
    const { contactId } = requireContact(core, request.ContactId);
    switch (core.tasks.reschedule(contactId, scheduledMsOf(core, request.ScheduledTime))) {
      case 'rescheduled':
        return {};
      case 'not_scheduled':
        throw new ApiError('InvalidRequestException', 'The contact is not a task that is still to begin.');
      case 'too_often':
        throw new ApiError('LimitExceededException', 'The task was rescheduled too often.');
    }
  },
};
