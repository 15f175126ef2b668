import type { Policy, QueuePolicy } from '../../core/policy/policy';
import type { RoutedCaller, RoutingPolicy, Strategy } from '../../core/routing/routing-policy';

type Kind = Strategy['kind'];

/** Who these mean is known by the caller's number alone. */
const byNumber: ReadonlySet<Kind> = new Set(['last_agent', 'responsible_agent']);

/** These go by what agents have done today. */
const byLoad: ReadonlySet<Kind> = new Set(['weighted', 'fewest_calls', 'least_talk_time']);

/** The restricted steps of a queue that can mean anybody for this caller. */
export function stepsAsked(queue: QueuePolicy, caller: RoutedCaller, number: string | undefined): RoutingPolicy {
  return queue.routing[caller].filter(({ strategy }) => number !== undefined || !byNumber.has(strategy.kind));
}

/** Whether any of these steps is of that kind. */
export function asksFor(steps: RoutingPolicy, kind: Kind): boolean {
  return steps.some(({ strategy }) => strategy.kind === kind);
}

export function asksForLoad(steps: RoutingPolicy): boolean {
  return steps.some(isByLoad);
}

export function isByLoad({ strategy }: RoutingPolicy[number]): boolean {
  return byLoad.has(strategy.kind);
}

/** Whether what the best get of lost-call callbacks is capped. */
export function isCapped(steps: RoutingPolicy): boolean {
  return steps.some(({ strategy }) => strategy.kind === 'best_fcr' && strategy.shareMax !== undefined);
}

/** Whether any caller is kept for some agents at first. */
export function isAnybodyRouted({ queues }: Pick<Policy, 'queues'>): boolean {
  return queues.some(({ routing }) => Object.values(routing).some((steps) => steps.length > 0));
}

/** Whether callers who ring in are. */
export function isInboundRouted({ routing }: Pick<QueuePolicy, 'routing'>): boolean {
  return routing.inbound.length > 0;
}
