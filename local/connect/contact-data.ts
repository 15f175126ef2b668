import type { Channel } from './channel';
import { channelOf, targetQueueOf } from './contact';
import type { ContactView, InitiationMethod } from './contact';
import { ownerOf } from './personal-queue';
import type { Instance } from './setup';

export interface Endpoint {
  readonly Address: string;
  readonly Type: 'TELEPHONE_NUMBER';
}

/** What Connect itself says of a contact in more detail than its channel. */
export interface SegmentAttributes {
  readonly 'connect:Subtype': { readonly ValueString: 'connect:Telephony' | 'connect:Task' };
}

/** `Details.ContactData` of the event with which a flow invokes a function. */
export interface ContactData {
  readonly Attributes: Readonly<Record<string, string>>;
  readonly AwsRegion: string;
  readonly Channel: Channel;
  readonly ContactId: string;
  readonly CustomerEndpoint: Endpoint | null;
  readonly CustomerId: string | null;
  readonly Description: string | null;
  readonly InitialContactId: string;
  readonly InitiationMethod: InitiationMethod;
  readonly InstanceARN: string;
  readonly LanguageCode: string;
  readonly MediaStreams: { readonly Customer: { readonly Audio: null } };
  readonly Name: string | null;
  readonly PreviousContactId: string;
  /** An agent's own queue has no name. */
  readonly Queue: {
    readonly ARN: string;
    readonly Name: string | null;
    readonly OutboundCallerId: Endpoint | null;
  } | null;
  readonly References: ContactView['references'];
  readonly RelatedContactId: string | null;
  readonly SegmentAttributes: SegmentAttributes;
  readonly SystemEndpoint: Endpoint | null;
  readonly Tags: Readonly<Record<string, string>>;
}

/** A withheld number has no endpoint here; what Connect really sends for one is not documented. */
export function toEndpoint(address: string | null | undefined): Endpoint | null {
  return address ? { Address: address, Type: 'TELEPHONE_NUMBER' } : null;
}

/** The subtype of a task is the one that the agent workspace knows it by; that flows and records tell it too is assumed. */
export function segmentAttributesOf(view: ContactView): SegmentAttributes {
  return { 'connect:Subtype': { ValueString: channelOf(view) === 'TASK' ? 'connect:Task' : 'connect:Telephony' } };
}

/** The number of the centre as DescribeContact and contact events tell it: not for callbacks and transfers. */
export function systemNumberOf({ initiationMethod, systemNumber }: ContactView): string | null {
  return initiationMethod === 'CALLBACK' || initiationMethod === 'QUEUE_TRANSFER' ? null : systemNumber;
}

/** The tags that Connect itself puts on a contact, and those that flows have added. */
export function tagsOf(instance: Instance, view: ContactView): Readonly<Record<string, string>> {
  const systemNumber = systemNumberOf(view);
  return {
    'aws:connect:instanceId': instance.setup.instanceId,
    ...(systemNumber === null ? {} : { 'aws:connect:systemEndpoint': systemNumber }),
    ...view.userTags,
  };
}

function toQueue(instance: Instance, queueId: string | undefined): ContactData['Queue'] {
  if (queueId === undefined) return null;
  const queue = instance.queues.get(queueId);
  if (queue === undefined && ownerOf(queueId) === undefined) return null;
  return {
    ARN: instance.arnOf('queue', queueId),
    Name: queue?.name ?? null,
    OutboundCallerId: toEndpoint(queue?.callerId),
  };
}

/** Builds the object as of now; Queue is where the contact is, or would be transferred to. */
export function buildContactData(instance: Instance, view: ContactView): ContactData {
  return {
    Attributes: view.attributes,
    AwsRegion: instance.setup.region,
    Channel: channelOf(view),
    ContactId: view.contactId,
    CustomerEndpoint: toEndpoint(view.customerNumber),
    CustomerId: view.customerId ?? null,
    Description: view.description ?? null,
    InitialContactId: view.initialContactId ?? view.contactId,
    InitiationMethod: view.initiationMethod,
    InstanceARN: instance.arn,
    LanguageCode: view.languageCode ?? 'en-US',
    MediaStreams: { Customer: { Audio: null } },
    Name: view.name ?? null,
    PreviousContactId: view.previousContactId ?? view.contactId,
    Queue: toQueue(instance, targetQueueOf(view)),
    References: view.references,
    RelatedContactId: view.relatedContactId ?? null,
    SegmentAttributes: segmentAttributesOf(view),
    SystemEndpoint: toEndpoint(view.systemNumber),
    Tags: tagsOf(instance, view),
  };
}
