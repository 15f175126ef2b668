import type { FcrRules } from '../fcr/fcr-call';
import type { RoutingPolicy, Strategy } from './routing-policy';

/** What the words name things by. */
export interface ExplainedBy {
  readonly fcr: FcrRules;
  /** Names of agents by id; whoever has none is called by the id. */
  readonly names: ReadonlyMap<string, string>;
}

const DAY_MS = 86_400_000;

/** A policy in words, a sentence a step: who gets the caller at first, for how long, and that anybody may have the caller then. */
export function explainRouting(policy: RoutingPolicy, by: ExplainedBy): readonly string[] {
  const steps = policy.map(({ strategy, forMs }, index) => {
    const each = strategy.kind === 'sequential' && strategy.tries > 1 ? ' each' : '';
    return `${index === 0 ? 'For' : 'Then for'} ${forMs / 1000} s${each} ${whoBy(strategy, by)}.`;
  });
  return [...steps, `${steps.length === 0 ? 'A' : 'Then a'}nybody who serves the queue.`];
}

function whoBy(strategy: Strategy, { fcr, names }: ExplainedBy): string {
  const nameOf = (agentId: string) => names.get(agentId) ?? agentId;
  switch (strategy.kind) {
    case 'best_fcr':
      return bestInWords(strategy, fcr);
    case 'last_agent':
      return `the agent who talked to the caller last, if that was within ${daysInWords(strategy.withinMs)}`;
    case 'responsible_agent':
      return 'the agent who looks after the caller, as the directory has it';
    case 'sequential': {
      const inOrder = strategy.agentIds.map(nameOf).join(', then ');
      return `${inOrder}: one after the other, at most ${strategy.tries} of them`;
    }
    case 'weighted': {
      const parts = Object.entries(strategy.weights).map(([agentId, weight]) => `${nameOf(agentId)} ${weight}`);
      const what = strategy.by === 'calls' ? 'calls' : 'talk';
      return `${agentsInWords(strategy.agents)} furthest behind with a part of today's ${what}, shared out as ${parts.join(', ')}`;
    }
    case 'fewest_calls':
      return `${agentsInWords(strategy.agents)} with the fewest calls today`;
    case 'least_talk_time':
      return `${agentsInWords(strategy.agents)} with the least talk today`;
    case 'longest_idle':
      return `${agentsInWords(strategy.agents)} free for longest`;
    case 'proficiency':
      return `whoever has ${strategy.attribute} "${strategy.value}" at level ${strategy.levelMin} or more`;
    case 'named':
      return strategy.agentIds.map(nameOf).join(' or ');
  }
}

function bestInWords(
  { agents, shareMax }: Extract<Strategy, { readonly kind: 'best_fcr' }>,
  { horizonMs, sampleMin }: FcrRules,
): string {
  const who = agents === 1 ? 'the agent who solves most at once' : `the ${agents} agents who solve most at once`;
  const measured = `(measured over ${daysInWords(horizonMs)}, at least ${sampleMin} calls each)`;
  if (shareMax === undefined) return `${who} ${measured}`;
  const they = agents === 1 ? 'that one gets' : 'they get';
  return `${who} ${measured}; of today's callbacks of lost calls ${they} at most ${Math.round(shareMax * 100)}%`;
}

function agentsInWords(agents: number): string {
  return agents === 1 ? 'the agent' : `the ${agents} agents`;
}

function daysInWords(ms: number): string {
  const days = ms / DAY_MS;
  return days === 1 ? 'a day' : `${days} days`;
}
