import type { Context } from 'aws-lambda';

/** What Lambda hands a handler beside its event; handlers here look at none of it. */
export const lambdaContext = {
  functionName: 'test',
  awsRequestId: 'request-1',
  getRemainingTimeInMillis: () => 8_000,
} as unknown as Context;

const instanceArn = 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';

/** The detail of a contact event as Connect words it; times are ISO. */
export interface ContactEventDetail {
  readonly eventType: string;
  readonly contactId: string;
  readonly [field: string]: unknown;
}

/** A contact event as EventBridge hands it over. */
export function contactEventEnvelope(detail: ContactEventDetail): unknown {
  return {
    version: '0',
    id: '5f0e7a10-0000-4000-8000-000000000001',
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: '111122223333',
    region: 'eu-west-2',
    resources: [instanceArn, `${instanceArn}/contact/${detail.contactId}`],
    detail: { channel: 'VOICE', instanceArn, initiationMethod: 'API', tags: {}, ...detail },
  };
}

/** A queue and an agent as contact events name them. */
export const arnOf = {
  queue: (id: string) => `${instanceArn}/queue/${id}`,
  agent: (id: string) => `${instanceArn}/agent/${id}`,
} as const;

/** What a contact flow sends when it asks; endpoints may be null. */
export function flowEvent(
  parameters: Readonly<Record<string, unknown>>,
  contact: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        Attributes: {},
        AwsRegion: 'eu-west-2',
        Channel: 'VOICE',
        ContactId: 'inbound-1',
        CustomerEndpoint: { Address: '+441632960001', Type: 'TELEPHONE_NUMBER' },
        CustomerId: null,
        InitiationMethod: 'INBOUND',
        InstanceARN: instanceArn,
        MediaStreams: { Customer: { Audio: null } },
        Queue: null,
        RelatedContactId: null,
        SystemEndpoint: { Address: '+441632960999', Type: 'TELEPHONE_NUMBER' },
        ...contact,
      },
      Parameters: parameters,
    },
  };
}
