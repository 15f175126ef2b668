import * as path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat, type ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import type { DispatchQueue } from './dispatch-queue';

const repositoryRoot = path.join(__dirname, '..', '..');

const customersInBundle = 'customers.csv';

/** What the table's adapter sends to any item, and nothing else: a Scan is refused before it can do harm. */
const tableActions = ['GetItem', 'Query', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action}`);

/** The one thing that is deleted: a sighting of somebody who holds. A delete of anything else is refused. */
const deletable = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['HOLDERS#*'] } };

/** What a function of ours is made of; everything else is the same for all of them. */
export interface ServiceFunctionProps {
  /** Its folder under functions/. */
  readonly name: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly memoryMb: number;
  /** A configuration that the schema has accepted; the function reads it again when it starts. */
  readonly config: HoldfreeConfig;
  /** Absent: it has no business with the table. */
  readonly table?: ITableV2;
}

/** The house function: Node on ARM, one bundle that carries the configuration, its own logs, tracing and the table. */
export class ServiceFunction extends Construct {
  readonly lambda: NodejsFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const customers = props.table === undefined ? undefined : customersFileOf(props.config);
    this.lambda = new NodejsFunction(this, 'Function', {
      entry: path.join(repositoryRoot, 'functions', props.name, 'index.ts'),
      projectRoot: repositoryRoot,
      depsLockFilePath: path.join(repositoryRoot, 'package-lock.json'),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      tracing: Tracing.ACTIVE,
      logGroup: new LogGroup(this, 'Logs', {
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        ...(props.table === undefined ? {} : { TABLE_NAME: props.table.tableName }),
        // The working directory of a function is its bundle.
        ...(customers === undefined ? {} : { CUSTOMERS_FILE: customersInBundle }),
      },
      // The SDK keeps connections open by itself; this switch is for its older major version.
      awsSdkConnectionReuse: false,
      bundling: {
        format: OutputFormat.CJS,
        minify: true,
        sourceMap: true,
        sourcesContent: false,
        target: 'node24',
        mainFields: ['module', 'main'],
        bundleAwsSDK: true,
        banner: policyBanner(props.config),
        ...(customers === undefined ? {} : { commandHooks: carrying(customers) }),
      },
    });
    if (props.table !== undefined) this.uses(props.table);
  }

  /** Allows something outside Connect, named in full. */
  allowAction(action: string, resources: readonly string[]): void {
    if (resources.length === 0) return;
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [...resources] }));
  }

  /** Lets the function send wakes to the dispatcher. */
  wakes(dispatchQueue: DispatchQueue): void {
    dispatchQueue.queue.grantSendMessages(this.lambda);
    this.lambda.addEnvironment('DISPATCH_QUEUE_URL', dispatchQueue.queue.queueUrl);
  }

  /** Allows Connect actions that name one contact. */
  allowOnContacts(instanceArn: string, actions: readonly string[]): void {
    this.allow(actions, [`${instanceArn}/contact/*`]);
  }

  /** Allows Connect actions that read the state of the instance, its queues, routing profiles and agents. */
  allowOnInstance(instanceArn: string, actions: readonly string[]): void {
    this.allow(actions, [instanceArn, `${instanceArn}/*`]);
  }

  private uses(table: ITableV2): void {
    table.grant(this.lambda, ...tableActions);
    const remove = { actions: ['dynamodb:DeleteItem'], resources: [table.tableArn], conditions: deletable };
    this.lambda.addToRolePolicy(new PolicyStatement(remove));
  }

  private allow(actions: readonly string[], resources: string[]): void {
    const named = actions.map((action) => `connect:${action}`);
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: named, resources }));
  }
}

/** The file of customers that a configuration names, where it is on this machine. */
function customersFileOf({ directory }: HoldfreeConfig): string | undefined {
  return directory?.kind === 'csv' ? path.resolve(repositoryRoot, directory.file) : undefined;
}

/** Puts the file of customers beside the code; the first line of a bundle would be too long for it. */
function carrying(file: string): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_from, to) => [`cp "${file}" "${to}/${customersInBundle}"`],
  };
}

/**
 * The first line of each bundle: it puts the configuration where the code reads it. A Lambda's own environment ends at 4 KB,
 * which a dozen queues would fill. A variable that is set all the same wins, so that another can be tried by hand.
 * (The directive is repeated here because esbuild's own would no longer come first.)
 */
export function policyBanner(config: HoldfreeConfig): string {
  return `'use strict';process.env.HOLDFREE_POLICY ??= ${JSON.stringify(JSON.stringify(config))};`;
}
