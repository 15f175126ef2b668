import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Policy } from '../lib/core/policy/policy';
import type { HoldfreeConfig } from '../lib/core/policy/schema';
import { CallbackTable } from './constructs/callback-table';
import { ContactFlows } from './constructs/contact-flows';
import { ConnectLambda } from './constructs/connect-lambda';
import { ContactEventRule } from './constructs/contact-event-rule';
import { DispatchQueue, dispatchTimeout } from './constructs/dispatch-queue';
import { directoryAccess } from './constructs/directory-access';
import { FcrRefresh } from './constructs/fcr-refresh';
import { LostCalls } from './constructs/lost-calls';
import { ServiceFunction } from './constructs/service-function';
import { flowKey } from './flows/shipped/deployment';

/** How the hours of a queue are read, overrides included. */
const hoursActions = ['DescribeQueue', 'GetEffectiveHoursOfOperations'] as const;

/** What an admin wrote, and what it means. */
export interface HoldfreeStackProps {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
}

/** What is deployed beside one Connect instance, in that instance's account and region. */
export class HoldfreeStack extends Stack {
  constructor(scope: Construct, id: string, { config, policy }: HoldfreeStackProps) {
    const { instanceArn, instanceId, region } = policy;
    const account = accountOf(instanceArn);
    super(scope, id, { env: { account, region }, description: 'Holdfree: a virtual queue for Amazon Connect.' });

    const { table } = new CallbackTable(this, 'Callbacks');
    const dispatchQueue = new DispatchQueue(this, 'Dispatch');
    const shared = { config, table };

    // A flow waits 8 s for a Lambda at most: better to end first and say so in our own log.
    const ivr = new ServiceFunction(this, 'Ivr', {
      ...shared,
      name: 'ivr',
      description: 'Answers the contact flows: who is this, offer, register, where am I, cancel, answered.',
      timeout: Duration.seconds(7),
      memoryMb: 1024,
    });
    ivr.wakes(dispatchQueue);
    // A call whose first question was lost is looked up, so that its caller keeps the place.
    ivr.allowOnContacts(instanceArn, ['DescribeContact', 'StopContact', 'UpdateContactRoutingData']);
    // A ready caller goes to the agent who has accepted the task, at the moment of being queued.
    ivr.allowOnInstance(instanceArn, ['AssociateContactWithUser', 'GetCurrentMetricData', ...hoursActions]);
    directoryAccess(ivr, policy);
    const callable = new ConnectLambda(this, 'IvrInConnect', { instanceArn, account, lambda: ivr.lambda });

    const contactEvents = new ServiceFunction(this, 'ContactEvents', {
      ...shared,
      name: 'contact-events',
      description: 'Turns contact events into outcomes of dials and signs of free agents.',
      timeout: Duration.seconds(30),
      memoryMb: 512,
    });
    contactEvents.wakes(dispatchQueue);
    // A caller who is being served otherwise is not to be called: their ringing dial is ended at once.
    contactEvents.allowOnContacts(instanceArn, ['DescribeContact', 'StopContact']);
    // The same where the flow did not get to it.
    contactEvents.allowOnInstance(instanceArn, ['AssociateContactWithUser']);
    directoryAccess(contactEvents, policy);
    new ContactEventRule(this, 'ContactEventFeed', { instanceArn, target: contactEvents.lambda });

    const dispatch = new ServiceFunction(this, 'Dispatcher', {
      ...shared,
      name: 'dispatch',
      description: 'The only one who dials: promotes, settles, plans and calls, once a second.',
      timeout: dispatchTimeout,
      memoryMb: 512,
    });
    dispatch.wakes(dispatchQueue);
    const flows = new ContactFlows(this, 'Flows', { instanceArn, policy, ivrArn: ivr.lambda.functionArn, callable });
    // A flow of one's own that our dials begin with is named in the configuration instead.
    dispatch.lambda.addEnvironment('CALLBACK_FLOW_ID', policy.callbackFlowId ?? flows.arnOf('callback'));
    const taskFlowId = policy.taskFlowId ?? flows.arnOf('task');
    dispatch.lambda.addEnvironment('TASK_FLOW_ID', taskFlowId);
    dispatch.allowOnContacts(instanceArn, ['StartOutboundVoiceContact', 'StopContact', 'DescribeContact']);
    // A task names its flow too, and a contact is given to a user.
    dispatch.allowOnInstance(instanceArn, ['StartTaskContact', 'AssociateContactWithUser']);
    dispatch.allowOnInstance(instanceArn, ['GetCurrentMetricData', 'GetCurrentUserData', 'ListRoutingProfileQueues']);
    dispatch.allowOnInstance(instanceArn, ['ListUserProficiencies']);
    dispatch.allowOnInstance(instanceArn, hoursActions);
    // Whom a directory names as responsible may be the agent to ask for a callback.
    directoryAccess(dispatch, policy);
    dispatchQueue.feeds(dispatch.lambda);
    dispatchQueue.tickEachMinute(instanceId);

    const lostCalls = new LostCalls(this, 'LostCalls', { ...shared, policy, dispatchQueue, taskFlowId });

    new FcrRefresh(this, 'Fcr', { ...shared, dispatchQueue });

    for (const { name } of policy.queues) {
      new CfnOutput(this, `EntryFlow-${name}`, {
        value: flows.arnOf(flowKey('entry', name)),
        description: `Point the phone numbers of ${name} at this flow.`,
      });
    }
    new CfnOutput(this, 'EventBusArn', {
      value: lostCalls.outbox.bus.eventBusArn,
      description: 'The bus on which Holdfree tells of callbacks and lost calls.',
    });
    new CfnOutput(this, 'IvrFunctionArn', {
      value: ivr.lambda.functionArn,
      description: 'The function that the contact flows call.',
    });
  }
}

function accountOf(instanceArn: string): string {
  const [, , , , account = ''] = instanceArn.split(':');
  return account;
}
