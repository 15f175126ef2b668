import type { Channel } from './channel';
import { channelOf } from './contact';
import type { ContactView, CriteriaInForce, InitiationMethod } from './contact';
import { tagsOf } from './contact-data';
import { tellSteps } from './criteria-progress';
import { toIsoMilliseconds, toIsoSeconds } from './iso-time';
import { ownerOf } from './personal-queue';
import type { RoutingExpression } from './routing-criteria';
import type { Instance } from './setup';

export type ContactEventType =
  | 'INITIATED'
  | 'CONNECTED_TO_SYSTEM'
  | 'CONTACT_DATA_UPDATED'
  | 'QUEUED'
  | 'CONNECTED_TO_AGENT'
  | 'DISCONNECTED'
  | 'COMPLETED';

/** Only members that the model of contact events documents: no customer number, no attribute values, no reason. */
export interface ContactEventDetail {
  readonly eventType: ContactEventType;
  readonly contactId: string;
  readonly channel: Channel;
  readonly instanceArn: string;
  readonly initiationMethod: InitiationMethod;
  readonly initiationTimestamp: string;
  readonly scheduledTimestamp?: string;
  readonly connectedToSystemTimestamp?: string;
  readonly disconnectTimestamp?: string;
  readonly initialContactId?: string;
  readonly previousContactId?: string;
  readonly relatedContactId?: string;
  readonly customerId?: string;
  readonly queueInfo?: {
    readonly queueArn: string;
    readonly queueType: 'STANDARD' | 'AGENT';
    readonly enqueueTimestamp: string;
  };
  readonly agentInfo?: {
    readonly agentArn: string;
    readonly connectedToAgentTimestamp: string;
    readonly afterContactWorkStartTimestamp?: string;
    readonly afterContactWorkEndTimestamp?: string;
    readonly afterContactWorkDuration?: number;
  };
  readonly updatedProperties?: readonly string[];
  readonly routingCriteria?: unknown;
  readonly tags: Readonly<Record<string, string>>;
}

/** The EventBridge envelope around one contact event. */
export interface ContactEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'Amazon Connect Contact Event';
  readonly source: 'aws.connect';
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: ContactEventDetail;
}

/** What a CONTACT_DATA_UPDATED event adds. */
export type EventExtra = Pick<ContactEventDetail, 'updatedProperties' | 'routingCriteria'>;

function queueInfo(instance: Instance, view: ContactView): Pick<ContactEventDetail, 'queueInfo'> {
  if (view.queueId === undefined || view.enqueuedAtMs === undefined) return {};
  return {
    queueInfo: {
      queueArn: instance.arnOf('queue', view.queueId),
      queueType: ownerOf(view.queueId) === undefined ? 'STANDARD' : 'AGENT',
      enqueueTimestamp: toIsoMilliseconds(view.enqueuedAtMs),
    },
  };
}

function agentInfo(instance: Instance, view: ContactView): Pick<ContactEventDetail, 'agentInfo'> {
  const { agentId, connectedToAgentAtMs, disconnectedAtMs, afterContactWorkEndedAtMs } = view;
  if (agentId === undefined || connectedToAgentAtMs === undefined) return {};
  const connected = {
    agentArn: instance.arnOf('agent', agentId),
    connectedToAgentTimestamp: toIsoMilliseconds(connectedToAgentAtMs),
  };
  if (disconnectedAtMs === undefined || afterContactWorkEndedAtMs === undefined) return { agentInfo: connected };
  return {
    agentInfo: {
      ...connected,
      afterContactWorkStartTimestamp: toIsoMilliseconds(disconnectedAtMs),
      afterContactWorkEndTimestamp: toIsoMilliseconds(afterContactWorkEndedAtMs),
      afterContactWorkDuration: Math.floor((afterContactWorkEndedAtMs - disconnectedAtMs) / 1_000),
    },
  };
}

function links(view: ContactView): Partial<ContactEventDetail> {
  const { initialContactId, previousContactId, relatedContactId, customerId, scheduledAtMs } = view;
  return {
    ...(scheduledAtMs === undefined ? {} : { scheduledTimestamp: toIsoMilliseconds(scheduledAtMs) }),
    ...(initialContactId === undefined ? {} : { initialContactId }),
    ...(previousContactId === undefined ? {} : { previousContactId }),
    ...(relatedContactId === undefined ? {} : { relatedContactId }),
    ...(customerId === undefined ? {} : { customerId }),
  };
}

/** Builds the event of the contact as it is now; the envelope's time is rounded to the second. */
export function buildContactEvent(
  instance: Instance,
  envelope: { readonly id: string; readonly atMs: number },
  eventType: ContactEventType,
  view: ContactView,
  extra: EventExtra = {},
): ContactEvent {
  const hasSystem = view.connectedToSystemAtMs !== undefined && eventType !== 'INITIATED';
  return {
    version: '0',
    id: envelope.id,
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: instance.setup.accountId,
    time: toIsoSeconds(Math.round(envelope.atMs / 1_000) * 1_000),
    region: instance.setup.region,
    resources: [instance.arn, instance.arnOf('contact', view.contactId)],
    detail: {
      initiationTimestamp: toIsoMilliseconds(view.initiatedAtMs),
      contactId: view.contactId,
      channel: channelOf(view),
      instanceArn: instance.arn,
      initiationMethod: view.initiationMethod,
      eventType,
      ...(hasSystem ? { connectedToSystemTimestamp: toIsoMilliseconds(view.connectedToSystemAtMs ?? 0) } : {}),
      ...(view.disconnectedAtMs === undefined ? {} : { disconnectTimestamp: toIsoMilliseconds(view.disconnectedAtMs) }),
      ...queueInfo(instance, view),
      ...agentInfo(instance, view),
      ...extra,
      ...links(view),
      tags: tagsOf(instance, view),
    },
  };
}

// Events write the members of the API in lower camel case.
function toCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toCamelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), toCamelCase(inner)]),
  );
}

/** The routing criteria as an event tells them, after the step before `stepIndex` has expired. */
export function describeExpiredStep({ criteria, ...progress }: CriteriaInForce, view: ContactView): EventExtra {
  const steps = tellSteps(criteria.Steps, progress, view).map(({ step, status, expiresAtMs }) => ({
    ...(step.Expiry?.DurationInSeconds === undefined
      ? {}
      : {
          expiry: {
            durationInSeconds: step.Expiry.DurationInSeconds,
            ...(expiresAtMs === undefined ? {} : { expiryTimestamp: toIsoMilliseconds(expiresAtMs) }),
          },
        }),
    expression: toCamelCase(step.Expression satisfies RoutingExpression | undefined),
    status,
  }));
  const activationTimestamp = toIsoMilliseconds(progress.activatedAtMs);
  return {
    updatedProperties: ['RoutingCriteria.Step.Status'],
    routingCriteria: { steps, activationTimestamp, index: progress.stepIndex - 1 },
  };
}
