import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AlarmPolicy } from '../../lib/core/policy/operations-policy';

const cloudWatch = 'cloudwatch.amazonaws.com';

/**
 * Where alarms are told: the topic that is there already, or one of ours. Ours has a key of its own: alarms cannot publish
 * to a topic under the key that AWS manages, because nobody can let them use it.
 * Source: "Why didn't I receive an SNS notification", AWS re:Post, cloudwatch-configure-alarm-sns.
 */
export class AlarmTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { topicArn, emails }: AlarmPolicy) {
    super(scope, id);
    this.topic = topicArn === undefined ? this.ownTopic(emails) : Topic.fromTopicArn(this, 'Topic', topicArn);
  }

  private ownTopic(emails: readonly string[]): Topic {
    const key = new Key(this, 'Key', {
      description: 'Lets CloudWatch alarms publish to the encrypted topic of Holdfree.',
      enableKeyRotation: true,
      // Nothing is kept under it: messages pass through.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    key.addToResourcePolicy(this.forAlarms(['kms:Decrypt', 'kms:GenerateDataKey*'], '*'));
    const topic = new Topic(this, 'Topic', { displayName: 'Holdfree', masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(this.forAlarms(['sns:Publish'], topic.topicArn));
    for (const address of emails) topic.addSubscription(new EmailSubscription(address));
    return topic;
  }

  /** Of this account only: any account's alarms are the same service. */
  private forAlarms(actions: string[], resource: string): PolicyStatement {
    return new PolicyStatement({
      actions,
      resources: [resource],
      principals: [new ServicePrincipal(cloudWatch)],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
  }
}
