import { Duration, Stack } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { ContactRecordFeed } from './contact-record-feed';
import { directoryAccess } from './directory-access';
import type { DispatchQueue } from './dispatch-queue';
import { NoticeRule } from './notice-rule';
import { OutboxFeed } from './outbox-feed';
import { ServiceFunction } from './service-function';

/** What lost calls are found in, and by what they are told. */
export interface LostCallsProps {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
  readonly table: ITableV2;
  readonly dispatchQueue: DispatchQueue;
  /** The flow that tasks about cases begin with. */
  readonly taskFlowId: string;
}

/** The slow and authoritative feed, the outbox with its bus, and the notices: three functions beside the fast feed. */
export class LostCalls extends Construct {
  readonly outbox: OutboxFeed;

  constructor(scope: Construct, id: string, props: LostCallsProps) {
    super(scope, id);
    this.records(props);
    this.outbox = this.outboxOf(props);
    this.notices(props);
  }

  private records({ config, policy, table, dispatchQueue }: LostCallsProps): void {
    const { instanceArn } = policy;
    const records = new ServiceFunction(this, 'ContactRecords', {
      config,
      table,
      name: 'contact-records',
      description: 'Takes contact records, the last word on each call, into what events have told.',
      timeout: Duration.seconds(60),
      memoryMb: 512,
    });
    records.wakes(dispatchQueue);
    records.allowOnContacts(instanceArn, ['DescribeContact', 'StopContact']);
    records.allowOnInstance(instanceArn, ['AssociateContactWithUser']);
    directoryAccess(records, policy);
    const { contactRecordStreamArn } = policy;
    new ContactRecordFeed(this, 'ContactRecordFeed', {
      instanceArn,
      target: records.lambda,
      ...(contactRecordStreamArn === undefined ? {} : { existingStreamArn: contactRecordStreamArn }),
    });
  }

  private outboxOf({ config, table }: LostCallsProps): OutboxFeed {
    const outbox = new ServiceFunction(this, 'Outbox', {
      config,
      name: 'outbox',
      description: 'Tells the bus what has become of callbacks and cases.',
      timeout: Duration.seconds(30),
      memoryMb: 256,
    });
    return new OutboxFeed(this, 'OutboxFeed', { table, outbox: outbox.lambda });
  }

  private notices({ config, policy, table, dispatchQueue, taskFlowId }: LostCallsProps): void {
    const { instanceArn, notices } = policy;
    const notify = new ServiceFunction(this, 'Notify', {
      config,
      table,
      name: 'notify',
      description: 'Tells callers, supervisors and agents of lost calls.',
      timeout: Duration.seconds(60),
      memoryMb: 256,
    });
    notify.lambda.addEnvironment('TASK_FLOW_ID', taskFlowId);
    // Its settings name the queue as every function's do; it sends no wake, and may not.
    notify.lambda.addEnvironment('DISPATCH_QUEUE_URL', dispatchQueue.queue.queueUrl);
    notify.allowOnContacts(instanceArn, ['DescribeContact', 'StopContact', 'UpdateContact']);
    // A task names its flow too.
    notify.allowOnInstance(instanceArn, ['StartTaskContact']);
    directoryAccess(notify, policy);
    notify.allowAction(
      'sns:Publish',
      notices.supervisors.flatMap((one) => (one.kind === 'topic' ? [one.topicArn] : [])),
    );
    if (notices.sms !== undefined) {
      notify.allowAction('sms-voice:SendTextMessage', this.identities(notices.sms.originationIdentity));
    }
    const secrets = notices.supervisors.flatMap((one) =>
      one.kind === 'webhook' && one.secret !== undefined ? [one.secret] : [],
    );
    notify.allowAction(
      'ssm:GetParameter',
      [...new Set(secrets)].map((name) => this.parameterArn(name)),
    );
    new NoticeRule(this, 'NoticeRule', { bus: this.outbox.bus, notify: notify.lambda });
  }

  /** One that is named by its ARN, or whichever of the account has that number or name: IAM cannot be told which. */
  private identities(identity: string): readonly string[] {
    if (identity.startsWith('arn:')) return [identity];
    return ['phone-number', 'pool', 'sender-id'].map((resource) =>
      Stack.of(this).formatArn({ service: 'sms-voice', resource, resourceName: '*' }),
    );
  }

  private parameterArn(name: string): string {
    return Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, '') });
  }
}
