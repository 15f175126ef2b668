import {
  AssociateContactWithUserCommand,
  GetCurrentUserDataCommand,
  StartTaskContactCommand,
  StopContactCommand,
  UpdateContactScheduleCommand,
} from '@aws-sdk/client-connect';
import type { FlowEntry, FlowLeg, InstanceSetup } from '../../../../local/connect/types';
import { serve } from './serve';
import { INSTANCE_ID, SETUP } from './world';
import type { WorldOptions } from './world';

export const DAY_MS = 24 * 3_600_000;

export const TASK = {
  InstanceId: INSTANCE_ID,
  Name: 'Call back',
  ContactFlowId: 'flow-in',
  Attributes: { queue: 'q-support' },
};

/** Tasks and calls are queued where their attribute says; with a `seconds` attribute first, and with `hook` as it says. */
export async function playQueueing(leg: FlowLeg, { kind }: FlowEntry): Promise<void> {
  if (kind !== 'inbound' && kind !== 'outbound') return;
  const { queue, seconds = '0' } = leg.attributes();
  await leg.wait(Number(seconds) * 1_000);
  if (queue !== undefined) leg.setTargetQueue(queue);
  leg.transferToQueue();
}

/** The usual instance, with what its routing profiles say of channels. */
export function setupWith(media: Partial<InstanceSetup['routingProfiles'][number]>): InstanceSetup {
  return { ...SETUP, routingProfiles: SETUP.routingProfiles.map((profile) => ({ ...profile, ...media })) };
}

/** Agents who may have a call and several tasks side by side. */
export const MIXED = setupWith({
  concurrency: { VOICE: 1, TASK: 3 },
  crossChannel: { VOICE: 'ROUTE_ANY_CHANNEL', TASK: 'ROUTE_ANY_CHANNEL' },
});

/** A served world with what is asked of it about tasks; `closeServed` closes it. */
export async function serveTasks(options: WorldOptions = {}) {
  const world = await serve({ play: playQueueing, ...options });
  const { client } = world;
  const start = async (request: object = {}): Promise<string> => {
    const { ContactId = 'none' } = await client.send(new StartTaskContactCommand({ ...TASK, ...request }));
    return ContactId;
  };
  return {
    ...world,
    start,
    stop: (ContactId: string) => client.send(new StopContactCommand({ InstanceId: INSTANCE_ID, ContactId })),
    associate: (ContactId: string, UserId: string, InstanceId = INSTANCE_ID) =>
      client.send(new AssociateContactWithUserCommand({ InstanceId, ContactId, UserId })),
    reschedule: (ContactId: string, atMs: number) =>
      client.send(
        new UpdateContactScheduleCommand({ InstanceId: INSTANCE_ID, ContactId, ScheduledTime: new Date(atMs) }),
      ),
    user: async (agentId: string) => {
      const { UserDataList } = await client.send(
        new GetCurrentUserDataCommand({ InstanceId: INSTANCE_ID, Filters: { Agents: [agentId] } }),
      );
      return UserDataList?.[0];
    },
    /** A task that has been accepted by this agent, who is signed in for it. */
    withTask: async (agentId: string): Promise<string> => {
      world.emulator.signIn(agentId);
      const contactId = await start();
      await world.run(3_000);
      return contactId;
    },
    reasonOf: (contactId: string) => world.emulator.contact(contactId)?.disconnectReason,
    stageOf: (contactId: string) => world.emulator.contact(contactId)?.stage,
  };
}

export type TaskWorld = Awaited<ReturnType<typeof serveTasks>>;
