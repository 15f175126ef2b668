import type { Channel } from './channel';
import { channelOf } from './contact';
import type { ContactView, InitiationMethod } from './contact';
import { segmentAttributesOf, tagsOf, toEndpoint } from './contact-data';
import type { Endpoint, SegmentAttributes } from './contact-data';
import { tellCriteria } from './criteria-progress';
import { toIsoSeconds, toIsoSecondsOrNull } from './iso-time';
import type { Instance } from './setup';

export interface RecordAgent {
  readonly ARN: string;
  readonly AfterContactWorkDuration: number;
  readonly AfterContactWorkEndTimestamp: string | null;
  readonly AfterContactWorkStartTimestamp: string | null;
  readonly AgentInitiatedHoldDuration: number;
  readonly AgentInteractionDuration: number;
  readonly ConnectedToAgentTimestamp: string;
  readonly CustomerHoldDuration: number;
  readonly HierarchyGroups: null;
  readonly LongestHoldDuration: number;
  readonly NumberOfHolds: number;
  readonly RoutingProfile: { readonly ARN: string; readonly Name: string };
  readonly Username: string;
}

export interface RecordQueue {
  readonly ARN: string;
  readonly DequeueTimestamp: string | null;
  readonly Duration: number;
  readonly EnqueueTimestamp: string;
  /** An agent's own queue has no name. */
  readonly Name: string | null;
}

/** One contact record; times are cut to the second, durations are whole seconds, what is unset is null. */
export interface ContactRecord {
  readonly AWSAccountId: string;
  readonly AWSContactTraceRecordFormatVersion: '2017-03-10';
  readonly Agent: RecordAgent | null;
  readonly AgentConnectionAttempts: number;
  readonly AnsweringMachineDetectionStatus: null;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly Campaign: { readonly CampaignId: null };
  readonly Channel: Channel;
  readonly ConnectedToSystemTimestamp: string | null;
  /** Only a task has any; their shape in a record is not documented. */
  readonly ContactDetails: { readonly Name?: string; readonly Description?: string };
  readonly ContactId: string;
  readonly CustomerEndpoint: Endpoint | null;
  readonly CustomerVoiceActivity: null;
  readonly DisconnectReason: string | null;
  readonly DisconnectTimestamp: string | null;
  readonly InitialContactId: string | null;
  readonly InitiationMethod: InitiationMethod;
  readonly InitiationTimestamp: string;
  readonly InstanceARN: string;
  readonly LastUpdateTimestamp: string;
  readonly MediaStreams: readonly { readonly Type: 'AUDIO' }[];
  readonly NextContactId: string | null;
  readonly PreviousContactId: string | null;
  readonly Queue: RecordQueue | null;
  readonly Recording: null;
  readonly Recordings: null;
  readonly References: readonly never[];
  readonly RelatedContactId: string | null;
  /** As in the API: its shape in a record is not documented. */
  readonly RoutingCriteria: object | null;
  readonly ScheduledTimestamp: string | null;
  readonly SegmentAttributes: SegmentAttributes;
  readonly SystemEndpoint: Endpoint | null;
  readonly Tags: Readonly<Record<string, string>>;
  readonly TransferCompletedTimestamp: null;
  readonly TransferredToEndpoint: null;
}

// Durations are differences of the printed times, so that a reader who subtracts them finds no contradiction.
function secondsBetween(fromMs: number, toMs: number): number {
  return Math.floor(toMs / 1_000) - Math.floor(fromMs / 1_000);
}

function buildAgent(instance: Instance, view: ContactView): RecordAgent | null {
  const { agentId, connectedToAgentAtMs, disconnectedAtMs, afterContactWorkEndedAtMs } = view;
  const agent = agentId === undefined ? undefined : instance.agents.get(agentId);
  if (agent === undefined || connectedToAgentAtMs === undefined) return null;
  const endedAtMs = disconnectedAtMs ?? connectedToAgentAtMs;
  const hasAfterContactWork = afterContactWorkEndedAtMs !== undefined;
  return {
    ARN: instance.arnOf('agent', agent.id),
    AfterContactWorkDuration: hasAfterContactWork ? secondsBetween(endedAtMs, afterContactWorkEndedAtMs) : 0,
    AfterContactWorkEndTimestamp: toIsoSecondsOrNull(afterContactWorkEndedAtMs),
    AfterContactWorkStartTimestamp: hasAfterContactWork ? toIsoSeconds(endedAtMs) : null,
    AgentInitiatedHoldDuration: 0,
    AgentInteractionDuration: secondsBetween(connectedToAgentAtMs, endedAtMs),
    ConnectedToAgentTimestamp: toIsoSeconds(connectedToAgentAtMs),
    CustomerHoldDuration: 0,
    HierarchyGroups: null,
    LongestHoldDuration: 0,
    NumberOfHolds: 0,
    RoutingProfile: {
      ARN: instance.arnOf('routing-profile', agent.routingProfileId),
      Name: instance.profiles.get(agent.routingProfileId)?.name ?? agent.routingProfileId,
    },
    Username: agent.username,
  };
}

function buildQueue(instance: Instance, view: ContactView): RecordQueue | null {
  const { queueId, enqueuedAtMs, dequeuedAtMs } = view;
  if (queueId === undefined || enqueuedAtMs === undefined) return null;
  return {
    ARN: instance.arnOf('queue', queueId),
    DequeueTimestamp: toIsoSecondsOrNull(dequeuedAtMs),
    Duration: secondsBetween(enqueuedAtMs, dequeuedAtMs ?? enqueuedAtMs),
    EnqueueTimestamp: toIsoSeconds(enqueuedAtMs),
    Name: instance.queues.get(queueId)?.name ?? null,
  };
}

function detailsOf(view: ContactView): ContactRecord['ContactDetails'] {
  if (channelOf(view) !== 'TASK') return {};
  const { name, description } = view;
  return {
    ...(name === undefined ? {} : { Name: name }),
    ...(description === undefined ? {} : { Description: description }),
  };
}

/** Builds the record of a contact that is over; `nowMs` becomes its LastUpdateTimestamp. */
export function buildContactRecord(instance: Instance, view: ContactView, nowMs: number): ContactRecord {
  return {
    AWSAccountId: instance.setup.accountId,
    AWSContactTraceRecordFormatVersion: '2017-03-10',
    Agent: buildAgent(instance, view),
    AgentConnectionAttempts: view.agentConnectionAttempts,
    AnsweringMachineDetectionStatus: null,
    Attributes: view.attributes,
    Campaign: { CampaignId: null },
    Channel: channelOf(view),
    ConnectedToSystemTimestamp: toIsoSecondsOrNull(view.connectedToSystemAtMs),
    ContactDetails: detailsOf(view),
    ContactId: view.contactId,
    CustomerEndpoint: toEndpoint(view.customerNumber),
    CustomerVoiceActivity: null,
    DisconnectReason: view.disconnectReason ?? null,
    DisconnectTimestamp: toIsoSecondsOrNull(view.disconnectedAtMs),
    InitialContactId: view.initialContactId ?? null,
    InitiationMethod: view.initiationMethod,
    InitiationTimestamp: toIsoSeconds(view.initiatedAtMs),
    InstanceARN: instance.arn,
    LastUpdateTimestamp: toIsoSeconds(nowMs),
    MediaStreams: channelOf(view) === 'VOICE' ? [{ Type: 'AUDIO' }] : [],
    NextContactId: view.nextContactId ?? null,
    PreviousContactId: view.previousContactId ?? null,
    Queue: buildQueue(instance, view),
    Recording: null,
    Recordings: null,
    References: [],
    RelatedContactId: view.relatedContactId ?? null,
    RoutingCriteria: tellCriteria(view, toIsoSeconds) ?? null,
    ScheduledTimestamp: toIsoSecondsOrNull(view.scheduledAtMs),
    SegmentAttributes: segmentAttributesOf(view),
    SystemEndpoint: toEndpoint(view.systemNumber),
    Tags: tagsOf(instance, view),
    TransferCompletedTimestamp: null,
    TransferredToEndpoint: null,
  };
}
