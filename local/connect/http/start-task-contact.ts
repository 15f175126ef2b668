import * as z from 'zod/mini';
import { idOf } from '../resource-id';
import type { TaskRequest } from '../tasks';
import { answerOnce } from './answer-once';
import { attributesSchema, checkAttributes, requireContact, requiredId } from './contact-requests';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { ApiCore, Operation } from './operation';
import { scheduledMsOf } from './scheduled-time';

const reference = z.object({
  Type: z.enum(['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL']),
  Value: z._default(z.string().check(z.maxLength(4_096)), ''),
});

const requestSchema = z.object({
  InstanceId: requiredId,
  Name: z.string().check(z.minLength(1), z.maxLength(512)),
  ContactFlowId: z.optional(z.string()),
  TaskTemplateId: z.optional(z.string()),
  QuickConnectId: z.optional(z.string()),
  PreviousContactId: z.optional(z.string()),
  RelatedContactId: z.optional(z.string()),
  Attributes: z.optional(attributesSchema),
  References: z.optional(z.record(z.string(), reference)),
  Description: z.optional(z.string().check(z.maxLength(4_096))),
  ClientToken: z.optional(z.string().check(z.maxLength(500))),
  ScheduledTime: z.optional(z.number()),
  SegmentAttributes: z.optional(z.unknown()),
  Attachments: z.optional(z.unknown()),
});
type Request = z.infer<typeof requestSchema>;

/** The flow of the request; throws where Connect would, and for what only the emulator cannot do. */
function flowIdOf(core: ApiCore, request: Request): string {
  const { ContactFlowId, TaskTemplateId, QuickConnectId, SegmentAttributes, Attachments } = request;
  const given = [ContactFlowId, TaskTemplateId, QuickConnectId].filter((id) => id !== undefined);
  if (given.length !== 1) {
    throw new ApiError(
      'InvalidRequestException',
      'Exactly one of ContactFlowId, TaskTemplateId and QuickConnectId must be given.',
    );
  }
  if (ContactFlowId === undefined || SegmentAttributes !== undefined || Attachments !== undefined) {
    throw new ApiError(
      'InvalidRequestException',
      'The emulator has no task templates, quick connects, segment attributes and attachments.',
    );
  }
  const flowId = idOf(ContactFlowId);
  if (core.instance.flowIds.has(flowId)) return flowId;
  throw new ApiError('ResourceNotFoundException', `Contact flow not found: ${ContactFlowId}`);
}

function toTaskRequest(core: ApiCore, request: Request, flowId: string): TaskRequest {
  const { Name, Description, PreviousContactId, RelatedContactId, ScheduledTime } = request;
  return {
    name: Name,
    flowId,
    attributes: request.Attributes ?? {},
    references: request.References ?? {},
    ...(Description === undefined ? {} : { description: Description }),
    ...(RelatedContactId === undefined ? {} : { relatedContactId: idOf(RelatedContactId) }),
    ...(PreviousContactId === undefined
      ? {}
      : { previousContactId: requireContact(core, PreviousContactId).contactId }),
    ...(ScheduledTime === undefined ? {} : { scheduledAtMs: scheduledMsOf(core, ScheduledTime) }),
  };
}

/** A related contact that is not known, or no longer, is named on the task all the same, as a dial does it. */
export const startTaskContact: Operation = {
  name: 'StartTaskContact',
  method: 'PUT',
  path: '/contact/task',
  run: (core, { body }) => {
    const request = parseBody(requestSchema, body);
    requireInstance(core, request.InstanceId);
    checkAttributes(request.Attributes ?? {});
    const flowId = flowIdOf(core, request);

    const { ClientToken, ...rest } = request;
    // Tokens of different operations are taken not to know of each other.
    const token = ClientToken === undefined ? undefined : `StartTaskContact ${ClientToken}`;
    return answerOnce(core, token, rest, () => {
      const contactId = core.tasks.start(toTaskRequest(core, request, flowId));
      if (contactId === undefined) {
        throw new ApiError('ServiceQuotaExceededException', 'The quota of open tasks, or of linked ones, is reached.');
      }
      return contactId;
    });
  },
};
