import type { FcrRules } from '../fcr/fcr-call';
import type { RoutedCaller, RoutingPolicy, Strategy, StrategyStep } from '../routing/routing-policy';
import type { WrittenStep } from './routing-schema';
import type { ParsedConfig, ParsedQueue } from './schema';

const DAY_MS = 86_400_000;

/** How first call resolution is measured, in the units of the code. */
export function toFcr({
  windowDays,
  minTalkSeconds,
  minSample,
  halfLifeDays,
  horizonDays,
}: ParsedConfig['fcr']): FcrRules {
  return {
    windowMs: windowDays * DAY_MS,
    talkMinMs: minTalkSeconds * 1000,
    sampleMin: minSample,
    halfLifeMs: halfLifeDays * DAY_MS,
    horizonMs: horizonDays * DAY_MS,
  };
}

/** The steps of a queue with ids for names; the last one, the whole queue, goes without saying. */
export function toRouting(
  { inbound, requested, lost }: ParsedQueue['routing'],
  agents: ParsedConfig['agents'],
): Record<RoutedCaller, RoutingPolicy> {
  const of = (steps: readonly WrittenStep[]) => steps.flatMap((step) => toStep(step, agents));
  return { inbound: of(inbound), requested: of(requested), lost: of(lost) };
}

/** The id of an agent who is written by name, or by id; Connect writes ids in small letters. */
export function agentIdOf(agents: ParsedConfig['agents'], nameOrId: string): string {
  return ((Object.hasOwn(agents, nameOrId) ? agents[nameOrId] : undefined) ?? nameOrId).toLowerCase();
}

/** How many agents of a list are tried one after the other. */
export function triesOf({ agents, tries }: Extract<WrittenStep, { readonly to: 'sequential' }>): number {
  return Math.min(tries, agents.length);
}

function toStep(step: WrittenStep, agents: ParsedConfig['agents']): readonly StrategyStep[] {
  if (step.to === 'queue') return [];
  return [{ strategy: toStrategy(step, agents), forMs: step.seconds * 1000 }];
}

function toStrategy(step: Exclude<WrittenStep, { readonly to: 'queue' }>, agents: ParsedConfig['agents']): Strategy {
  const idsOf = (names: readonly string[]) => names.map((name) => agentIdOf(agents, name));
  switch (step.to) {
    case 'best-fcr': {
      const { shareMax } = step;
      return { kind: 'best_fcr', agents: step.agents, ...(shareMax === undefined ? {} : { shareMax }) };
    }
    case 'last-agent':
      return { kind: 'last_agent', withinMs: step.withinDays * DAY_MS };
    case 'responsible-agent':
      return { kind: 'responsible_agent' };
    case 'sequential':
      return { kind: 'sequential', agentIds: idsOf(step.agents), tries: triesOf(step) };
    case 'weighted': {
      const by = step.by === 'calls' ? 'calls' : 'talk_time';
      const weights = Object.entries(step.weights).map(([name, weight]) => [agentIdOf(agents, name), weight] as const);
      return { kind: 'weighted', by, weights: Object.fromEntries(weights), agents: step.agents };
    }
    case 'fewest-calls':
      return { kind: 'fewest_calls', agents: step.agents };
    case 'least-talk-time':
      return { kind: 'least_talk_time', agents: step.agents };
    case 'longest-idle':
      return { kind: 'longest_idle', agents: step.agents };
    case 'proficiency':
      return { kind: 'proficiency', attribute: step.attribute, value: step.value, levelMin: step.level };
    case 'agents':
      return { kind: 'named', agentIds: idsOf(step.agents) };
  }
}
