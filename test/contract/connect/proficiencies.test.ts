import { createConnectCapacity } from '../../../lib/adapters/connect/capacity';
import type { JournalEntry } from '../../../lib/ports/journal';
import type { QueuePolicy } from '../../../lib/core/policy/policy';
import { SETUP, type WorldOptions } from '../../unit/local/connect/world';
import { policyFor, serveCentre } from './served-centre';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const step = (attribute: string, value: string) =>
  ({ strategy: { kind: 'proficiency', attribute, value, levelMin: 3 }, forMs: 30_000 }) as const;

/** Welsh is asked for those who ring in, billing for those who were lost. */
const ASKING: QueuePolicy['routing'] = {
  inbound: [step('Language', 'Welsh')],
  requested: [{ strategy: { kind: 'last_agent', withinMs: 1 }, forMs: 30_000 }],
  lost: [step('Topic', 'Billing')],
};
const welsh = { attribute: 'Language', value: 'Welsh', level: 4 };
const english = { attribute: 'Language', value: 'English', level: 5 };
const billing = { attribute: 'Topic', value: 'Billing', level: 1 };

/** Agents of the names given, signed in, with these proficiencies. */
async function served(
  agents: Readonly<Record<string, readonly (typeof welsh)[]>>,
  { routing = ASKING, ...options }: WorldOptions & { readonly routing?: QueuePolicy['routing'] } = {},
) {
  const setup = {
    ...SETUP,
    agents: Object.entries(agents).map(([id, proficiencies]) => {
      return { id, username: id, routingProfileId: 'rp-support', proficiencies };
    }),
  };
  const centre = await serveCentre({ setup, ...options });
  open.push(centre.close);
  for (const agentId of Object.keys(agents)) centre.emulator.signIn(agentId);
  const notes: JournalEntry[] = [];
  const journal = { note: (entry: JournalEntry) => void notes.push(entry) };
  const capacity = createConnectCapacity(centre.client, policyFor(['q-support'], { routing }), centre.clock, journal);
  const read = async () => {
    const reading = await capacity.read();
    // The next one is a new one.
    await centre.run(5_000);
    return new Map(reading?.agents.map((agent) => [agent.agentId, agent.proficiencies]));
  };
  return { ...centre, notes, read, asked: () => centre.callsOf('ListUserProficiencies') };
}

const crowd = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, [welsh]]));

describe('proficiencies', () => {
  test('are read of every agent who is signed in, those alone that some step asks for', async () => {
    const centre = await served({ ann: [english, billing, welsh], bob: [english], cat: [] });
    centre.emulator.signOut('cat');
    const levels = await centre.read();
    expect([...levels]).toEqual([
      ['ann', [billing, welsh]],
      ['bob', undefined],
    ]);
    expect(centre.asked()).toBe(2);
  });

  test('are not asked for where no step needs them', async () => {
    const centre = await served({ ann: [welsh] }, { routing: { inbound: [], requested: ASKING.requested, lost: [] } });
    expect((await centre.read()).get('ann')).toBeUndefined();
    expect(centre.asked()).toBe(0);
  });

  test('are kept for an hour, and then asked for again', async () => {
    const centre = await served({ ann: [welsh], bob: [] });
    await centre.read();
    // 700 times five seconds are less than an hour; not every reading need be made to see that.
    await centre.run(3_500_000);
    expect((await centre.read()).get('ann')).toEqual([welsh]);
    expect(centre.asked()).toBe(2);
    await centre.run(100_000);
    expect((await centre.read()).get('ann')).toEqual([welsh]);
    expect(centre.asked()).toBe(4);
  });

  test('that Connect does not tell are unknown, and asked for again a minute later', async () => {
    const centre = await served({ ann: [welsh] });
    centre.setFault('ListUserProficiencies', 'throttle');
    expect((await centre.read()).get('ann')).toBeUndefined();
    centre.setFault('ListUserProficiencies', undefined);
    for (let times = 0; times < 3; times += 1) expect((await centre.read()).get('ann')).toBeUndefined();
    expect(centre.asked()).toBe(1);
    await centre.run(45_000);
    expect((await centre.read()).get('ann')).toEqual([welsh]);
    expect(centre.asked()).toBe(2);
  });

  test('that Connect does not tell are told as a fault, once a minute and without an id', async () => {
    const centre = await served({ ann: [welsh], bob: [welsh] });
    centre.setFault('ListUserProficiencies', 'throttle');
    await centre.read();
    await centre.read();
    const fault = { kind: 'fault', where: 'routing', reason: 'proficiencies: ThrottlingException' };
    expect(centre.notes).toEqual([fault]);
    await centre.run(60_000);
    await centre.read();
    expect(centre.notes).toEqual([fault, fault]);
    centre.setFault('ListUserProficiencies', undefined);
    await centre.run(120_000);
    await centre.read();
    expect(centre.notes).toHaveLength(2);
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)(
    'stay as they were when asking again meets %s, and the agents are read all the same',
    async (fault) => {
      const centre = await served({ ann: [welsh] });
      await centre.read();
      await centre.run(3_600_000);
      centre.setFault('ListUserProficiencies', fault);
      expect((await centre.read()).get('ann')).toEqual([welsh]);
      expect(centre.asked()).toBe(2);
    },
  );

  test('of a large centre become known at half the quota, and never meet its end', async () => {
    const centre = await served(crowd(20), { limits: undefined });
    const knownAfter: number[] = [];
    for (let reading = 0; reading < 4; reading += 1) {
      const levels = await centre.read();
      knownAfter.push([...levels.values()].filter((known) => known !== undefined).length);
    }
    expect(knownAfter).toEqual([5, 10, 15, 20]);
    expect(centre.asked()).toBe(20);
  });

  test('of whom nothing is known are asked for before those that are old', async () => {
    const centre = await served(crowd(12));
    for (let reading = 0; reading < 2; reading += 1) await centre.read();
    await centre.run(3_600_000);
    const levels = await centre.read();
    expect([...levels.values()]).toEqual(Array.from({ length: 12 }, () => [welsh]));
  });
});
