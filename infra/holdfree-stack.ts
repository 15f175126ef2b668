import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Policy } from '../lib/core/policy/policy';
import type { HoldfreeConfig } from '../lib/core/policy/schema';
import { accountOf } from './constructs/beside-instance';
import { VirtualQueue } from './virtual-queue';

/** What an admin wrote, and what it means. */
export interface HoldfreeStackProps {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
}

/** What is deployed beside one Connect instance, in that instance's account and region. */
export class HoldfreeStack extends Stack {
  constructor(scope: Construct, id: string, { config, policy }: HoldfreeStackProps) {
    super(scope, id, {
      env: { account: accountOf(policy), region: policy.region },
      description: 'Holdfree: a virtual queue for Amazon Connect.',
      // Flows are long, and CloudFormation takes a template of 1 MB at most.
      suppressTemplateIndentation: true,
    });
    // The CDK leaves this id out of the names of resources, which are what they were before there was a construct.
    const virtualQueue = new VirtualQueue(this, 'Default', { config });
    for (const { name } of policy.queues) {
      new CfnOutput(this, `EntryFlow-${name}`, {
        value: virtualQueue.entryFlowArn(name),
        description: `Point the phone numbers of ${name} at this flow.`,
      });
    }
    new CfnOutput(this, 'EventBusArn', {
      value: virtualQueue.bus.eventBusArn,
      description: 'The bus on which Holdfree tells of callbacks and lost calls.',
    });
    new CfnOutput(this, 'IvrFunctionArn', {
      value: virtualQueue.ivr.functionArn,
      description: 'The function that the contact flows call.',
    });
    new CfnOutput(this, 'TableName', {
      value: virtualQueue.table.tableName,
      description: 'The table that reports and erasing ask for.',
    });
    new CfnOutput(this, 'DashboardUrl', {
      value: `https://${policy.region}.console.aws.amazon.com/cloudwatch/home?region=${policy.region}#dashboards/dashboard/${virtualQueue.dashboard.dashboardName}`,
      description: 'What operators look at.',
    });
    new CfnOutput(this, 'PolicyVersions', {
      value: virtualQueue.livePolicy.options.versions,
      description: 'Options of `aws appconfig create-hosted-configuration-version`.',
    });
    new CfnOutput(this, 'PolicyDeployments', {
      value: virtualQueue.livePolicy.options.deployments,
      description: 'Options of `aws appconfig start-deployment`.',
    });
    new CfnOutput(this, 'AlarmTopicArn', {
      value: virtualQueue.alarmTopic.topicArn,
      description: 'Where alarms are told.',
    });
  }
}
