import { createConnectTasks } from '../../../lib/adapters/connect/tasks';
import type { TaskOffer, Tasks } from '../../../lib/ports/tasks';
import { INSTANCE_ID, type WorldOptions } from '../../unit/local/connect/world';
import { serveCentre } from './served-centre';

const open: (() => Promise<void>)[] = [];

/** Closes what `serveTasks` has opened; for afterEach. */
export async function closeTasks(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** A centre whose inbound flow queues calls and tasks where their attributes say, and the adapter before it. */
export async function serveTasks(options: WorldOptions = {}) {
  const centre = await serveCentre({
    play: async (leg, { kind }) => {
      if (kind !== 'inbound') return;
      const { holdfree_queue: ours, queue = ours } = leg.attributes();
      if (queue !== undefined) leg.setTargetQueue(queue);
      leg.transferToQueue();
    },
    ...options,
  });
  open.push(centre.close);
  const tasks = createConnectTasks(centre.client, INSTANCE_ID);
  return {
    ...centre,
    tasks,
    offered: async (changes: Partial<TaskOffer> = {}) => idOf(await tasks.offer(offerWith(changes))),
  };
}

export function offerWith(changes: Partial<TaskOffer> = {}): TaskOffer {
  return {
    callbackId: 'callback',
    attempt: 2,
    queueId: 'q-support',
    flowId: 'flow-in',
    name: 'Call back Ms Example',
    description: 'Rang at noon about an order.',
    attributes: { holdfree_language: 'en-GB' },
    clientToken: 'callback-2-task',
    ...changes,
  };
}

/** The task of an offer that was made. */
export const idOf = (outcome: Awaited<ReturnType<Tasks['offer']>>): string =>
  'contactId' in outcome ? outcome.contactId : 'none';
