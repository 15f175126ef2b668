import { channelOf } from '../contact';
import type { ContactView } from '../contact';
import { systemNumberOf, tagsOf, toEndpoint } from '../contact-data';
import { tellCriteria } from '../criteria-progress';
import { idOf } from '../resource-id';
import { requireContact } from './contact-requests';
import { requireInstance, toEpochSeconds } from './operation';
import type { Operation } from './operation';

function describeQueue(view: ContactView): object | undefined {
  if (view.queueId === undefined || view.enqueuedAtMs === undefined) return undefined;
  return { Id: idOf(view.queueId), EnqueueTimestamp: toEpochSeconds(view.enqueuedAtMs) };
}

function describeAgent(view: ContactView): object | undefined {
  if (view.agentId === undefined) return undefined;
  const workEndedAtMs = view.afterContactWorkEndedAtMs;
  const { disconnectedAtMs } = view;
  const hasWork = workEndedAtMs !== undefined && disconnectedAtMs !== undefined;
  return {
    Id: view.agentId,
    ConnectedToAgentTimestamp: toEpochSeconds(view.connectedToAgentAtMs),
    ...(hasWork
      ? {
          AfterContactWorkStartTimestamp: toEpochSeconds(disconnectedAtMs),
          AfterContactWorkEndTimestamp: toEpochSeconds(workEndedAtMs),
          AfterContactWorkDuration: Math.floor((workEndedAtMs - disconnectedAtMs) / 1_000),
        }
      : {}),
  };
}

/** Members that are not set are left out; NextContacts tells only of quick connects, so a chain is read backwards. */
export const describeContact: Operation = {
  name: 'DescribeContact',
  method: 'GET',
  path: '/contacts/{InstanceId}/{ContactId}',
  run: (core, { path }) => {
    requireInstance(core, path['InstanceId']);
    const view = requireContact(core, path['ContactId']);
    return {
      Contact: {
        Arn: core.instance.arnOf('contact', view.contactId),
        Id: view.contactId,
        InitiationMethod: view.initiationMethod,
        Channel: channelOf(view),
        InitialContactId: view.initialContactId,
        PreviousContactId: view.previousContactId,
        RelatedContactId: view.relatedContactId,
        CustomerId: view.customerId,
        Name: view.name,
        Description: view.description,
        QueueInfo: describeQueue(view),
        AgentInfo: describeAgent(view),
        InitiationTimestamp: toEpochSeconds(view.initiatedAtMs),
        ScheduledTimestamp: toEpochSeconds(view.scheduledAtMs),
        ConnectedToSystemTimestamp: toEpochSeconds(view.connectedToSystemAtMs),
        DisconnectTimestamp: toEpochSeconds(view.disconnectedAtMs),
        LastUpdateTimestamp: toEpochSeconds(view.updatedAtMs),
        CustomerEndpoint: toEndpoint(view.customerNumber) ?? undefined,
        SystemEndpoint: toEndpoint(systemNumberOf(view)) ?? undefined,
        QueuePriority: view.queuePriority,
        QueueTimeAdjustmentSeconds: view.queueTimeAdjustmentSeconds,
        RoutingCriteria: tellCriteria(view, toEpochSeconds),
        DisconnectReason: view.disconnectReason,
        Tags: tagsOf(core.instance, view),
        Attributes: view.attributes,
      },
    };
  },
};
