import type { ContactData, FlowLeg } from '../../connect/types';

/** Who is on a paper leg. */
export interface PaperContact {
  readonly contactId?: string;
  readonly initialContactId?: string;
  readonly initiationMethod?: ContactData['InitiationMethod'];
  /** null when withheld. */
  readonly from?: string | null;
  readonly to?: string;
  /** The queue that the contact is in, or would be transferred to: an id or ARN. */
  readonly queueId?: string | undefined;
  readonly relatedContactId?: string;
  readonly languageCode?: string;
}

const instanceId = '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
const region = 'us-west-2';
const instanceArn = `arn:aws:connect:${region}:111122223333:instance/${instanceId}`;

/** The ContactData of the contact as of now, complete as a function gets it. */
export function paperContactData(
  contact: PaperContact,
  attributes: Readonly<Record<string, string>>,
  data: Parameters<FlowLeg['setData']>[0],
): ContactData {
  const { contactId = 'a1c0ffee-1111-4a11-8a11-000000000001', from = '+12065550142', to = '+18005550199' } = contact;
  return {
    Attributes: attributes,
    AwsRegion: region,
    Channel: 'VOICE',
    ContactId: contactId,
    CustomerEndpoint: from === null ? null : { Address: from, Type: 'TELEPHONE_NUMBER' },
    CustomerId: data.customerId ?? null,
    Description: data.description ?? null,
    InitialContactId: contact.initialContactId ?? contactId,
    InitiationMethod: contact.initiationMethod ?? 'INBOUND',
    InstanceARN: instanceArn,
    LanguageCode: data.languageCode ?? contact.languageCode ?? 'en-US',
    MediaStreams: { Customer: { Audio: null } },
    Name: data.name ?? null,
    PreviousContactId: contactId,
    Queue: queueOf(contact.queueId, to),
    References: {},
    RelatedContactId: contact.relatedContactId ?? null,
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    SystemEndpoint: { Address: to, Type: 'TELEPHONE_NUMBER' },
    Tags: { 'aws:connect:instanceId': instanceId, 'aws:connect:systemEndpoint': to },
  };
}

function queueOf(queueId: string | undefined, callerId: string): ContactData['Queue'] {
  if (queueId === undefined) return null;
  const id = queueId.slice(queueId.lastIndexOf('/') + 1);
  return {
    ARN: `${instanceArn}/queue/${id}`,
    Name: id,
    OutboundCallerId: { Address: callerId, Type: 'TELEPHONE_NUMBER' },
  };
}
