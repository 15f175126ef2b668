import { createHash } from 'node:crypto';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnApplication,
  CfnConfigurationProfile,
  CfnDeployment,
  CfnDeploymentStrategy,
  CfnEnvironment,
  CfnHostedConfigurationVersion,
} from 'aws-cdk-lib/aws-appconfig';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Policy as IamPolicy, PolicyStatement, Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IDependable } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { explainResource } from '../nag/explain';
import type { ServiceFunction } from './service-function';

const appConfig = new ServicePrincipal('appconfig.amazonaws.com');

/** Longer than any id that AppConfig gives (4 to 7 characters), so that nobody takes it for one. */
const environmentName = 'deployed';

/** What is delivered, to whom, and what takes it back. */
export interface LivePolicyProps {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
  readonly readers: readonly ServiceFunction[];
  /** Judges what is to be delivered. */
  readonly check: ServiceFunction;
  readonly rollbackOn: IAlarm;
}

/**
 * The policy as data: AppConfig has it judged by a function, delivers it to the functions that read it, and takes it back
 * when an alarm goes off while it is new. Readers name the environment, and get their permission, from outside of their own
 * roles' policies: it stands on alarms, which stand on the readers.
 */
export class LivePolicy extends Construct {
  /** Judges what is to be delivered. */
  readonly check: ServiceFunction;
  /** By which the commands of AWS know where policies are kept, and how they are delivered. */
  readonly options: { readonly versions: string; readonly deployments: string };

  constructor(scope: Construct, id: string, { config, policy, readers, check, rollbackOn }: LivePolicyProps) {
    super(scope, id);
    this.check = check;
    const application = new CfnApplication(this, 'Application', {
      name: Stack.of(this).stackName,
      description: 'The policy of Holdfree.',
    });
    const environment = this.environment(application, policy, rollbackOn);
    const profile = this.profile(application);
    for (const { lambda } of readers) {
      lambda.addEnvironment('POLICY_APPLICATION', application.ref);
      lambda.addEnvironment('POLICY_ENVIRONMENT', environmentName);
      lambda.addEnvironment('POLICY_PROFILE', profile.ref);
    }
    const strategy = this.strategy(policy);
    const ids = {
      application: application.ref,
      environment: environment.ref,
      profile: profile.ref,
      strategy: strategy.ref,
    };
    this.deliver(config, ids, [...readers, ...this.grant(readers, ids)]);
    const versions = `--application-id ${ids.application} --configuration-profile-id ${ids.profile}`;
    const deployments = `${versions} --environment-id ${ids.environment} --deployment-strategy-id ${ids.strategy}`;
    this.options = { versions, deployments };
  }

  /** Without a time to watch in there is nothing to watch either: the way out where alarms are in the way of a delivery. */
  private environment(application: CfnApplication, { deployment }: Policy, rollbackOn: IAlarm): CfnEnvironment {
    const place = { applicationId: application.ref, name: environmentName };
    if (deployment.bakeMinutes === 0) return new CfnEnvironment(this, 'Environment', place);
    const role = this.alarmsRead();
    const monitors = [{ alarmArn: rollbackOn.alarmArn, alarmRoleArn: role.roleArn }];
    const environment = new CfnEnvironment(this, 'Environment', { ...place, monitors });
    // With its policy: before that is attached the role may do nothing, and a delivery would find no alarm.
    environment.node.addDependency(role);
    return environment;
  }

  /** AppConfig looks at the alarm by a role of ours, which may do nothing else. Source of `*`: DescribeAlarms, CloudWatch API reference. */
  private alarmsRead(): Role {
    const role = new Role(this, 'AlarmsRead', { assumedBy: appConfig });
    role.addToPolicy(new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }));
    explainResource(role, '*', 'CloudWatch tells of an alarm on other alarms only who may look at all of them.');
    return role;
  }

  /**
   * It and its application cannot be deleted while there are versions in it, so they stay where a stack is taken away, and where
   * a first deployment fails: the next one makes others beside them, since AppConfig takes a name twice (CreateApplication).
   */
  private profile(application: CfnApplication): CfnConfigurationProfile {
    // AWS shows no invocation of a validator with a source, so none is asked for; whoever calls it learns nothing.
    const permission = new CfnPermission(this, 'CheckInvoked', {
      action: 'lambda:InvokeFunction',
      functionName: this.check.lambda.functionArn,
      principal: appConfig.service,
    });
    const profile = new CfnConfigurationProfile(this, 'Profile', {
      applicationId: application.ref,
      locationUri: 'hosted',
      name: 'policy',
      type: 'AWS.Freeform',
      validators: [{ type: 'LAMBDA', content: this.check.lambda.functionArn }],
    });
    profile.addResourceDependency(permission);
    for (const kept of [application, profile]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return profile;
  }

  /** Reading this one configuration; apart from the roles, on which the readers, and with them the alarms, wait. */
  private grant(
    readers: readonly ServiceFunction[],
    { application, environment, profile }: Ids,
  ): readonly IDependable[] {
    const roles = readers.flatMap(({ lambda }): IRole[] => (lambda.role === undefined ? [] : [lambda.role]));
    if (roles.length === 0) return [];
    const configuration = Stack.of(this).formatArn({
      service: 'appconfig',
      resource: 'application',
      resourceName: `${application}/environment/${environment}/configuration/${profile}`,
    });
    const actions = ['appconfig:StartConfigurationSession', 'appconfig:GetLatestConfiguration'];
    const statements = [new PolicyStatement({ actions, resources: [configuration] })];
    return [new IamPolicy(this, 'Read', { roles, statements })];
  }

  private strategy({ deployment }: Policy): CfnDeploymentStrategy {
    return new CfnDeploymentStrategy(this, 'Strategy', {
      name: `${Stack.of(this).stackName}-policy`,
      description: 'To all functions at once, and watched for a while.',
      deploymentDurationInMinutes: 0,
      growthFactor: 100,
      finalBakeTimeInMinutes: deployment.bakeMinutes,
      replicateTo: 'NONE',
    });
  }

  /**
   * Last of all: what is new in a policy is for the code that comes with it. Another text is another resource: what CloudFormation
   * made and then goes back from is kept only where it is not a replacement (DeletionPolicy, CloudFormation reference).
   */
  private deliver(config: HoldfreeConfig, ids: Ids, first: readonly IDependable[]): void {
    const place = { applicationId: ids.application, configurationProfileId: ids.profile };
    // The same text as in the bundles, by which a function sees that there is nothing new.
    const content = JSON.stringify(config);
    const version = new CfnHostedConfigurationVersion(this, `Version${digestOf(content)}`, {
      ...place,
      content,
      contentType: 'application/json',
    });
    // An older one is what an alarm, or an operator, goes back to. One of an update that failed may be what functions go by.
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const deployment = new CfnDeployment(this, 'Deployment', {
      ...place,
      environmentId: ids.environment,
      configurationVersion: version.ref,
      deploymentStrategyId: ids.strategy,
    });
    deployment.node.addDependency(...first);
  }
}

type Ids = Readonly<Record<'application' | 'environment' | 'profile' | 'strategy', string>>;

function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
