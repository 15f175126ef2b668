import { GetCurrentUserDataCommand, type ConnectClient, type UserData } from '@aws-sdk/client-connect';
import type { AgentReading } from '../../core/dispatch/expected-agents';
import type { Policy } from '../../core/policy/policy';
import { msOf } from './outcomes';
import type { Clock } from '../../ports/clock';
import type { Proficiencies } from './proficiencies';
import type { RoutingProfiles } from './routing-profiles';

/** GetCurrentUserData takes at most this many queues in a filter, and gives as many users a page. */
const PAGE_MAX = 100;

/** GetCurrentUserData is limited to 2 a second, burst 5, for the account: a large centre is read page by page. */
const PAGES_AT_ONCE = 4;
const PAGE_EVERY_MS = 600;

/** The status that makes an agent routable; its name cannot be changed in Connect. */
const ROUTABLE_STATUS = 'Available';

/** Signed-in agents of the policy's queues. Undefined when Connect does not answer. */
export async function readAgents(
  client: ConnectClient,
  policy: Policy,
  { profiles, proficiencies }: { readonly profiles: RoutingProfiles; readonly proficiencies: Proficiencies },
  clock: Clock,
): Promise<readonly AgentReading[] | undefined> {
  try {
    const users = new Map<string, UserData>();
    for (let at = 0; at < policy.queues.length; at += PAGE_MAX) {
      const queues = policy.queues.slice(at, at + PAGE_MAX).map((queue) => queue.queueId);
      for (const user of await usersOf(client, policy.instanceId, queues, clock)) users.set(user.User?.Id ?? '', user);
    }
    const agents: AgentReading[] = [];
    for (const user of users.values()) agents.push(await agentFrom(user, policy, profiles));
    const levels = await proficiencies.of(agents.map(({ agentId }) => agentId));
    return agents.map((agent) => withLevels(agent, levels.get(agent.agentId) ?? []));
  } catch {
    return undefined;
  }
}

async function usersOf(
  client: ConnectClient,
  instanceId: string,
  queues: string[],
  clock: Clock,
): Promise<readonly UserData[]> {
  let pages = 0;
  const users: UserData[] = [];
  let from: string | undefined;
  do {
    pages += 1;
    if (pages > PAGES_AT_ONCE) await clock.sleep(PAGE_EVERY_MS);
    const page = await client.send(
      new GetCurrentUserDataCommand({
        InstanceId: instanceId,
        Filters: { Queues: queues },
        MaxResults: PAGE_MAX,
        NextToken: from,
      }),
    );
    users.push(...(page.UserDataList ?? []));
    from = page.NextToken;
  } while (from !== undefined);
  return users;
}

async function agentFrom(user: UserData, policy: Policy, profiles: RoutingProfiles): Promise<AgentReading> {
  const known = await profiles.queuesOf(user.RoutingProfile?.Id ?? '');
  // Until Connect has said which queues a profile serves, its agents are taken to serve all that were asked for.
  const queues = known ?? policy.queues.map((queue) => queue.name);
  const takesTasks = (user.MaxSlotsByChannel?.TASK ?? 0) > 0;
  return { agentId: user.User?.Id ?? '', queues, ...stateOf(user), takesTasks };
}

function withLevels(agent: AgentReading, levels: NonNullable<AgentReading['proficiencies']>): AgentReading {
  return levels.length === 0 ? agent : { ...agent, proficiencies: levels };
}

function stateOf(user: UserData): Pick<AgentReading, 'state' | 'sinceMs'> {
  const contact = user.Contacts?.find((one) => one.Channel === 'VOICE');
  const sinceMs = msOf(contact?.StateStartTimestamp) ?? msOf(user.Status?.StatusStartTimestamp) ?? 0;
  // Whoever has chosen a next status takes no new contact after this one.
  if (user.Status?.StatusName !== ROUTABLE_STATUS || user.NextStatus !== undefined) {
    return { state: 'unavailable', sinceMs };
  }
  switch (contact?.AgentContactState) {
    case undefined:
      return { state: withoutCall(user), sinceMs };
    case 'CONNECTED':
    case 'CONNECTED_ONHOLD':
      return { state: 'on_contact', sinceMs };
    case 'ENDED':
      return { state: 'after_contact_work', sinceMs };
    default:
      return { state: 'offered', sinceMs };
  }
}

/** Who has no call may have a task, and be kept from calls by it. */
function withoutCall(user: UserData): AgentReading['state'] {
  if ((user.AvailableSlotsByChannel?.VOICE ?? 0) > 0) return 'available';
  return user.Contacts?.some((one) => one.Channel === 'TASK') === true ? 'on_task' : 'unavailable';
}
