import * as z from 'zod/mini';
import type { ContactView } from '../contact';
import type { Agent } from '../roster';
import type { AgentActivity } from '../types';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { parseBody, requireInstance, toEpochSeconds } from './operation';
import type { ApiCore, Operation } from './operation';
import { takePage } from './paging';

const idList = z.optional(z.array(z.string()).check(z.maxLength(100)));
const requestSchema = z.object({
  Filters: z.object({
    Queues: idList,
    RoutingProfiles: idList,
    Agents: idList,
    UserHierarchyGroups: idList,
    ContactFilter: z.optional(z.object({ ContactStates: z.optional(z.array(z.string()).check(z.maxLength(9))) })),
  }),
  MaxResults: z.optional(z.int().check(z.gte(1), z.lte(100))),
  NextToken: z.optional(z.string()),
});
type Request = z.infer<typeof requestSchema>;

// ENDED is Connect's word for after-contact work.
const CONTACT_STATES: Readonly<Partial<Record<AgentActivity, string>>> = {
  offered: 'CONNECTING',
  missed: 'MISSED',
  on_contact: 'CONNECTED',
  after_contact_work: 'ENDED',
};
// Every instance has one such status; its id differs, so this one is made up.
const AVAILABLE_STATUS_ID = '00000000-0000-4000-8000-00000a7a11ab';

function agentFilter(core: ApiCore, { Filters }: Request): (agent: Agent) => boolean {
  const { Queues = [], RoutingProfiles = [], Agents = [] } = Filters;
  const given = [Queues, RoutingProfiles, Agents].filter((list) => list.length > 0).length;
  if (given !== 1 || (Filters.UserHierarchyGroups ?? []).length > 0) {
    throw new ApiError(
      'InvalidParameterException',
      'Supported filters: exactly one of Queues, RoutingProfiles, Agents.',
    );
  }
  const requireAll = (ids: readonly string[], isKnown: (id: string) => boolean): readonly string[] => {
    const unknown = ids.map(idOf).find((id) => !isKnown(id));
    if (unknown !== undefined) throw new ApiError('ResourceNotFoundException', `Not found: ${unknown}`);
    return ids.map(idOf);
  };
  const agentIds = new Set(requireAll(Agents, core.roster.has));
  if (agentIds.size > 0) return (agent) => agentIds.has(agent.setup.id);
  const queueIds = requireAll(Queues, (id) => core.instance.queues.has(id));
  const profileIds = new Set([
    ...requireAll(RoutingProfiles, (id) => core.instance.profiles.has(id)),
    ...queueIds.flatMap((id) => core.instance.profilesOfQueue(id).map(({ profileId }) => profileId)),
  ]);
  return (agent) => profileIds.has(agent.setup.routingProfileId);
}

function contactOf(core: ApiCore, agent: Agent): ContactView | undefined {
  return agent.contactId === undefined ? undefined : core.book.find(agent.contactId);
}

// Only callbacks have these two states; which comes first is not documented, and an agent accepts before the customer is dialed.
function contactStateOf(core: ApiCore, agent: Agent): string | undefined {
  const view = contactOf(core, agent);
  if (agent.state !== 'offered' || view?.initiationMethod !== 'CALLBACK') return CONTACT_STATES[agent.state];
  return view.stage === 'dialing' ? 'PENDING' : 'INCOMING';
}

function describeContacts(core: ApiCore, agent: Agent): readonly object[] {
  const view = contactOf(core, agent);
  if (view === undefined) return [];
  const isJoined = agent.state === 'on_contact' || agent.state === 'after_contact_work';
  const { queueId } = view;
  return [
    {
      ContactId: view.contactId,
      Channel: 'VOICE',
      InitiationMethod: view.initiationMethod,
      AgentContactState: contactStateOf(core, agent),
      StateStartTimestamp: toEpochSeconds(agent.sinceMs),
      ConnectedToAgentTimestamp: isJoined ? toEpochSeconds(view.connectedToAgentAtMs) : undefined,
      Queue: queueId === undefined ? undefined : { Id: idOf(queueId), Arn: core.instance.arnOf('queue', queueId) },
    },
  ];
}

function describeUser(core: ApiCore, agent: Agent): object {
  const { id, routingProfileId } = agent.setup;
  const isActive = agent.state === 'on_contact' || agent.state === 'after_contact_work';
  return {
    User: { Id: id, Arn: core.instance.arnOf('agent', id) },
    RoutingProfile: { Id: routingProfileId, Arn: core.instance.arnOf('routing-profile', routingProfileId) },
    Status: {
      StatusStartTimestamp: toEpochSeconds(agent.signedInAtMs),
      StatusArn: core.instance.arnOf('agent-state', AVAILABLE_STATUS_ID),
      StatusName: 'Available',
    },
    ...(agent.isSigningOut ? { NextStatus: 'Offline' } : {}),
    AvailableSlotsByChannel: { VOICE: agent.state === 'available' ? 1 : 0 },
    MaxSlotsByChannel: { VOICE: 1 },
    ActiveSlotsByChannel: { VOICE: isActive ? 1 : 0 },
    Contacts: describeContacts(core, agent),
  };
}

/** Signed-in agents only, as of now. The status stays Available while an agent is on a contact, as in Connect. */
export const getCurrentUserData: Operation = {
  name: 'GetCurrentUserData',
  method: 'POST',
  path: '/metrics/userdata/{InstanceId}',
  run: (core, { path, body }) => {
    requireInstance(core, path['InstanceId']);
    const request = parseBody(requestSchema, body);
    const isWanted = agentFilter(core, request);
    const states = request.Filters.ContactFilter?.ContactStates ?? [];
    const agents = [...core.roster.all()].filter(
      (agent) =>
        agent.state !== 'offline' &&
        isWanted(agent) &&
        (states.length === 0 || states.includes(contactStateOf(core, agent) ?? '')),
    );
    const { items, ...paging } = takePage(agents, request.MaxResults, request.NextToken);
    return {
      UserDataList: items.map((agent) => describeUser(core, agent)),
      ApproximateTotalCount: agents.length,
      ...paging,
    };
  },
};
