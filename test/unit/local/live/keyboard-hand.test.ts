import { closeServed } from '../connect/serve';
import { createVisitedWorld, menuOf, NUMBER, said, type Talking } from './visited-world';

afterEach(closeServed);

/** Two menus of eight seconds. */
function twoMenus(pressed: string[]): Talking {
  const menu = menuOf(pressed);
  return async (...line) => {
    await menu(...line);
    await menu(...line);
  };
}

test('a key that is pressed while a menu speaks is taken within a fifth of a second', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: twoMenus(pressed) });
  const { visit, events } = world.place();
  world.clock.after(3_050, () => void visit.type('1'));
  await world.run(60_000);
  expect(pressed).toEqual(['1', 'none']);
  const [at = 0] = world.seconds(events, 'pressed');
  expect(at).toBeGreaterThanOrEqual(3.05);
  expect(at).toBeLessThanOrEqual(3.25);
  // The second menu began with the key, and had its whole time.
  expect(world.seconds(events, 'ended')).toEqual([at + 8]);
});

test('a key in the very last moment still counts', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: menuOf(pressed) });
  const { visit } = world.place();
  world.clock.after(7_990, () => void visit.type('2'));
  await world.run(20_000);
  expect(pressed).toEqual(['2']);
});

test('what was keyed before a prompt began is forgotten', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({
    talking: async (telephone, leg, entry) => {
      telephone.hears(said('welcome', [], leg.contactId));
      await leg.wait(5_000);
      await menuOf(pressed)(telephone, leg, entry);
    },
  });
  const { visit } = world.place();
  world.clock.after(1_000, () => void visit.type('1'));
  await world.run(60_000);
  expect(pressed).toEqual(['none']);
});

test('digits that are keyed at once are taken one by one where they are stored', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({
    talking: async (telephone, leg) => {
      telephone.hears(said('your number', 'digits', leg.contactId));
      for (let key = ''; key !== '#' && key !== 'none';) pressed.push((key = await telephone.press(leg, 5_000)));
    },
  });
  const { visit } = world.place();
  world.clock.after(1_000, () => void visit.type('0163#9'));
  await world.run(60_000);
  expect(pressed).toEqual(['0', '1', '6', '3', '#']);
});

test('hanging up ends the call and the visit; nothing can be done after it', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: twoMenus(pressed) });
  const { visit, kinds } = world.place();
  world.clock.after(2_000, () => void visit.hangUp());
  await world.run(60_000);
  expect(pressed[0]).toBe('gone');
  expect(kinds()).toEqual(['called', 'said', 'hung_up', 'ended', 'left']);
  expect([visit.hangUp(), visit.answer(), visit.decline(), visit.type('1')]).toEqual([false, false, false, 'no_call']);
  expect(world.visitors.at(NUMBER)).toBeUndefined();
});

test('a telephone that stays rings when it is dialed, and is spoken to once it is picked up', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: menuOf(pressed) });
  const { visit, events, kinds } = world.place(undefined, { isStaying: true });
  await world.run(10_000);
  await world.dial();
  await world.run(4_000);
  expect(kinds()).toEqual(['called', 'said', 'ended', 'ringing']);
  expect(world.attention.now).toBe(1);
  expect(visit.answer()).toBe(true);
  expect(world.attention.now).toBe(0);
  world.clock.after(2_000, () => void visit.type('1'));
  await world.run(10_000);
  expect(pressed).toEqual(['none', '1']);
  expect(kinds().slice(4)).toEqual(['answered', 'said', 'pressed', 'ended']);
  const rung = events.find(({ kind }) => kind === 'ringing');
  const heard = events.findLast(({ kind }) => kind === 'said');
  expect(heard).toMatchObject({ contactId: rung !== undefined && 'contactId' in rung ? rung.contactId : 'none' });
});

test('a ringing telephone can be declined, or be left to ring until the network gives up', async () => {
  const world = await createVisitedWorld({ talking: menuOf([]) });
  const { visit, events } = world.place(undefined, { isStaying: true });
  await world.run(10_000);
  await world.dial();
  expect(visit.decline()).toBe(true);
  await world.dial();
  await world.run(70_000);
  const missed = events.flatMap((event) => (event.kind === 'missed' ? [event.reason] : []));
  expect(missed).toHaveLength(2);
  expect(missed[0]).toBe('TELECOM_BUSY');
  expect(missed[1]).not.toBe('TELECOM_BUSY');
  expect(world.attention.now).toBe(0);
});

test('time is slow while a menu waits, and only then', async () => {
  const world = await createVisitedWorld({
    talking: async (telephone, leg, entry) => {
      await menuOf([])(telephone, leg, entry);
      await leg.wait(10_000);
    },
  });
  world.place();
  await world.run(4_000);
  expect(world.attention).toEqual({ now: 1, most: 1 });
  await world.run(6_000);
  expect(world.attention).toEqual({ now: 0, most: 1 });
});
