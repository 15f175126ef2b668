import { Stack, type StackProps } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { config } from '../../holdfree.config';
import { VirtualQueue } from '../../infra/virtual-queue';

export class ContactCentreStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const virtualQueue = new VirtualQueue(this, 'VirtualQueue', {
      config,
      // Both may be left out.
      encryptionKey: Key.fromKeyArn(
        this,
        'Key',
        'arn:aws:kms:eu-west-2:111122223333:key/9b6c4d27-30e5-4c1a-8f6b-2d7a51e0c9f3',
      ),
      alarmTopic: Topic.fromTopicArn(this, 'Operators', 'arn:aws:sns:eu-west-2:111122223333:operators'),
    });
    // What becomes of callbacks, for a system of yours.
    new Rule(this, 'Closed', {
      eventBus: virtualQueue.bus,
      eventPattern: { source: ['holdfree'], detailType: ['callback.closed'] },
      targets: [new SqsQueue(Queue.fromQueueArn(this, 'Crm', 'arn:aws:sqs:eu-west-2:111122223333:crm'))],
    });
  }
}
