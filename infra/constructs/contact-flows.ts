import { Lazy, NestedStack } from 'aws-cdk-lib';
import { CfnContactFlow, CfnContactFlowModule } from 'aws-cdk-lib/aws-connect';
import { Construct, type IDependable } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import { compileFlow, type CompiledFlow } from '../flows/build/compile';
import { flowKey } from '../flows/shipped/deployment';
import { flowDrafts, moduleDrafts } from '../flows/shipped/shipped-flows';
import { shelvesOf } from './flow-shelves';

/** Where flows are put, and the function that they ask. */
export interface ContactFlowsProps {
  readonly instanceArn: string;
  readonly policy: Policy;
  readonly ivrArn: string;
  /** What lets the instance call that function; before it is there, a flow that names the function is refused. */
  readonly callable: IDependable;
}

/**
 * Every flow and module of a policy in the Connect instance. Phone numbers are pointed at the entry flows elsewhere. Flows
 * are long: those of queues for which a template has no room stand in stacks within this one.
 */
export class ContactFlows extends Construct {
  private readonly flows = new Map<string, CfnContactFlow>();
  private readonly nested = new Map<number, NestedStack>();

  constructor(scope: Construct, id: string, { instanceArn, policy, ivrArn, callable }: ContactFlowsProps) {
    super(scope, id);
    this.node.addDependency(callable);
    const deployment = {
      policy,
      ivrArn,
      // Where a flow stands is known once all of them are written.
      flowId: (key: string) => Lazy.string({ produce: () => this.arnOf(key) }),
      queueArn: (queueId: string) => `${instanceArn}/queue/${queueId}`,
    };
    const flows = flowDrafts(policy).map((draft) => compileFlow(draft(deployment)));
    const shelves = shelfByKey(policy, flows);
    for (const flow of flows) this.addFlow(instanceArn, flow, shelves.get(flow.key) ?? 0);
    for (const draft of moduleDrafts) this.addModule(instanceArn, compileFlow(draft(deployment)));
  }

  /** What Connect calls the flows, in its metrics too. */
  get names(): readonly string[] {
    return [...this.flows.values()].map(({ name }) => name);
  }

  /** The ARN of a flow that stands here. */
  arnOf(key: string): string {
    const flow = this.flows.get(key);
    if (flow === undefined) throw new Error(`the flow ${key} is named but is not there`);
    return flow.attrContactFlowArn;
  }

  /** On another shelf a flow has another name: one that moves is made there before it is deleted here, and Connect takes no name twice. */
  private addFlow(instanceArn: string, flow: CompiledFlow, shelf: number): void {
    const { key, description, type, content } = flow;
    const name = shelf === 0 ? flow.name : `${flow.name} (${shelf + 1})`;
    const made = { instanceArn, name, description, type, content, state: 'ACTIVE' };
    this.flows.set(key, new CfnContactFlow(this.shelf(shelf), key, made));
  }

  private shelf(shelf: number): Construct {
    if (shelf === 0) return this;
    const stack = this.nested.get(shelf) ?? new NestedStack(this, `More${shelf}`);
    this.nested.set(shelf, stack);
    return stack;
  }

  private addModule(instanceArn: string, { key, name, description, content }: CompiledFlow): void {
    new CfnContactFlowModule(this, key, { instanceArn, name, description, content, state: 'ACTIVE' });
  }
}

/** Flows that no queue has for itself are in none of the stacks within. */
function shelfByKey({ queues }: Policy, flows: readonly CompiledFlow[]): ReadonlyMap<string, number> {
  const keysOf = (queue: string) => (['hold', 'after-hours', 'entry'] as const).map((kind) => flowKey(kind, queue));
  const lengths = new Map(flows.map(({ key, content }) => [key, JSON.stringify(content).length]));
  const lengthOf = (queue: string) => keysOf(queue).reduce((sum, key) => sum + (lengths.get(key) ?? 0), 0);
  const shelves = shelvesOf(queues.map(({ name }) => ({ queue: name, length: lengthOf(name) })));
  return new Map([...shelves].flatMap(([queue, shelf]) => keysOf(queue).map((key) => [key, shelf] as const)));
}
