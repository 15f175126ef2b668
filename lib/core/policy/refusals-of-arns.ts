import { isOfInstance, ofInstance, type ConnectKind } from './connect-ids';
import { show, type PolicyRefusal } from './refusals';
import type { ParsedConfig } from './schema';

/** Names whatever is not where it has to be: things of another instance, another region, another account. */
export function refusalsOfArns(config: ParsedConfig): readonly PolicyRefusal[] {
  return [...refusalsOfThings(config), ...refusalsOfPlaces(config)];
}

/** What is named by id or ARN has to be of the instance that is named at the top. */
function refusalsOfThings({ instanceArn, callbackFlowId, taskFlowId, queues }: ParsedConfig): readonly PolicyRefusal[] {
  const named: readonly { field: string; kind: ConnectKind; value: string | undefined }[] = [
    { field: 'callbackFlowId', kind: 'contact-flow', value: callbackFlowId },
    { field: 'taskFlowId', kind: 'contact-flow', value: taskFlowId },
    ...queues.flatMap(({ queueId, hold }, index) => [
      { field: `queues[${index}].queueId`, kind: 'queue' as const, value: queueId },
      { field: `queues[${index}].hold.musicPromptId`, kind: 'prompt' as const, value: hold.musicPromptId },
    ]),
  ];
  return named.flatMap(({ field, kind, value }) =>
    value === undefined || isOfInstance(value, instanceArn)
      ? []
      : [{ field, value: show(value), allowed: ofInstance(kind, instanceArn) }],
  );
}

interface Place {
  readonly field: string;
  readonly arn: string | undefined;
  readonly what: string;
  /** Whether another account could not share it with us. */
  readonly isOfAccount?: boolean;
}

/**
 * Everything is deployed in the region and the account of the instance. A topic of another account can let us publish by its
 * own policy, so its account is free; its region is not, since alarms and SNS clients reach topics of their own region only.
 * Connect writes to a stream by a role of its own account, and DynamoDB takes a key of the table's account ("stored in your
 * account": Amazon DynamoDB Developer Guide, Encryption at rest: how it works).
 */
function refusalsOfPlaces(config: ParsedConfig): readonly PolicyRefusal[] {
  const { instanceArn, contactRecordStreamArn, alarms, deployment, notices } = config;
  const ours = partsOf(instanceArn);
  return placesOf({ contactRecordStreamArn, alarms, deployment, notices }).flatMap(
    ({ field, arn, what, isOfAccount = false }) => {
      if (arn?.startsWith('arn:') !== true) return [];
      const { region, account } = partsOf(arn);
      if (region === ours.region && (!isOfAccount || account === ours.account)) return [];
      const where = `${ours.region}${isOfAccount ? ` of the account ${ours.account}` : ''}`;
      return [{ field, value: show(arn), allowed: `${what} in ${where}, where the instance is` }];
    },
  );
}

function placesOf({
  contactRecordStreamArn,
  alarms,
  deployment,
  notices,
}: Pick<ParsedConfig, 'contactRecordStreamArn' | 'alarms' | 'deployment' | 'notices'>): readonly Place[] {
  return [
    { field: 'contactRecordStreamArn', arn: contactRecordStreamArn, what: 'a stream', isOfAccount: true },
    { field: 'notices.sms.originationIdentity', arn: notices.sms?.originationIdentity, what: 'who sends SMS' },
    ...notices.supervisors.map((place, index) => ({
      field: `notices.supervisors[${index}].topicArn`,
      arn: place.kind === 'topic' ? place.topicArn : undefined,
      what: 'a topic',
    })),
    { field: 'alarms.topicArn', arn: alarms.topicArn, what: 'a topic' },
    { field: 'deployment.keyArn', arn: deployment.keyArn, what: 'a key', isOfAccount: true },
  ];
}

function partsOf(arn: string): { readonly region: string; readonly account: string } {
  const [, , , region = '', account = ''] = arn.split(':');
  return { region, account };
}
