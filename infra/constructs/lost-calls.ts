import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { explainResource } from '../nag/explain';
import { arnBeside } from './beside-instance';
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
  readonly taskFlowArn: string;
}

/** The slow and authoritative feed, the outbox with its bus, and the notices: three functions beside the fast feed. */
export class LostCalls extends Construct {
  readonly records: ServiceFunction;
  readonly recordFeed: ContactRecordFeed;
  readonly outbox: ServiceFunction;
  readonly outboxFeed: OutboxFeed;
  readonly notify: ServiceFunction;
  readonly noticeRule: NoticeRule;

  constructor(scope: Construct, id: string, props: LostCallsProps) {
    super(scope, id);
    const { policy, table } = props;
    const { instanceArn, contactRecordStreamArn } = policy;
    this.records = this.recordsOf(props);
    this.recordFeed = new ContactRecordFeed(this, 'ContactRecordFeed', {
      instanceArn,
      target: this.records.lambda,
      ...(contactRecordStreamArn === undefined ? {} : { existingStreamArn: contactRecordStreamArn }),
    });
    this.outbox = new ServiceFunction(this, 'Outbox', {
      config: props.config,
      name: 'outbox',
      description: 'Tells the bus what has become of callbacks and cases.',
      timeout: Duration.seconds(30),
      memoryMb: 256,
    });
    // It reads no policy; its metrics are told of an instance all the same.
    this.outbox.lambda.addEnvironment('INSTANCE_ID', policy.instanceId);
    this.outboxFeed = new OutboxFeed(this, 'OutboxFeed', { table, outbox: this.outbox.lambda });
    this.notify = this.notifyOf(props);
    this.noticeRule = new NoticeRule(this, 'NoticeRule', { bus: this.outboxFeed.bus, notify: this.notify.lambda });
  }

  private recordsOf({ config, policy, table, dispatchQueue }: LostCallsProps): ServiceFunction {
    const records = new ServiceFunction(this, 'ContactRecords', {
      config,
      table,
      name: 'contact-records',
      description: 'Takes contact records, the last word on each call, into what events have told.',
      timeout: Duration.seconds(60),
      memoryMb: 512,
    });
    records.wakes(dispatchQueue);
    records.allowConnect(policy, ['DescribeContact', 'StopContact', 'AssociateContactWithUser']);
    directoryAccess(records, policy);
    return records;
  }

  private notifyOf({ config, policy, table, dispatchQueue, taskFlowArn }: LostCallsProps): ServiceFunction {
    const { sms, supervisors } = policy.notices;
    const notify = new ServiceFunction(this, 'Notify', {
      config,
      table,
      name: 'notify',
      description: 'Tells callers, supervisors and agents of lost calls.',
      timeout: Duration.seconds(60),
      memoryMb: 512,
    });
    notify.lambda.addEnvironment('TASK_FLOW_ID', taskFlowArn);
    // Its settings name the queue as every function's do; it sends no wake, and may not.
    notify.lambda.addEnvironment('DISPATCH_QUEUE_URL', dispatchQueue.queue.queueUrl);
    notify.allowConnect(policy, ['DescribeContact', 'StopContact', 'UpdateContact']);
    notify.allowTasks(policy, taskFlowArn);
    directoryAccess(notify, policy);
    const topics = supervisors.flatMap((one) => (one.kind === 'topic' ? [one.topicArn] : []));
    notify.allowAction('sns:Publish', topics);
    if (sms !== undefined) allowSms(notify, policy, sms.originationIdentity);
    const secrets = supervisors.flatMap((one) =>
      one.kind === 'webhook' && one.secret !== undefined ? [one.secret] : [],
    );
    const names = [...new Set(secrets)].map((name) => `parameter/${name.replace(/^\//, '')}`);
    notify.allowAction(
      'ssm:GetParameter',
      names.map((name) => arnBeside(policy, 'ssm', name)),
    );
    return notify;
  }
}

/** From an identity that is named by its ARN, or from whichever of the account has that number or name. */
function allowSms(notify: ServiceFunction, policy: Policy, identity: string): void {
  const isNamed = identity.startsWith('arn:');
  const identities = isNamed
    ? [identity]
    : ['phone-number', 'pool', 'sender-id'].map((kind) => arnBeside(policy, 'sms-voice', `${kind}/*`));
  notify.allowAction('sms-voice:SendTextMessage', identities);
  if (isNamed) return;
  for (const wide of identities) {
    const reason = 'The configuration has a number or a name, of which no ARN can be made; with an ARN it is that one.';
    explainResource(notify, wide, reason);
  }
}
