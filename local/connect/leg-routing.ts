import { safeParse } from 'zod/mini';
import { targetQueueOf } from './contact';
import type { Contact } from './contact';
import type { FlowLegsDeps } from './flow-legs';
import { personalQueueOf } from './personal-queue';
import { toQueueReading } from './queue-metrics';
import { idOf } from './resource-id';
import { routingRequestSchema, toRoutingChange } from './routing-change';
import type { FlowLeg } from './types';

/** How a flow finds out about queues, and sends its contact to one. */
export function routingOf(
  { clock, instance, metrics, centre, routingData }: FlowLegsDeps,
  contact: Contact,
  isLive: () => boolean,
): Pick<
  FlowLeg,
  | 'setTargetQueue'
  | 'setTargetAgent'
  | 'queueMetrics'
  | 'isOpen'
  | 'setRouting'
  | 'transferToQueue'
  | 'dequeueTo'
  | 'createCallback'
> {
  const setTarget = (isKnown: boolean, targetQueueId: string): 'set' | 'unknown' => {
    if (!isLive() || !isKnown) return 'unknown';
    contact.view = { ...contact.view, targetQueueId };
    return 'set';
  };
  return {
    setTargetQueue: (queue) => setTarget(instance.queues.has(idOf(queue)), idOf(queue)),
    setTargetAgent: (agent) => setTarget(instance.agents.has(idOf(agent)), personalQueueOf(idOf(agent))),
    queueMetrics: (queue) => {
      const queueId = queue === undefined ? targetQueueOf(contact.view) : idOf(queue);
      const isKnown = queueId !== undefined && instance.queueMax(queueId) !== undefined;
      const figures = isKnown ? metrics.read([queueId]) : undefined;
      return figures === undefined ? undefined : toQueueReading(figures);
    },
    isOpen: (hours) => {
      const hoursId =
        hours === undefined ? instance.queues.get(targetQueueOf(contact.view) ?? '')?.hoursId : idOf(hours);
      return hoursId === undefined ? undefined : instance.hours.get(hoursId)?.isOpenAt(clock.nowMs());
    },
    setRouting: ({ priority, adjustmentSeconds, criteria }) => {
      const request = safeParse(routingRequestSchema, {
        QueuePriority: priority,
        QueueTimeAdjustmentSeconds: adjustmentSeconds,
        RoutingCriteria: criteria,
      });
      const change = isLive() && request.success ? toRoutingChange(request.data) : undefined;
      if (change === undefined) return 'refused';
      return routingData()(contact.view.contactId, change) === 'accepted' ? 'set' : 'refused';
    },
    transferToQueue: () => (isLive() ? centre().transferToQueue(contact) : 'no_queue'),
    dequeueTo: (target) => (isLive() ? centre().dequeueTo(contact, target) : 'no_queue'),
    createCallback: (order) => (isLive() ? centre().createCallback(contact, order) : 'refused'),
  };
}
