import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { ServiceFunction } from './service-function';

/** The function that judges a policy before it is delivered. It is watched like the others, and so made before their alarms. */
export class PolicyCheck extends ServiceFunction {
  constructor(scope: Construct, id: string, config: HoldfreeConfig) {
    super(scope, id, {
      config,
      name: 'policy-check',
      description: 'Judges a policy before it is delivered.',
      timeout: Duration.seconds(10),
      memoryMb: 256,
    });
  }
}
