import { FlowRefused, type CompiledFlow } from '../../../infra/flows/build/compile';
import { describeRefusal } from '../../../lib/core/policy/refusals';
import { defineConfig, parsePolicy, type Policy } from '../../../lib/core/policy/policy';
import { invariant } from '../../../lib/core/invariant';
import { idFor } from '../../run/ids';
import { localPolicy } from '../../run/local-policy';
import { UsageError } from '../../terminal/usage-error';
import { compileLocally, type LocalFlows } from '../local-shelf';

/** A policy, and its flows as they are walked through. */
export interface WalkedPolicy {
  readonly name: 'configured' | 'everything';
  readonly policy: Policy;
  readonly flows: LocalFlows;
}

/** A flow or module of one of the policies. */
export interface WalkedFlow {
  /** The key of the flow, under the name of its policy where that is not the configuration. */
  readonly label: string;
  readonly compiled: CompiledFlow;
  readonly of: WalkedPolicy;
}

const hours = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '20:00' }] as const;
const london = { timeZone: 'Europe/London', hours: hours.map((window) => ({ ...window, days: [...window.days] })) };

/** Everything that a policy can switch on in a flow, so that each variant of each flow is walked. */
const everything = defineConfig({
  instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
  country: 'GB',
  numbers: { countries: 'any' },
  ageBy: 'ladder',
  queues: [
    {
      name: 'last-offer',
      queueId: idFor('queue', 'last-offer'),
      languages: ['ru-RU', 'en-US'],
      ...london,
      hold: { longestSeconds: 300, atLongest: 'offer', musicPromptId: idFor('prompt', 'music') },
    },
    {
      name: 'message',
      queueId: idFor('queue', 'message'),
      ...london,
      hold: { longestSeconds: 300, atLongest: 'message', offer: false },
    },
    {
      name: 'overflow',
      queueId: idFor('queue', 'overflow'),
      languages: ['ru-RU'],
      ...london,
      hold: { longestSeconds: 300, atLongest: 'queue', overflowQueue: 'last-offer' },
    },
    {
      name: 'no-hold',
      queueId: idFor('queue', 'no-hold'),
      languages: ['en-US', 'ru-RU'],
      ...london,
      hold: { allowed: false, offer: false },
      offer: { waitSeconds: 0 },
    },
  ],
});

/** The configuration, and the built-in policy that switches everything on. */
export function walkedPolicies(): readonly WalkedPolicy[] {
  return [
    { name: 'configured', policy: localPolicy() } as const,
    { name: 'everything', policy: everythingPolicy() } as const,
  ].map((of) => ({ ...of, flows: compileOrRefuse(of.policy) }));
}

/** Every flow and module of some policies. */
export function walkedFlows(policies: readonly WalkedPolicy[]): readonly WalkedFlow[] {
  return policies.flatMap((of) =>
    [...of.flows.flows, ...of.flows.modules].map((compiled) => ({ label: labelOf(of, compiled.key), compiled, of })),
  );
}

/** How a flow of a policy is called where flows of several are. */
export function labelOf({ name }: Pick<WalkedPolicy, 'name'>, key: string): string {
  return name === 'configured' ? key : `${name}/${key}`;
}

function compileOrRefuse(policy: Policy): LocalFlows {
  try {
    return compileLocally(policy);
  } catch (error) {
    throw error instanceof FlowRefused ? new UsageError(error.message) : error;
  }
}

function everythingPolicy(): Policy {
  const parsed = parsePolicy(everything);
  invariant(parsed.ok, parsed.ok ? '' : parsed.error.map(describeRefusal).join('\n'));
  return parsed.value;
}
