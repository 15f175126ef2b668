import type { Policy, QueuePolicy } from '../../../lib/core/policy/policy';
import { compileFlow, type CompiledFlow } from '../build/compile';
import type { FlowDraft } from '../build/draft';
import { afterHoursFlow } from './after-hours';
import { agentWhisperFlow } from './agent-whisper';
import { callbackFlow } from './callback';
import { callbackHoldFlow } from './callback-hold';
import type { FlowDeployment } from './deployment';
import { entryFlow } from './entry';
import { holdFlow } from './hold';
import { answerModule } from './modules/answer-module';
import { afterHoursModule } from './modules/after-hours-module';
import { offerModule } from './modules/offer-module';
import { taskFlow } from './task';

/** Writes a flow for a deployment in which every flow that it names is known. */
export type DraftFlow = (deployment: FlowDeployment) => FlowDraft;

/** Every flow of a policy, each after those that it names. */
export function flowDrafts({ queues }: Policy): readonly DraftFlow[] {
  const perQueue = (draft: (queue: QueuePolicy, deployment: FlowDeployment) => FlowDraft) =>
    queues.map((queue) => (deployment: FlowDeployment) => draft(queue, deployment));
  return [
    agentWhisperFlow,
    callbackHoldFlow,
    taskFlow,
    callbackFlow,
    ...perQueue(holdFlow),
    ...perQueue(afterHoursFlow),
    ...perQueue(entryFlow),
  ];
}

/** The same dialogue as modules, for flows that are there already. */
export const moduleDrafts: readonly DraftFlow[] = [offerModule, afterHoursModule, answerModule];

/** Flows and modules of a deployment, compiled. Throws FlowRefused when one of them is not what Connect takes. */
export function shippedFlows(deployment: FlowDeployment): {
  readonly flows: readonly CompiledFlow[];
  readonly modules: readonly CompiledFlow[];
} {
  return {
    flows: flowDrafts(deployment.policy).map((draft) => compileFlow(draft(deployment))),
    modules: moduleDrafts.map((draft) => compileFlow(draft(deployment))),
  };
}
