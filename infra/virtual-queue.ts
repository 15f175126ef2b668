import { Stack, Token } from 'aws-cdk-lib';
import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { parsePolicy, type Policy } from '../lib/core/policy/policy';
import { describeRefusal } from '../lib/core/policy/refusals';
import type { HoldfreeConfig } from '../lib/core/policy/schema';
import { Alarms } from './constructs/alarms';
import { accountOf } from './constructs/beside-instance';
import { CallbackTable } from './constructs/callback-table';
import { flowArn } from './constructs/connect-actions';
import { ConnectLambda } from './constructs/connect-lambda';
import { ContactEventRule } from './constructs/contact-event-rule';
import { ContactEvents } from './constructs/contact-events';
import { ContactFlows } from './constructs/contact-flows';
import { OperationsDashboard } from './constructs/dashboard';
import { DispatchQueue } from './constructs/dispatch-queue';
import { Dispatcher } from './constructs/dispatcher';
import { FcrRefresh } from './constructs/fcr-refresh';
import { Ivr, type CallerFunctionProps } from './constructs/ivr';
import { LivePolicy } from './constructs/live-policy';
import { letServicesUse } from './constructs/key-services';
import { LostCalls } from './constructs/lost-calls';
import { PhoneNumbers } from './constructs/phone-numbers';
import { PolicyCheck } from './constructs/policy-check';
import { keepSafe } from './constructs/safekeeping';
import type { ServiceFunction } from './constructs/service-function';
import { Watch } from './constructs/watch';
import { flowKey } from './flows/shipped/deployment';

/** A virtual queue, and what of an app of one's own it is to use. */
export interface VirtualQueueProps {
  /** As in holdfree.config.ts. What is wrong with it is thrown, a line for each field. */
  readonly config: HoldfreeConfig;
  /** Instead of the key that `deployment.keyArn` names. */
  readonly encryptionKey?: IKey;
  /** Instead of the topic of `alarms`, with its addresses. */
  readonly alarmTopic?: ITopic;
}

/** Everything that is deployed beside one Connect instance, for a stack in that instance's account and region. */
export class VirtualQueue extends Construct {
  readonly policy: Policy;
  /** Callbacks, calls, cases: everything that is kept. */
  readonly table: ITableV2;
  /** On which Holdfree tells of callbacks and lost calls. */
  readonly bus: IEventBus;
  /** What the contact flows call. */
  readonly ivr: IFunction;
  readonly alarms: readonly Alarm[];
  readonly alarmTopic: ITopic;
  readonly dashboard: Dashboard;
  /** Where the policy is changed without a deployment. */
  readonly livePolicy: LivePolicy;
  /** By what they are behind. */
  readonly deadLetters: Readonly<Record<string, IQueue>>;

  private readonly flows: ContactFlows;

  constructor(scope: Construct, id: string, { config, encryptionKey, alarmTopic }: VirtualQueueProps) {
    super(scope, id);
    const policy = accepted(config);
    this.policy = policy;
    this.isBesideInstance();
    this.keepsSafe(encryptionKey);

    const { table } = new CallbackTable(this, 'Callbacks');
    const dispatchQueue = new DispatchQueue(this, 'Dispatch');
    const shared = { config, policy, table, dispatchQueue };
    const { ivr, flows } = this.dialogue(shared);
    this.flows = flows;
    const { readers, outbox, bus, deadLetters } = this.machine(shared, flows);
    const check = new PolicyCheck(this, 'PolicyCheck', config);
    const entryFlowArn = (queue: string) => this.entryFlowArn(queue);
    const numbers = new PhoneNumbers(this, 'PhoneNumbers', { config, policy, entryFlowArn });
    const pointing: Functions = numbers.pointing === undefined ? {} : { numbers: numbers.pointing };
    const functions = lambdasOf({ ivr, ...readers, outbox, 'policy-check': check, ...pointing });

    const watched = { policy, functions, deadLetters, table, line: dispatchQueue.queue, flowNames: flows.names };
    const streams = { contactRecords: readers['contact-records'].lambda, outbox: outbox.lambda };
    const alarms = new Alarms(this, 'Alarms', { ...watched, instanceId: policy.instanceId, streams }, alarmTopic);
    this.dashboard = new OperationsDashboard(this, 'Dashboard', { ...watched, alarms: alarms.all }).dashboard;
    this.livePolicy = new LivePolicy(this, 'Policy', {
      config,
      policy,
      readers: [ivr, ...Object.values(readers)],
      check,
      rollbackOn: alarms.rollback,
    });
    // Last, so that no caller comes while something is missing, and first to go.
    numbers.comeAfter(this.node.children);

    this.table = table;
    this.bus = bus;
    this.ivr = ivr.callable;
    this.alarms = alarms.all;
    this.alarmTopic = alarms.topic;
    this.deadLetters = deadLetters;
  }

  /** The flow that the callers of a queue begin with. */
  entryFlowArn(queue: string): string {
    return this.flows.arnOf(flowKey('entry', queue));
  }

  /** The flows, and the function that they ask. */
  private dialogue(shared: CallerFunctionProps) {
    const { policy } = shared;
    const { instanceArn } = policy;
    const ivr = new Ivr(this, 'Ivr', shared);
    const lambda = ivr.callable;
    const callable = new ConnectLambda(this, 'IvrInConnect', { instanceArn, account: accountOf(policy), lambda });
    const flows = new ContactFlows(this, 'Flows', { instanceArn, policy, ivrArn: lambda.functionArn, callable });
    return { ivr, flows };
  }

  /** Everything that runs while nobody waits for it, by folders under functions/. */
  private machine(shared: CallerFunctionProps, flows: ContactFlows) {
    const { policy, dispatchQueue } = shared;
    const { instanceArn, callbackFlowId, taskFlowId } = policy;
    const contactEvents = new ContactEvents(this, 'ContactEvents', shared);
    const feed = new ContactEventRule(this, 'ContactEventFeed', { instanceArn, target: contactEvents.lambda });
    // Flows of one's own that our calls and tasks begin with are named in the configuration instead.
    const taskFlowArn = taskFlowId === undefined ? flows.arnOf('task') : flowArn(policy, taskFlowId);
    const dispatcher = new Dispatcher(this, 'Dispatcher', {
      ...shared,
      callbackFlowId: callbackFlowId ?? flows.arnOf('callback'),
      taskFlowArn,
    });
    const lostCalls = new LostCalls(this, 'LostCalls', { ...shared, taskFlowArn });
    const fcr = new FcrRefresh(this, 'Fcr', shared);
    const watch = new Watch(this, 'Watch', shared);
    return {
      readers: {
        dispatch: dispatcher,
        'contact-events': contactEvents,
        'contact-records': lostCalls.records,
        notify: lostCalls.notify,
        fcr: fcr.refresh,
        watch: watch.look,
      } satisfies Record<string, ServiceFunction>,
      outbox: lostCalls.outbox,
      bus: lostCalls.outboxFeed.bus,
      deadLetters: {
        dispatch: dispatchQueue.deadLetters,
        tick: dispatchQueue.tickDeadLetters,
        'contact-events': feed.deadLetters,
        'contact-records': lostCalls.recordFeed.deadLetters,
        outbox: lostCalls.outboxFeed.deadLetters,
        notify: lostCalls.noticeRule.deadLetters,
        fcr: fcr.deadLetters,
        watch: watch.deadLetters,
      },
    };
  }

  /** Contact events and flows know no other region, and permissions no other account. */
  private isBesideInstance(): void {
    const { account, region } = Stack.of(this);
    const wanted = { account: accountOf(this.policy), region: this.policy.region };
    const isElsewhere =
      (!Token.isUnresolved(account) && account !== wanted.account) ||
      (!Token.isUnresolved(region) && region !== wanted.region);
    if (!isElsewhere) return;
    throw new Error(
      `instanceArn: the instance is in ${wanted.account}, ${wanted.region}, this stack in ${account}, ${region}; allowed is a stack beside the instance`,
    );
  }

  private keepsSafe(encryptionKey: IKey | undefined): void {
    const { keyArn } = this.policy.deployment;
    const named = keyArn === undefined ? undefined : Key.fromKeyArn(this, 'Key', keyArn);
    const key = encryptionKey ?? named;
    if (key !== undefined) letServicesUse(key, Stack.of(this));
    keepSafe(this, { logDays: this.policy.retention.logDays, ...(key === undefined ? {} : { key }) });
  }
}

/** By their folders under functions/. */
type Functions = Readonly<Record<string, ServiceFunction>>;

function lambdasOf(functions: Functions): Readonly<Record<string, IFunction>> {
  return Object.fromEntries(Object.entries(functions).map(([name, { lambda }]) => [name, lambda]));
}

function accepted(config: HoldfreeConfig): Policy {
  const parsed = parsePolicy(config);
  if (parsed.ok) return parsed.value;
  throw new Error(['The configuration is refused.', ...parsed.error.map(describeRefusal)].join('\n'));
}
