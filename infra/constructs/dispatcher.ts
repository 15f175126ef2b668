import type { Construct } from 'constructs';
import { directoryAccess } from './directory-access';
import { dispatchTimeout } from './dispatch-queue';
import type { CallerFunctionProps } from './ivr';
import { ServiceFunction } from './service-function';

/** The flows that calls and tasks of ours begin with. */
export interface DispatcherProps extends CallerFunctionProps {
  readonly callbackFlowId: string;
  readonly taskFlowArn: string;
}

/**
 * The only one who dials. The line hands it one message group, so there is one run at a time; where a run is reserved there
 * cannot be a second one, and it cannot be kept waiting by other functions of the account.
 */
export class Dispatcher extends ServiceFunction {
  constructor(scope: Construct, id: string, props: DispatcherProps) {
    const { config, policy, table, dispatchQueue, callbackFlowId, taskFlowArn } = props;
    super(scope, id, {
      config,
      table,
      name: 'dispatch',
      description: 'The only one who dials: promotes, settles, plans and calls, once a second.',
      timeout: dispatchTimeout,
      memoryMb: 512,
      ...(policy.deployment.isDispatcherReserved ? { reservedRuns: 1 } : {}),
    });
    this.wakes(dispatchQueue);
    this.lambda.addEnvironment('CALLBACK_FLOW_ID', callbackFlowId);
    this.lambda.addEnvironment('TASK_FLOW_ID', taskFlowArn);
    this.allowConnect(policy, [
      'StartOutboundVoiceContact',
      'StopContact',
      'DescribeContact',
      'AssociateContactWithUser',
      'GetCurrentMetricData',
      'GetCurrentUserData',
      'ListRoutingProfileQueues',
      'ListUserProficiencies',
      'DescribeQueue',
      'GetEffectiveHoursOfOperations',
    ]);
    this.allowTasks(policy, taskFlowArn);
    // Whom a directory names as responsible may be the agent to ask for a callback.
    directoryAccess(this, policy);
    dispatchQueue.feeds(this.lambda);
    dispatchQueue.tickEachMinute(policy.instanceId);
  }
}
