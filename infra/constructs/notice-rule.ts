import { Duration } from 'aws-cdk-lib';
import { Match, Rule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersOf } from './dead-letters';

/** From which bus the function hears of cases. */
export interface NoticeRuleProps {
  readonly bus: IEventBus;
  readonly notify: IFunction;
}

/** What is told of cases, delivered to the function that makes notices of it. */
export class NoticeRule extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { bus, notify }: NoticeRuleProps) {
    super(scope, id);
    this.deadLetters = deadLettersOf(this);
    new Rule(this, 'Rule', {
      eventBus: bus,
      description: 'Cases of lost calls, for the notices about them.',
      eventPattern: { source: ['holdfree'], detailType: Match.prefix('case.') },
      targets: [
        new LambdaFunction(notify, {
          deadLetterQueue: this.deadLetters,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
    // The rule's dead letters hold only what never reached the function; what the function threw on comes this way.
    notify.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters),
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
    });
  }
}
