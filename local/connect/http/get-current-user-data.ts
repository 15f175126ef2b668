import * as z from 'zod/mini';
import { AVAILABLE, isActive, OFFLINE, slotsAvailable } from '../agent';
import type { Agent, AgentContact, AgentContactState } from '../agent';
import { CHANNELS } from '../channel';
import type { Channel } from '../channel';
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
const CONTACT_STATES: Readonly<Record<AgentContactState, string>> = {
  offered: 'CONNECTING',
  missed: 'MISSED',
  rejected: 'REJECTED',
  on_contact: 'CONNECTED',
  after_contact_work: 'ENDED',
};
// Every instance has one such status, and others of its own; their ids differ, so these are made up.
const AVAILABLE_STATUS_ID = '00000000-0000-4000-8000-00000a7a11ab';
const CUSTOM_STATUS_ID = '00000000-0000-4000-8000-000000c05703';

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

// Only callbacks have these two states; which comes first is not documented, and an agent accepts before the customer is dialed.
function contactStateOf(core: ApiCore, { contactId, state }: AgentContact): string {
  const view = core.book.find(contactId);
  if (state !== 'offered' || view?.initiationMethod !== 'CALLBACK') return CONTACT_STATES[state];
  return view.stage === 'dialing' ? 'PENDING' : 'INCOMING';
}

function describeAgentContact(core: ApiCore, contact: AgentContact): readonly object[] {
  const view = core.book.find(contact.contactId);
  if (view === undefined) return [];
  const { queueId } = view;
  return [
    {
      ContactId: view.contactId,
      Channel: contact.channel,
      InitiationMethod: view.initiationMethod,
      AgentContactState: contactStateOf(core, contact),
      StateStartTimestamp: toEpochSeconds(contact.sinceMs),
      ConnectedToAgentTimestamp: isActive(contact) ? toEpochSeconds(view.connectedToAgentAtMs) : undefined,
      Queue: queueId === undefined ? undefined : { Id: idOf(queueId), Arn: core.instance.arnOf('queue', queueId) },
    },
  ];
}

// The channels that are closed to the agent's routing profile are left out.
function slotsByChannel({ media }: Agent, count: (channel: Channel) => number): object {
  const open = CHANNELS.filter((channel) => media.slots[channel] > 0);
  return Object.fromEntries(open.map((channel) => [channel, count(channel)]));
}

function describeUser(core: ApiCore, agent: Agent): object {
  const { id, routingProfileId } = agent.setup;
  const statusId = agent.status === AVAILABLE ? AVAILABLE_STATUS_ID : CUSTOM_STATUS_ID;
  const activeOn = (channel: Channel): number =>
    agent.contacts.filter((contact) => contact.channel === channel && isActive(contact)).length;
  return {
    User: { Id: id, Arn: core.instance.arnOf('agent', id) },
    RoutingProfile: { Id: routingProfileId, Arn: core.instance.arnOf('routing-profile', routingProfileId) },
    Status: {
      StatusStartTimestamp: toEpochSeconds(agent.statusSinceMs),
      StatusArn: core.instance.arnOf('agent-state', statusId),
      StatusName: agent.status,
    },
    NextStatus: agent.nextStatus,
    AvailableSlotsByChannel: slotsByChannel(agent, (channel) => slotsAvailable(agent, channel)),
    MaxSlotsByChannel: slotsByChannel(agent, (channel) => agent.media.slots[channel]),
    ActiveSlotsByChannel: slotsByChannel(agent, activeOn),
    Contacts: agent.contacts.flatMap((contact) => describeAgentContact(core, contact)),
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
        agent.status !== OFFLINE &&
        isWanted(agent) &&
        (states.length === 0 || agent.contacts.some((contact) => states.includes(contactStateOf(core, contact)))),
    );
    const { items, ...paging } = takePage(agents, request.MaxResults, request.NextToken);
    return {
      UserDataList: items.map((agent) => describeUser(core, agent)),
      ApproximateTotalCount: agents.length,
      ...paging,
    };
  },
};
