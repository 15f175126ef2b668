import * as z from 'zod/mini';
import type { DialRequest } from '../outbound';
import { idOf } from '../resource-id';
import { answerOnce } from './answer-once';
import { attributesSchema, checkAttributes, requiredId } from './contact-requests';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { ApiCore, Operation } from './operation';

const requestSchema = z.object({
  InstanceId: requiredId,
  ContactFlowId: requiredId,
  DestinationPhoneNumber: z.string(),
  QueueId: z.optional(z.string()),
  SourcePhoneNumber: z.optional(z.string()),
  Attributes: z.optional(attributesSchema),
  ClientToken: z.optional(z.string().check(z.maxLength(500))),
  Name: z.optional(z.string().check(z.maxLength(512))),
  Description: z.optional(z.string().check(z.maxLength(4_096))),
  References: z.optional(z.record(z.string(), z.object({ Type: z.string(), Value: z._default(z.string(), '') }))),
  RelatedContactId: z.optional(z.string()),
  TrafficType: z.optional(z.string()),
  AnswerMachineDetectionConfig: z.optional(z.unknown()),
  CampaignId: z.optional(z.string()),
  OutboundStrategy: z.optional(z.unknown()),
  RingTimeoutInSeconds: z.optional(z.number()),
});
type Request = z.infer<typeof requestSchema>;

const E164 = /^\+[1-9]\d{1,14}$/;

// These need outbound campaigns. Which error Connect gives without them is not documented.
function refuseCampaignFeatures(request: Request): void {
  const { TrafficType, AnswerMachineDetectionConfig, CampaignId, OutboundStrategy, RingTimeoutInSeconds } = request;
  const refused = Object.entries({ AnswerMachineDetectionConfig, CampaignId, OutboundStrategy, RingTimeoutInSeconds })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (TrafficType !== undefined && TrafficType !== 'GENERAL') refused.unshift('TrafficType');
  if (refused.length > 0) {
    throw new ApiError('InvalidRequestException', `${refused.join(', ')}: only for outbound campaigns.`);
  }
}

function checkNumbers({ DestinationPhoneNumber, SourcePhoneNumber, QueueId }: Request): void {
  if (!E164.test(DestinationPhoneNumber)) {
    throw new ApiError('InvalidParameterException', 'DestinationPhoneNumber is not a valid E.164 number.');
  }
  if (SourcePhoneNumber !== undefined && !E164.test(SourcePhoneNumber)) {
    throw new ApiError('InvalidParameterException', 'SourcePhoneNumber is not a valid E.164 number.');
  }
  if (SourcePhoneNumber === undefined && QueueId === undefined) {
    throw new ApiError('InvalidRequestException', 'Either QueueId or SourcePhoneNumber must be given.');
  }
}

function checkResources(core: ApiCore, { ContactFlowId, QueueId }: Request): void {
  if (!core.instance.flowIds.has(idOf(ContactFlowId))) {
    throw new ApiError('ResourceNotFoundException', `Contact flow not found: ${ContactFlowId}`);
  }
  if (QueueId !== undefined && !core.instance.queues.has(idOf(QueueId))) {
    throw new ApiError('ResourceNotFoundException', `Queue not found: ${QueueId}`);
  }
}

function checkDestination(core: ApiCore, destination: string): void {
  if (!core.instance.isDialable(destination)) {
    throw new ApiError('DestinationNotAllowedException', 'Outbound calls to the destination number are not allowed.');
  }
}

function toDialRequest(request: Request): DialRequest {
  const { QueueId, SourcePhoneNumber, RelatedContactId, Name, Description } = request;
  return {
    to: request.DestinationPhoneNumber,
    flowId: idOf(request.ContactFlowId),
    attributes: request.Attributes ?? {},
    references: request.References ?? {},
    ...(QueueId === undefined ? {} : { queueId: idOf(QueueId) }),
    ...(SourcePhoneNumber === undefined ? {} : { sourceNumber: SourcePhoneNumber }),
    ...(RelatedContactId === undefined ? {} : { relatedContactId: idOf(RelatedContactId) }),
    ...(Name === undefined ? {} : { name: Name }),
    ...(Description === undefined ? {} : { description: Description }),
  };
}

/** Checks what does not depend on the moment first, then the token, so that a repeat is answered even at the quota. */
export const startOutboundVoiceContact: Operation = {
  name: 'StartOutboundVoiceContact',
  method: 'PUT',
  path: '/contact/outbound-voice',
  run: (core, { body }) => {
    const request = parseBody(requestSchema, body);
    requireInstance(core, request.InstanceId);
    refuseCampaignFeatures(request);
    checkNumbers(request);
    checkAttributes(request.Attributes ?? {});
    checkResources(core, request);

    const { ClientToken: token, ...rest } = request;
    return answerOnce(core, token, rest, () => {
      checkDestination(core, request.DestinationPhoneNumber);
      const contactId = core.outbound(toDialRequest(request));
      // Whether Connect refuses at the quota or accepts and then fails is not documented; refusing is the documented error's reading.
      if (contactId === undefined) {
        throw new ApiError('LimitExceededException', 'The concurrent active calls quota is reached.');
      }
      return contactId;
    });
  },
};
