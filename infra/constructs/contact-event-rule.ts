import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersOf } from './dead-letters';

/** The moments of a contact that change what we know; the rest is noise we would pay for. */
const eventTypes = ['INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED', 'COMPLETED'];

/** Which instance's contact events go to which function. */
export interface ContactEventRuleProps {
  readonly instanceArn: string;
  readonly target: IFunction;
}

/** Contact events of one instance, delivered to a function; what cannot be delivered or handled is kept for 14 days. */
export class ContactEventRule extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { instanceArn, target }: ContactEventRuleProps) {
    super(scope, id);
    this.deadLetters = deadLettersOf(this);
    new Rule(this, 'Rule', {
      description: 'Contact events of the Connect instance, for Holdfree.',
      eventPattern: {
        source: ['aws.connect'],
        detailType: ['Amazon Connect Contact Event'],
        // AWS documents the fields in both spellings, and a pattern is case-sensitive.
        detail: {
          $or: [
            { instanceArn: [instanceArn], eventType: eventTypes },
            { InstanceArn: [instanceArn], EventType: eventTypes },
          ],
        },
      },
      targets: [
        new LambdaFunction(target, {
          deadLetterQueue: this.deadLetters,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
    // The rule's dead letters hold only what never reached the function; what the function threw on comes this way.
    target.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters),
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
    });
  }
}
