import { createWorld, SETUP } from './world';

function runDay(seed: number, calls: number) {
  const queueIds = Array.from({ length: 27 }, (_item, index) => `q-${index}`);
  const profileIds = Array.from({ length: 40 }, (_item, index) => `rp-${index}`);
  const world = createWorld({
    seed,
    setup: {
      ...SETUP,
      concurrentCallsMax: 5_000,
      queues: queueIds.map((id) => ({ id, name: id })),
      routingProfiles: profileIds.map((id, profile) => ({
        id,
        name: id,
        queues: queueIds
          .filter((_queueId, queue) => (queue + profile) % 4 === 0)
          .map((queueId, index) => ({ queueId, priority: 1 + (index % 2), delaySeconds: index % 5 === 0 ? 15 : 0 })),
      })),
      agents: Array.from({ length: 100 }, (_item, index) => ({
        id: `agent-${index}`,
        username: `agent-${index}`,
        routingProfileId: `rp-${index % 40}`,
      })),
    },
    timing: { eventDelayMs: undefined, recordDelayMs: undefined },
    talk: (contact) => ({
      talkMs: 60_000 + (contact.contactId.length + (contact.initiatedAtMs % 240)) * 1_000,
      afterContactWorkMs: 20_000,
      endedBy: 'agent',
    }),
  });
  const { clock, emulator } = world;
  for (let agent = 0; agent < 100; agent += 1) clock.after(agent * 1_000, () => emulator.signIn(`agent-${agent}`));
  for (let index = 0; index < calls; index += 1) {
    clock.after(index * 1_900, () => {
      const contactId = world.call(`q-${(index * 7) % 27}`);
      // One in five gives up after four minutes if nobody has answered.
      if (index % 5 === 0) {
        clock.after(240_000, () => {
          if (emulator.contact(contactId)?.agentId === undefined) emulator.hangUp(contactId);
        });
      }
    });
  }
  return world;
}

test('five thousand calls run to the end, each told exactly once', async () => {
  const world = runDay(3, 5_000);
  await world.run(5_000 * 1_900 + 8 * 3_600_000);
  const count = (eventType: string) => world.events.filter(({ detail }) => detail.eventType === eventType).length;
  expect(count('INITIATED')).toBe(5_000);
  expect(count('QUEUED')).toBe(5_000);
  expect(count('DISCONNECTED')).toBe(5_000);
  expect(count('COMPLETED')).toBe(5_000);
  expect(world.records).toHaveLength(5_000);
  const abandoned = world.records.filter((record) => record.Agent === null).length;
  expect(count('CONNECTED_TO_AGENT')).toBe(5_000 - abandoned);
  expect(abandoned).toBeGreaterThan(0);
  expect(world.emulator.liveContacts()).toEqual([]);
  expect(world.clock.pending()).toBe(0);
});

test('one seed gives one sequence of changes and events, another seed another', async () => {
  const trace = async (seed: number) => {
    const world = runDay(seed, 300);
    await world.run(4 * 3_600_000);
    return JSON.stringify([world.changes, world.events, world.records]);
  };
  const first = await trace(11);
  expect(await trace(11)).toBe(first);
  expect(await trace(12)).not.toBe(first);
});
