import { safeParse } from 'zod/mini';
import { targetQueueOf } from './contact';
import type { Contact } from './contact';
import type { FlowLegsDeps } from './flow-legs';
import { personalQueueOf } from './personal-queue';
import { estimateWaitSeconds, toQueueReading } from './queue-metrics';
import { idOf } from './resource-id';
import { routingRequestSchema, toRoutingChange } from './routing-change';
import type { Instance } from './setup';
import type { FlowLeg, QueueReading } from './types';

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
    setTargetQueue(queue) {
      return setTarget(instance.queues.has(idOf(queue)), idOf(queue));
    },
    setTargetAgent(agent) {
      return setTarget(instance.agents.has(idOf(agent)), personalQueueOf(idOf(agent)));
    },
    queueMetrics(queue, channel) {
      const queueId = queue === undefined ? targetQueueOf(contact.view) : idOf(queue);
      const isKnown = queueId !== undefined && instance.queueMax(queueId) !== undefined;
      const figures = isKnown ? metrics.read([queueId]) : undefined;
      if (queueId === undefined || figures === undefined) return undefined;
      const waitSeconds = isVoice(channel) ? estimateWaitSeconds(figures) : undefined;
      return {
        ...toQueueReading(figures),
        ...(waitSeconds === undefined ? {} : { estimatedWaitSeconds: waitSeconds }),
        ...(queue === undefined ? {} : nameOf(instance, queueId)),
      };
    },
    isOpen(hours) {
      const hoursId =
        hours === undefined ? instance.queues.get(targetQueueOf(contact.view) ?? '')?.hoursId : idOf(hours);
      return hoursId === undefined ? undefined : instance.hours.get(hoursId)?.isOpenAt(clock.nowMs());
    },
    setRouting({ priority, adjustmentSeconds, criteria }) {
      const request = safeParse(routingRequestSchema, {
        QueuePriority: priority,
        QueueTimeAdjustmentSeconds: adjustmentSeconds,
        RoutingCriteria: criteria,
      });
      const asked = isLive() && request.success ? toRoutingChange(request.data) : undefined;
      if (asked === undefined || 'fault' in asked) return 'refused';
      return routingData()(contact.view.contactId, asked.change) === 'accepted' ? 'set' : 'refused';
    },
    transferToQueue() {
      return isLive() ? centre().transferToQueue(contact) : 'no_queue';
    },
    dequeueTo(target) {
      return isLive() ? centre().dequeueTo(contact, target) : 'no_queue';
    },
    createCallback(order) {
      return isLive() ? centre().createCallback(contact, order) : 'refused';
    },
  };
}

/** The only channel there is here. */
function isVoice(channel: string | undefined): boolean {
  return channel?.toUpperCase() === 'VOICE';
}

function nameOf(instance: Instance, queueId: string): Pick<QueueReading, 'queueName' | 'queueArn'> {
  const name = instance.queues.get(queueId)?.name;
  return { queueArn: instance.arnOf('queue', queueId), ...(name === undefined ? {} : { queueName: name }) };
}
