import type { ContactView, InitiationMethod } from './contact';
import type { Instance } from './setup';

export interface Endpoint {
  readonly Address: string;
  readonly Type: 'TELEPHONE_NUMBER';
}

/** `Details.ContactData` of the event with which a flow invokes a function. */
export interface ContactData {
  readonly Attributes: Readonly<Record<string, string>>;
  readonly AwsRegion: string;
  readonly Channel: 'VOICE';
  readonly ContactId: string;
  readonly CustomerEndpoint: Endpoint | null;
  readonly CustomerId: null;
  readonly Description: string | null;
  readonly InitialContactId: string;
  readonly InitiationMethod: InitiationMethod;
  readonly InstanceARN: string;
  readonly LanguageCode: string;
  readonly MediaStreams: { readonly Customer: { readonly Audio: null } };
  readonly Name: string | null;
  readonly PreviousContactId: string;
  readonly Queue: { readonly ARN: string; readonly Name: string; readonly OutboundCallerId: Endpoint | null } | null;
  readonly References: ContactView['references'];
  readonly RelatedContactId: string | null;
  readonly SegmentAttributes: { readonly 'connect:Subtype': { readonly ValueString: 'connect:Telephony' } };
  readonly SystemEndpoint: Endpoint | null;
  readonly Tags: Readonly<Record<string, string>>;
}

/** A withheld number has no endpoint here; what Connect really sends for one is not documented. */
export function toEndpoint(address: string | null | undefined): Endpoint | null {
  return address ? { Address: address, Type: 'TELEPHONE_NUMBER' } : null;
}

/** The tags that Connect itself puts on a voice contact. */
export function tagsOf(instance: Instance, view: ContactView): Readonly<Record<string, string>> {
  return {
    'aws:connect:instanceId': instance.setup.instanceId,
    ...(view.systemNumber === null ? {} : { 'aws:connect:systemEndpoint': view.systemNumber }),
  };
}

function toQueue(instance: Instance, queueId: string | undefined): ContactData['Queue'] {
  const queue = queueId === undefined ? undefined : instance.queues.get(queueId);
  if (queue === undefined) return null;
  return {
    ARN: instance.arnOf('queue', queue.id),
    Name: queue.name,
    OutboundCallerId: toEndpoint(queue.callerId),
  };
}

/** Builds the object as of now; Queue is where the contact is, or would be transferred to. */
export function buildContactData(instance: Instance, view: ContactView): ContactData {
  return {
    Attributes: view.attributes,
    AwsRegion: instance.setup.region,
    Channel: 'VOICE',
    ContactId: view.contactId,
    CustomerEndpoint: toEndpoint(view.customerNumber),
    CustomerId: null,
    Description: view.description ?? null,
    InitialContactId: view.contactId,
    InitiationMethod: view.initiationMethod,
    InstanceARN: instance.arn,
    LanguageCode: 'en-US',
    MediaStreams: { Customer: { Audio: null } },
    Name: view.name ?? null,
    PreviousContactId: view.contactId,
    Queue: toQueue(instance, view.targetQueueId ?? view.queueId),
    References: view.references,
    RelatedContactId: view.relatedContactId ?? null,
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    SystemEndpoint: toEndpoint(view.systemNumber),
    Tags: tagsOf(instance, view),
  };
}
