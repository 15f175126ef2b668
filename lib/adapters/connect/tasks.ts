import {
  AssociateContactWithUserCommand,
  StartTaskContactCommand,
  StopContactCommand,
  type ConnectClient,
  type StartTaskContactCommandInput,
} from '@aws-sdk/client-connect';
import { contactAttributes } from '../../core/contact-attributes';
import type { OfferOutcome, TaskOffer, Tasks } from '../../ports/tasks';
import { failureOf } from './outcomes';

/** There are too many open tasks, and there will be fewer: not a status of throttling, but the same to us. */
const quota = 'ServiceQuotaExceededException';

/** Offers tasks through StartTaskContact. One request, one send: repeats are decided above, with the same token. */
export function createConnectTasks(client: ConnectClient, instanceId: string): Tasks {
  return {
    offer: async (task) => {
      try {
        const { ContactId } = await client.send(new StartTaskContactCommand(startInput(task, instanceId)));
        if (ContactId === undefined) return { kind: 'unknown', reason: 'no ContactId in the answer' };
        return { kind: 'offered', contactId: ContactId };
      } catch (error) {
        return outcomeOfFailure(error);
      }
    },
    end: async (contactId) => {
      try {
        await client.send(new StopContactCommand({ InstanceId: instanceId, ContactId: contactId }));
        return 'ended';
      } catch (error) {
        const failure = failureOf(error);
        const isOver = failure.kind === 'refused' && failure.name === 'ContactNotFoundException';
        return isOver ? 'already_over' : 'unavailable';
      }
    },
    giveTo: async (contactId, agentId) => {
      try {
        await client.send(
          new AssociateContactWithUserCommand({ InstanceId: instanceId, ContactId: contactId, UserId: agentId }),
        );
        return 'given';
      } catch (error) {
        return failureOf(error).kind;
      }
    },
  };
}

/** A function of the offer alone: the same offer gives the same bytes. What the task is about is said once, here. */
function startInput(task: TaskOffer, instanceId: string): StartTaskContactCommandInput {
  return {
    InstanceId: instanceId,
    ContactFlowId: task.flowId,
    Name: task.name,
    Description: task.description,
    RelatedContactId: task.relatedContactId,
    ClientToken: task.clientToken,
    Attributes: {
      ...task.attributes,
      [contactAttributes.callbackId]: task.callbackId,
      [contactAttributes.attempt]: String(task.attempt),
      [contactAttributes.queueId]: task.queueId,
    },
  };
}

function outcomeOfFailure(error: unknown): OfferOutcome {
  const failure = failureOf(error);
  if (failure.kind !== 'refused') return failure;
  return failure.name === quota ? { kind: 'throttled' } : { kind: 'misconfigured', reason: failure.name };
}
