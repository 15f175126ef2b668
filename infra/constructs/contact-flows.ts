import { CfnContactFlow, CfnContactFlowModule } from 'aws-cdk-lib/aws-connect';
import { Construct, type IDependable } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import { compileFlow, type CompiledFlow } from '../flows/build/compile';
import { flowDrafts, moduleDrafts } from '../flows/shipped/shipped-flows';

/** Where flows are put, and the function that they ask. */
export interface ContactFlowsProps {
  readonly instanceArn: string;
  readonly policy: Policy;
  readonly ivrArn: string;
  /** What lets the instance call that function; before it is there, a flow that names the function is refused. */
  readonly callable: IDependable;
}

/** Every flow and module of a policy in the Connect instance. Phone numbers are pointed at the entry flows by hand. */
export class ContactFlows extends Construct {
  private readonly flows = new Map<string, CfnContactFlow>();

  constructor(scope: Construct, id: string, { instanceArn, policy, ivrArn, callable }: ContactFlowsProps) {
    super(scope, id);
    this.node.addDependency(callable);
    const deployment = {
      policy,
      ivrArn,
      flowId: (key: string) => this.arnOf(key),
      queueArn: (queueId: string) => `${instanceArn}/queue/${queueId}`,
    };
    for (const draft of flowDrafts(policy)) this.addFlow(instanceArn, compileFlow(draft(deployment)));
    for (const draft of moduleDrafts) this.addModule(instanceArn, compileFlow(draft(deployment)));
  }

  /** The ARN of a flow that stands here. */
  arnOf(key: string): string {
    const flow = this.flows.get(key);
    if (flow === undefined) throw new Error(`the flow ${key} is named before it is there`);
    return flow.attrContactFlowArn;
  }

  private addFlow(instanceArn: string, { key, name, description, type, content }: CompiledFlow): void {
    this.flows.set(
      key,
      new CfnContactFlow(this, key, { instanceArn, name, description, type, content, state: 'ACTIVE' }),
    );
  }

  private addModule(instanceArn: string, { key, name, description, content }: CompiledFlow): void {
    new CfnContactFlowModule(this, key, { instanceArn, name, description, content, state: 'ACTIVE' });
  }
}
