import { compileFlow, type CompiledFlow } from '../build/compile';
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

/**
 * Every flow of a deployment, compiled, each after those that it names. Throws FlowRefused when one of them is not
 * what Connect takes.
 */
export function shippedFlows(deployment: FlowDeployment): readonly CompiledFlow[] {
  const { queues } = deployment.policy;
  return [
    agentWhisperFlow(deployment),
    callbackHoldFlow(deployment),
    taskFlow(deployment),
    callbackFlow(deployment),
    ...queues.map((queue) => holdFlow(queue, deployment)),
    ...queues.map((queue) => afterHoursFlow(queue, deployment)),
    ...queues.map((queue) => entryFlow(queue, deployment)),
  ].map(compileFlow);
}

/** The same dialogue as modules, for flows that are there already. */
export function shippedModules(deployment: FlowDeployment): readonly CompiledFlow[] {
  return [offerModule(deployment), afterHoursModule(deployment), answerModule(deployment)].map(compileFlow);
}
