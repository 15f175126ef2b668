import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Alias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { directoryAccess } from './directory-access';
import type { DispatchQueue } from './dispatch-queue';
import { ServiceFunction } from './service-function';

/** What a function that looks after callers works with. */
export interface CallerFunctionProps {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
  readonly table: ITableV2;
  readonly dispatchQueue: DispatchQueue;
}

/** The function that the contact flows ask, a caller waiting for each answer. */
export class Ivr extends ServiceFunction {
  /** What flows are to call: the function, or its copies that are kept warm. */
  readonly callable: IFunction;

  constructor(scope: Construct, id: string, { config, policy, table, dispatchQueue }: CallerFunctionProps) {
    super(scope, id, {
      config,
      table,
      name: 'ivr',
      description: 'Answers the contact flows: who is this, offer, register, where am I, cancel, answered.',
      // A flow waits 8 s for a Lambda at most: better to end first and say so in our own log.
      timeout: Duration.seconds(7),
      memoryMb: 1024,
    });
    this.wakes(dispatchQueue);
    this.allowConnect(policy, [
      // A call whose first question was lost is looked up, so that its caller keeps the place.
      'DescribeContact',
      'StopContact',
      'UpdateContactRoutingData',
      // A ready caller goes to the agent who has accepted the task, at the moment of being queued.
      'AssociateContactWithUser',
      'GetCurrentMetricData',
      'DescribeQueue',
      'GetEffectiveHoursOfOperations',
    ]);
    directoryAccess(this, policy);
    this.callable = this.warm(policy.deployment.warmIvr);
  }

  /**
   * Lambda keeps copies of a published version only, so flows have to name that one, by an alias that outlives it. Its ARN
   * stays below the 140 characters that Connect takes: 64 of them are the longest name that CloudFormation gives.
   */
  private warm(copies: number): IFunction {
    if (copies === 0) return this.lambda;
    return new Alias(this, 'Warm', {
      aliasName: 'warm',
      version: this.lambda.currentVersion,
      provisionedConcurrentExecutions: copies,
    });
  }
}
