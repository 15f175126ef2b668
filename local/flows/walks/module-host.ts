import { compileFlow, type CompiledFlow } from '../../../infra/flows/build/compile';
import { note } from '../../../infra/flows/build/contact';
import { hangUp, say } from '../../../infra/flows/build/participant';
import { fixed } from '../../../infra/flows/build/prompt';
import { setQueue, toQueue } from '../../../infra/flows/build/queue';
import type { QueuePolicy } from '../../../lib/core/policy/policy';
import { localFlowId } from '../local-shelf';

/** Where a module is tried: in the least flow that may use it, which sets the queue before and transfers to it after. */
export function hostFlow(moduleKey: string, { name, queueId }: QueuePolicy): CompiledFlow {
  return compileFlow({
    key: hostKey(moduleKey, name),
    name: `Host of ${moduleKey}`,
    description: 'A flow that uses the module as its description says.',
    type: 'CONTACT_FLOW',
    start: 'set-queue',
    actions: [
      setQueue('set-queue', queueId, { next: 'note-queue' }),
      note('note-queue', { queueName: name }, { next: 'module' }),
      {
        id: 'module',
        type: 'InvokeFlowModule',
        parameters: { FlowModuleId: localFlowId(moduleKey) },
        next: 'enqueue',
        errors: { NoMatchingError: 'sorry' },
      },
      toQueue('enqueue', { full: 'sorry', failed: 'sorry' }),
      say('sorry', fixed('<speak>Sorry.</speak>'), 'bye'),
      hangUp('bye'),
    ],
  });
}

export function hostKey(moduleKey: string, queueName: string): string {
  return `host-of-${moduleKey}-${queueName}`;
}
