import type { CompiledFlow } from '../../infra/flows/build/compile';
import { flowKey } from '../../infra/flows/shipped/deployment';
import { shippedFlows } from '../../infra/flows/shipped/shipped-flows';
import type { Policy } from '../../lib/core/policy/policy';
import { idFor } from '../run/ids';
import type { FlowShelf, ShelvedFlow } from './runner/types';

/** The function that flows on a laptop call. */
export const LOCAL_IVR_ARN = 'arn:aws:lambda:local:111122223333:function:ivr';

/** The id that a flow of ours has in every emulated instance. */
export function localFlowId(key: string): string {
  return idFor('flow', key);
}

/** The flow that a queue's callers come in by. */
export function entryFlowId(queueName: string): string {
  return localFlowId(flowKey('entry', queueName));
}

/** Our flows, as they are deployed but for the ids in them. */
export interface LocalFlows {
  readonly flows: readonly CompiledFlow[];
  readonly modules: readonly CompiledFlow[];
  readonly shelf: FlowShelf;
}

/** Compiled once for each policy: the instance names its flows, the runner plays them, and a replay has two worlds. */
const compiledFor = new WeakMap<Policy, LocalFlows>();

/** Compiles the flows of a policy for the emulated instance. Throws FlowRefused. */
export function compileLocally(policy: Policy): LocalFlows {
  const known = compiledFor.get(policy);
  if (known !== undefined) return known;
  const compiled = compile(policy);
  compiledFor.set(policy, compiled);
  return compiled;
}

function compile(policy: Policy): LocalFlows {
  const deployment = {
    policy,
    ivrArn: LOCAL_IVR_ARN,
    flowId: localFlowId,
    queueArn: (queueId: string) => `${policy.instanceArn}/queue/${queueId}`,
  };
  const { flows, modules } = shippedFlows(deployment);
  return { flows, modules, shelf: { flow: shelve(flows), module: shelve(modules) } };
}

function shelve(compiled: readonly CompiledFlow[]): (idOrArn: string) => ShelvedFlow | undefined {
  const byId = new Map(
    compiled.map((flow) => [
      localFlowId(flow.key),
      { name: flow.key, type: flow.isModule ? undefined : flow.type, content: flow.content },
    ]),
  );
  return (idOrArn) => byId.get(idOrArn.slice(idOrArn.lastIndexOf('/') + 1));
}
