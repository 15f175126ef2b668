import type { Policy } from '../../lib/core/policy/policy';

/** What of an instance an action is decided on. */
type Part =
  | 'instance'
  | 'contacts'
  | 'agents'
  | 'agent-groups'
  | 'queues'
  | 'our-queues'
  | 'profiles'
  | 'hours'
  | 'all';

/**
 * Every action of Connect that a function of ours takes on an instance, with the parts that it is decided on. Source: "Actions,
 * resources, and condition keys for Amazon Connect" in the Service Authorization Reference, read in November 2026.
 */
const partsOf = {
  AssociateContactWithUser: ['instance', 'contacts', 'agents'],
  DescribeContact: ['contacts'],
  DescribeQueue: ['our-queues'],
  // It answers for queues by id; whether each id is asked for, or every queue, is nowhere said.
  GetCurrentMetricData: ['instance', 'queues', 'profiles'],
  GetCurrentUserData: ['instance', 'queues', 'profiles', 'agents', 'agent-groups'],
  GetEffectiveHoursOfOperations: ['instance', 'hours'],
  ListRoutingProfileQueues: ['profiles'],
  ListUserProficiencies: ['instance', 'agents'],
  // The reference names no resource for it; policies of AWS itself have allowed it on instances.
  StartOutboundVoiceContact: ['instance', 'all'],
  StopContact: ['contacts'],
  UpdateContact: ['contacts'],
  UpdateContactRoutingData: ['contacts'],
} as const satisfies Readonly<Record<string, readonly Part[]>>;

/** An action that a function may be allowed. Tasks are apart: they begin with one flow. */
export type ConnectAction = keyof typeof partsOf;

/** Why a part is not named in full, for who reads the findings of a synth; parts that are have no reason. */
const whyWide: Readonly<Partial<Record<Part, string>>> = {
  contacts: 'Connect gives a contact its id when it begins; no policy can name it before.',
  agents: 'Agents come and go with the organisation; their ids are read from Connect.',
  'agent-groups': 'GetCurrentUserData asks for hierarchy groups, which come and go with the organisation.',
  queues: 'Whether Connect decides on each queue of a filter or on all is not documented; a wrong guess stops dialing.',
  profiles: 'Which routing profiles serve the queues is read from Connect, and changes there.',
  hours: 'Which hours a queue has is read from Connect, and changes there.',
  all: 'The reference names no resource for StartOutboundVoiceContact; a wrong guess stops dialing. It stays within the instance.',
};

const pathOf: Readonly<Record<Exclude<Part, 'instance' | 'our-queues'>, string>> = {
  contacts: 'contact/*',
  agents: 'agent/*',
  'agent-groups': 'agent-group/*',
  queues: 'queue/*',
  profiles: 'routing-profile/*',
  hours: 'operating-hours/*',
  all: '*',
};

/** Actions that are decided on the same resources, and those resources. */
export interface ConnectGrant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What has to be allowed on the instance of a policy so that actions can be taken. */
export function connectGrants(policy: Policy, actions: readonly ConnectAction[]): readonly ConnectGrant[] {
  const grants = new Map<string, { actions: string[]; resources: readonly string[] }>();
  for (const action of actions) {
    const resources = partsOf[action].flatMap((part) => resourcesOf(policy, part));
    const grant = grants.get(resources.join()) ?? { actions: [], resources };
    grant.actions.push(`connect:${action}`);
    grants.set(resources.join(), grant);
  }
  return [...grants.values()];
}

/** The wildcards among the resources of actions, each with the reason for it. */
export function wideResources(policy: Policy, actions: readonly ConnectAction[]): ReadonlyMap<string, string> {
  const wide = new Map<string, string>();
  for (const part of actions.flatMap((action): readonly Part[] => partsOf[action])) {
    const reason = whyWide[part];
    if (reason === undefined) continue;
    for (const resource of resourcesOf(policy, part)) wide.set(resource, reason);
  }
  return wide;
}

/** The ARN of a flow of the instance by its id. */
export function flowArn(policy: Policy, flowId: string): string {
  return `${policy.instanceArn}/contact-flow/${flowId}`;
}

function resourcesOf({ instanceArn, queues }: Policy, part: Part): readonly string[] {
  if (part === 'instance') return [instanceArn];
  if (part === 'our-queues') return queues.map(({ queueId }) => `${instanceArn}/queue/${queueId}`);
  return [`${instanceArn}/${pathOf[part]}`];
}
