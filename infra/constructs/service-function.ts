import * as path from 'node:path';
import { RemovalPolicy, type Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat, type ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { tableDefinition } from '../../lib/adapters/dynamodb/table';
import { invariant } from '../../lib/core/invariant';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { bundlerFile, bundling, laterModules, laterOptions, nodeOptions, policyBanner } from '../bundling';
import { explain, explainResource } from '../nag/explain';
import { connectGrants, wideResources, type ConnectAction } from './connect-actions';
import type { DispatchQueue } from './dispatch-queue';
import { safekeepingOf } from './safekeeping';

const repositoryRoot = path.join(__dirname, '..', '..');

const customersInBundle = 'customers.csv';

/** The language that the bundler writes; the runtime's own. */
const target = 'node24';

/** What the table's adapter sends to any item, and nothing else: a Scan is refused before it can do harm. */
const tableOperations = ['GetItem', 'Query', 'PutItem', 'UpdateItem'];

/** What DynamoDB and SQS do with a key in the name of who calls them. Source: their guides on encryption at rest. */
const keyActions = ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'].map(
  (action) => `kms:${action}`,
);

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
  /** Runs that are set aside for it, and more than which there never are; absent: as many as the account has. */
  readonly reservedRuns?: number;
}

/** The house function: Node on ARM, one bundle that carries the configuration, its own logs, tracing and the table. */
export class ServiceFunction extends Construct {
  readonly lambda: NodejsFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const customers = props.table === undefined ? undefined : customersFileOf(props.config);
    const logs = this.logs();
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
      logGroup: logs,
      ...(props.reservedRuns === undefined ? {} : { reservedConcurrentExecutions: props.reservedRuns }),
      environment: {
        NODE_OPTIONS: nodeOptions,
        ...(props.table === undefined ? {} : { TABLE_NAME: props.table.tableName }),
        // The working directory of a function is its bundle.
        ...(customers === undefined ? {} : { CUSTOMERS_FILE: customersInBundle }),
      },
      // The SDK keeps connections open by itself; this switch is for its older major version.
      awsSdkConnectionReuse: false,
      bundling: {
        ...bundling,
        format: OutputFormat.CJS,
        mainFields: [...bundling.mainFields],
        target,
        bundleAwsSDK: true,
        externalModules: laterModules,
        banner: policyBanner(props.config),
        commandHooks: carrying(customers),
      },
    });
    this.mayLogAndTrace(logs);
    this.mayUseKey();
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

  /** Allows actions on the Connect instance of a policy, each on what Connect decides it on. */
  allowConnect(policy: Policy, actions: readonly ConnectAction[]): void {
    for (const grant of connectGrants(policy, actions)) {
      this.lambda.addToRolePolicy(
        new PolicyStatement({ actions: [...grant.actions], resources: [...grant.resources] }),
      );
    }
    for (const [resource, reason] of wideResources(policy, actions)) explainResource(this, resource, reason);
  }

  /** Allows it to begin tasks, with one flow only. */
  allowTasks({ instanceArn }: Policy, taskFlowArn: string): void {
    const contacts = `${instanceArn}/contact/*`;
    this.allowAction('connect:StartTaskContact', [taskFlowArn, contacts]);
    explainResource(this, contacts, 'A task has no id before it begins, nor has the contact it refers to.');
  }

  /** Allows operations on items of the table, read by its indexes too. */
  allowOnTable({ tableArn }: ITableV2, operations: readonly string[]): void {
    const indexes = tableDefinition.indexes.map(({ name }) => `${tableArn}/index/${name}`);
    this.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: operations.map((operation) => `dynamodb:${operation}`),
        resources: [tableArn, ...indexes],
      }),
    );
  }

  private logs(): LogGroup {
    const { key, logDays } = safekeepingOf(this);
    return new LogGroup(this, 'Logs', {
      // The values of RetentionDays are days, and the configuration takes no others.
      retention: logDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(key === undefined ? {} : { encryptionKey: key }),
    });
  }

  /** Its own log group, instead of the managed policy by which a function may write to every one of the account. */
  private mayLogAndTrace(logs: LogGroup): void {
    const role = this.lambda.role?.node.defaultChild;
    invariant(role instanceof CfnRole, 'a function has a role');
    role.managedPolicyArns = undefined;
    logs.grantWrite(this.lambda);
    explainResource(this, '*', 'xray:PutTraceSegments and xray:PutTelemetryRecords take no resource.');
  }

  /** Table, streams, queues and dead letters that are encrypted with a key are of use only to who may use the key. */
  private mayUseKey(): void {
    const { key } = safekeepingOf(this);
    if (key === undefined) return;
    key.grant(this.lambda, ...keyActions);
    for (const action of ['kms:ReEncrypt*', 'kms:GenerateDataKey*']) {
      explain(this, `IAM5[Action::${action}]`, 'Granted by the CDK with a queue, on the one key of the configuration.');
    }
  }

  private uses(table: ITableV2): void {
    this.allowOnTable(table, tableOperations);
    const remove = { actions: ['dynamodb:DeleteItem'], resources: [table.tableArn], conditions: deletable };
    this.lambda.addToRolePolicy(new PolicyStatement(remove));
  }
}

/** The file of customers that a configuration names, where it is on this machine. */
function customersFileOf({ directory }: HoldfreeConfig): string | undefined {
  return directory?.kind === 'csv' ? path.resolve(repositoryRoot, directory.file) : undefined;
}

/** Puts beside the code what it loads later, and the file of customers; the first line of a bundle would be too long for that. */
function carrying(customers: string | undefined): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (from, to) => [
      `cd "${from}" && "${bundlerFile()}" ${laterOptions.join(' ')} --target=${target} --log-level=error "--outdir=${to}"`,
      ...(customers === undefined ? [] : [`cp "${customers}" "${to}/${customersInBundle}"`]),
    ],
  };
}
