import {
  StartOutboundVoiceContactCommand,
  StopContactCommand,
  type ConnectClient,
  type StartOutboundVoiceContactCommandInput,
} from '@aws-sdk/client-connect';
import type { DialRequest } from '../../core/callback/callback';
import type { Dialer, DialOutcome } from '../../ports/dialer';
import { failureOf } from './outcomes';

/** Refusals that are about the number and would be the same for every later dial. */
const aboutTheNumber = new Set(['DestinationNotAllowedException']);

/** Dials through StartOutboundVoiceContact. One request, one send: repeats are decided above, on the stored lease. */
export function createConnectDialer(client: ConnectClient, instanceId: string): Dialer {
  return {
    dial: async (request) => {
      try {
        const { ContactId } = await client.send(new StartOutboundVoiceContactCommand(startInput(request, instanceId)));
        if (ContactId === undefined) return { kind: 'unknown', reason: 'no ContactId in the answer' };
        return { kind: 'started', contactId: ContactId };
      } catch (error) {
        return outcomeOfFailure(error);
      }
    },
    stop: async (contactId) => {
      try {
        await client.send(new StopContactCommand({ InstanceId: instanceId, ContactId: contactId }));
        return 'stopped';
      } catch (error) {
        const failure = failureOf(error);
        const isOver = failure.kind === 'refused' && failure.name === 'ContactNotFoundException';
        return isOver ? 'already_over' : 'unavailable';
      }
    },
  };
}

/** A function of the request alone: the same stored request gives the same bytes. */
function startInput(request: DialRequest, instanceId: string): StartOutboundVoiceContactCommandInput {
  return {
    InstanceId: instanceId,
    ContactFlowId: request.flowId,
    DestinationPhoneNumber: request.number,
    QueueId: request.queueId,
    RelatedContactId: request.relatedContactId,
    ClientToken: request.clientToken,
    Attributes: { ...request.attributes },
    TrafficType: 'GENERAL',
  };
}

function outcomeOfFailure(error: unknown): DialOutcome {
  const failure = failureOf(error);
  if (failure.kind !== 'refused') return failure;
  const kind = aboutTheNumber.has(failure.name) ? 'number_refused' : 'misconfigured';
  return { kind, reason: failure.name };
}
