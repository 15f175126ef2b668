import { attribute, noteStage } from '../build/contact';
import { invoke } from '../build/control';
import type { FlowDraft } from '../build/draft';
import { hangUp } from '../build/participant';
import { setQueue, toQueue } from '../build/queue';
import type { FlowDeployment } from './deployment';

/** A task that asks an agent first: into the callback's queue, at the age of its place. Nobody hears anything. */
export function taskFlow({ ivrArn }: FlowDeployment): FlowDraft {
  const asker = { ivrArn, queue: attribute('queueName') };
  return {
    key: 'task',
    name: 'Holdfree task',
    description: 'Queues the task by which an agent is asked before a caller is dialed.',
    type: 'CONTACT_FLOW',
    start: 'set-queue',
    actions: [
      setQueue('set-queue', attribute('queueId'), { next: 'ready' }),
      invoke('ready', asker, { operation: 'task_ready' }, { next: 'queue', failed: 'queue' }),
      noteStage('queue', 'queued', 'enqueue', 'none'),
      toQueue('enqueue', { full: 'end', failed: 'end' }),
      hangUp('end'),
    ],
  };
}
