import { routingLimits, type RoutedCaller } from '../routing/routing-policy';
import { identifier } from './fields';
import { show, type PolicyRefusal } from './refusals';
import type { WrittenStep } from './routing-schema';
import type { ParsedConfig, ParsedQueue } from './schema';
import { agentIdOf, triesOf } from './to-routing';

const callers: readonly RoutedCaller[] = ['inbound', 'requested', 'lost'];

/** What no single field of first call resolution shows. */
export function refusalsOfFcr({ fcr: { windowDays, horizonDays } }: ParsedConfig): readonly PolicyRefusal[] {
  if (horizonDays > windowDays) return [];
  const allowed = `more than ${windowDays}, fcr.windowDays: a conversation is counted only after its window`;
  return [{ field: 'fcr.horizonDays', value: show(horizonDays), allowed }];
}

/** One agent has one name. */
export function refusalsOfAgents({ agents }: ParsedConfig): readonly PolicyRefusal[] {
  const entries = Object.entries(agents);
  return entries.flatMap(([name, id], index) => {
    const isDoubled = entries.slice(0, index).some(([, other]) => other.toLowerCase() === id.toLowerCase());
    return isDoubled ? [{ field: `agents.${name}`, value: show(id), allowed: 'an id no other name has' }] : [];
  });
}

/** What no single step shows: where it stands, how long all together last, agents who are not known or named twice. */
export function refusalsOfRouting(config: ParsedConfig, queue: ParsedQueue, at: string): readonly PolicyRefusal[] {
  return callers.flatMap((caller) => {
    const steps = queue.routing[caller];
    const field = `${at}.routing.${caller}`;
    return [
      ...refusalsOfOrder(steps, field),
      ...refusalsOfShares(steps, field),
      ...refusalsOfLength(steps, { field, at, secondsMax: queue.routing.secondsMax }),
      ...steps.flatMap((step, index) => refusalsOfStep(config, step, { field: `${field}[${index}]`, caller })),
    ];
  });
}

/** The caller is anybody's in the end, and only in the end. */
function refusalsOfOrder(steps: readonly WrittenStep[], field: string): readonly PolicyRefusal[] {
  return steps.flatMap((step, index) => {
    const isLast = index === steps.length - 1;
    if (isLast === (step.to === 'queue')) return [];
    const allowed = isLast
      ? '"queue", because it is the last step: in the end anybody may have the caller'
      : 'another step: after "queue" there is nobody left to ask';
    return [{ field: `${field}[${index}].to`, value: show(step.to), allowed }];
  });
}

/** A step without a share would name the best whom one with a share has just kept out. */
function refusalsOfShares(steps: readonly WrittenStep[], field: string): readonly PolicyRefusal[] {
  const isCapped = (step: WrittenStep) => step.to === 'best-fcr' && step.shareMax !== undefined;
  if (!steps.some(isCapped)) return [];
  const allowed = 'a number from 0.05 to 1, because another step of the list has one';
  return steps.flatMap((step, index) =>
    step.to === 'best-fcr' && !isCapped(step)
      ? [{ field: `${field}[${index}].shareMax`, value: show(undefined), allowed }]
      : [],
  );
}

interface AllSteps {
  readonly field: string;
  readonly at: string;
  readonly secondsMax: number;
}

function refusalsOfLength(
  steps: readonly WrittenStep[],
  { field, at, secondsMax }: AllSteps,
): readonly PolicyRefusal[] {
  const restricted = steps.flatMap((step) => {
    if (step.to === 'queue') return [];
    return [{ tries: step.to === 'sequential' ? triesOf(step) : 1, seconds: step.seconds }];
  });
  const many = restricted.reduce((sum, { tries }) => sum + tries, 0);
  const seconds = restricted.reduce((sum, one) => sum + one.tries * one.seconds, 0);
  const { stepsMax } = routingLimits;
  return [
    ...(many <= stepsMax
      ? []
      : [
          {
            field,
            value: `${many} steps before "queue"`,
            allowed: `at most ${stepsMax}, where each try of a sequential step is one`,
          },
        ]),
    ...(seconds <= secondsMax
      ? []
      : [
          {
            field,
            value: `${seconds} seconds in all steps together`,
            allowed: `at most ${secondsMax}, ${at}.routing.secondsMax`,
          },
        ]),
  ];
}

function refusalsOfStep(
  config: ParsedConfig,
  step: WrittenStep,
  { field, caller }: { readonly field: string; readonly caller: RoutedCaller },
): readonly PolicyRefusal[] {
  switch (step.to) {
    case 'responsible-agent': {
      if (config.directory !== undefined) return [];
      return [{ field: `${field}.to`, value: show(step.to), allowed: 'another step, because there is no directory' }];
    }
    case 'best-fcr': {
      if (caller === 'lost' || step.shareMax === undefined) return [];
      const allowed = 'nothing: shares are counted of callbacks of lost calls, in routing.lost';
      return [{ field: `${field}.shareMax`, value: show(step.shareMax), allowed }];
    }
    case 'sequential':
    case 'agents': {
      const named = step.agents.map((name, index) => ({ name, at: `${field}.agents[${index}]` }));
      return refusalsOfNames(config, named);
    }
    case 'weighted': {
      const named = Object.keys(step.weights).map((name) => ({ name, at: `${field}.weights.${name}` }));
      return refusalsOfNames(config, named);
    }
    default:
      return [];
  }
}

/** Every agent is known by name or written as an id, and stands in a list once. */
function refusalsOfNames(
  { agents }: ParsedConfig,
  named: readonly { readonly name: string; readonly at: string }[],
): readonly PolicyRefusal[] {
  const names = Object.keys(agents);
  const known = names.length === 0 ? 'a name, once agents has one' : `a name in agents (${show(names)})`;
  return named.flatMap(({ name, at }, index) => {
    const id = agentIdOf(agents, name);
    if (!identifier.test(id)) {
      return [{ field: at, value: show(name), allowed: `${known}, or the id of a Connect user (a UUID)` }];
    }
    const isDoubled = named.slice(0, index).some((other) => agentIdOf(agents, other.name) === id);
    return isDoubled ? [{ field: at, value: show(name), allowed: 'an agent who is not in the list yet' }] : [];
  });
}
