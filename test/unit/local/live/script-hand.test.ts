import { VISITOR_TALK_MS } from '../../../../local/live/visits';
import { closeServed } from '../connect/serve';
import { createVisitedWorld, menuOf, said, type Talking } from './visited-world';

afterEach(closeServed);

function menus(count: number, pressed: string[], keys?: readonly string[] | 'digits'): Talking {
  const menu = menuOf(pressed, keys);
  return async (...line) => {
    for (let turn = 0; turn < count; turn += 1) await menu(...line);
  };
}

test('each item is pressed three seconds after its prompt began, and `wait` lets one go by', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: menus(3, pressed) });
  const { events } = world.place(['1', 'wait', '2']);
  await world.run(60_000);
  expect(pressed).toEqual(['1', 'none', '2']);
  expect(world.seconds(events, 'pressed')).toEqual([3, 14]);
});

test('a menu beyond the last item is heard to its end, and then the caller hangs up', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: menus(2, pressed) });
  const { events, kinds } = world.place(['1']);
  await world.run(60_000);
  expect(pressed).toEqual(['1', 'gone']);
  expect(kinds()).toEqual(['called', 'said', 'pressed', 'said', 'hung_up', 'ended', 'left']);
  expect(world.seconds(events, 'hung_up')).toEqual([3 + 1 + 1]);
});

test('a message in rotation is told once, and ten seconds without anything new end the call', async () => {
  const world = await createVisitedWorld({
    talking: async (telephone, leg, entry) => {
      await menuOf([])(telephone, leg, entry);
      while (leg.isLive()) {
        telephone.hears(said('music', [], leg.contactId));
        await leg.wait(4_000);
      }
    },
  });
  const { events, kinds } = world.place(['1']);
  await world.run(60_000);
  expect(kinds()).toEqual(['called', 'said', 'pressed', 'said', 'hung_up', 'ended', 'left']);
  expect(world.seconds(events, 'hung_up')).toEqual([3 + 1 + 10]);
});

test('nothing said at all after the last key ends the call too', async () => {
  const world = await createVisitedWorld({
    talking: async (...line) => {
      await menuOf([])(...line);
      await line[1].wait(100_000);
    },
  });
  const { events } = world.place(['1']);
  await world.run(60_000);
  expect(world.seconds(events, 'hung_up')).toEqual([3 + 0.4 + 10]);
});

test('whoever is with an agent talks on, whatever the script', async () => {
  const world = await createVisitedWorld({
    talking: async (telephone, leg, entry) => {
      if (entry.kind !== 'inbound') return;
      await menuOf([])(telephone, leg, entry);
      leg.setTargetQueue('q-support');
      leg.transferToQueue();
    },
  });
  world.emulator.signIn('ann');
  const { events, kinds } = world.place(['1']);
  await world.run(200_000);
  expect(kinds()).toEqual(['called', 'said', 'pressed', 'queued', 'agent', 'ended', 'left']);
  expect(events[3]).toMatchObject({ queue: 'support' });
  expect(events[4]).toMatchObject({ name: 'agent ann' });
  expect(world.seconds(events, 'ended')).toEqual([3 + 2 + 100]);
  expect(world.persons).toMatchObject([{ talkMs: VISITOR_TALK_MS }]);
});

test('digits are pressed one after the other where they are stored, and what is left of the time is silence', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({
    talking: async (telephone, leg) => {
      telephone.hears(said('your number', 'digits', leg.contactId));
      while (pressed.at(-1) !== 'none') pressed.push(await telephone.press(leg, 5_000));
      await menuOf(pressed)(telephone, leg, { kind: 'inbound', flowId: 'f' });
    },
  });
  const { events } = world.place(['0163#', '2']);
  await world.run(60_000);
  expect(pressed).toEqual(['0', '1', '6', '3', '#', 'none', '2']);
  // Five digits in the time of a second and a half, five seconds of silence, and the next item.
  expect(world.seconds(events, 'pressed')[1]).toBeCloseTo(2.5 + 4 * 0.4 + 5 + 3);
});

test('`hangup` hears the menu to its end', async () => {
  const world = await createVisitedWorld({ talking: menus(3, []) });
  const { events, kinds } = world.place(['1', 'hangup']);
  await world.run(60_000);
  expect(kinds()).toEqual(['called', 'said', 'pressed', 'said', 'hung_up', 'ended', 'left']);
  expect(world.seconds(events, 'hung_up')).toEqual([3 + 1 + 1]);
});

test.each([
  ['several keys at a menu of single ones', ['1', '12'], false, '12 is several keys, and this menu wants one'],
  ['an answer where a key is wanted', ['1', 'answer'], true, 'answer is the next item, but nothing rings'],
  ['more items than the call had menus', ['1', '2', '3', '#', '*'], false, 'over before these items were wanted: #,*'],
])('%s: the script fails by name, and the caller leaves', async (_, keys, isStaying, reason) => {
  const world = await createVisitedWorld({ talking: menus(3, []) });
  const { events, kinds, contactId } = world.place(keys, { isStaying });
  await world.run(60_000);
  expect(kinds().slice(-2)).toEqual(['script_failed', 'left']);
  expect(events.at(-2)).toMatchObject({ reason: expect.stringContaining(reason) });
  expect(world.emulator.contact(contactId)?.stage).toBe('ended');
});

test('what would only have waited or hung up is not missed in a call that is over', async () => {
  const world = await createVisitedWorld({ talking: menus(1, []) });
  const { kinds } = world.place(['1', 'wait', 'hangup']);
  await world.run(60_000);
  expect(kinds().slice(-2)).toEqual(['ended', 'left']);
});

describe('a script that stays', () => {
  test('declines, answers after three seconds, presses on, and leaves when it is used up', async () => {
    const pressed: string[] = [];
    const world = await createVisitedWorld({ talking: menus(1, pressed) });
    const { events, kinds } = world.place(['1', 'decline', 'answer', '2'], { isStaying: true });
    await world.run(10_000);
    await world.dial();
    await world.run(10_000);
    await world.dial();
    await world.run(60_000);
    expect(pressed).toEqual(['1', '2']);
    expect(kinds().join(' ')).toBe(
      'called said pressed ended ringing declined missed ringing answered said pressed ended left',
    );
    expect([...world.seconds(events, 'ringing'), ...world.seconds(events, 'declined')]).toEqual([10, 20, 13]);
  });

  test('stays on the line when it is used up, and at the telephone when it says nothing of being called back', async () => {
    const pressed: string[] = [];
    const world = await createVisitedWorld({ talking: menus(3, pressed) });
    const { kinds } = world.place(['1'], { isStaying: true });
    await world.run(30_000);
    expect(pressed).toEqual(['1', 'none', 'none']);
    expect(kinds().at(-1)).toBe('ended');
    await world.dial();
    await world.run(70_000);
    expect(kinds().slice(-2)).toEqual(['ringing', 'missed']);
  });
});
