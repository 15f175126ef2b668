import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { directoryAccess } from './directory-access';
import type { CallerFunctionProps } from './ivr';
import { ServiceFunction } from './service-function';

/** The function that hears of contacts as they happen. */
export class ContactEvents extends ServiceFunction {
  constructor(scope: Construct, id: string, { config, policy, table, dispatchQueue }: CallerFunctionProps) {
    super(scope, id, {
      config,
      table,
      name: 'contact-events',
      description: 'Turns contact events into outcomes of dials and signs of free agents.',
      timeout: Duration.seconds(30),
      memoryMb: 512,
    });
    this.wakes(dispatchQueue);
    // A caller who is being served otherwise is not to be called: their ringing dial is ended at once. A ready caller is
    // given to the agent who has accepted the task where the flow did not get to it.
    this.allowConnect(policy, ['DescribeContact', 'StopContact', 'AssociateContactWithUser']);
    directoryAccess(this, policy);
  }
}
