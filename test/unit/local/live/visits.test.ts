import { closeServed } from '../connect/serve';
import { createVisitedWorld, menuOf, NUMBER, said, type Talking } from './visited-world';

afterEach(closeServed);

const intoQueue: Talking = async (_telephone, leg, entry) => {
  if (entry.kind !== 'inbound') return;
  leg.setTargetQueue('q-support');
  leg.transferToQueue();
};

const request = { number: NUMBER, queue: 'support', language: undefined, items: undefined, isStaying: false };

test('a number is at one telephone at a time, and free again when its visitor has left', async () => {
  const world = await createVisitedWorld({ talking: menuOf([]) });
  const { visit } = world.place();
  expect(world.visits.place(request)).toEqual({ kind: 'number_in_use' });
  visit.leave();
  expect(world.visits.place(request)).toMatchObject({ kind: 'placed' });
});

test('any number of visitors may withhold their number', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: menuOf(pressed) });
  const visits = [world.place(['1'], { number: null }), world.place(['2'], { number: null })];
  await world.run(60_000);
  expect(pressed).toEqual(['1', '2']);
  expect(visits.map(({ kinds }) => kinds().at(-1))).toEqual(['left', 'left']);
});

test('at the limit of the instance there is a busy signal, and nobody at a telephone', async () => {
  const world = await createVisitedWorld({ talking: menuOf([]), callsMax: 1 });
  world.place(undefined, { number: null });
  expect(world.visits.place(request)).toEqual({ kind: 'busy_signal' });
  expect(world.visitors.at(NUMBER)).toBeUndefined();
});

test('somebody simulated who rings from the same number is not the visitor', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: menuOf(pressed) });
  const { contactId } = world.place(['1']);
  const other = world.call('q-support', NUMBER);
  expect(world.visitors.on(contactId)?.number).toBe(NUMBER);
  expect(world.visitors.on(other)).toBeUndefined();
  await world.run(20_000);
  expect(pressed).toEqual(['1']);
});

test('a visitor is followed into another queue', async () => {
  const pressed: string[] = [];
  const world = await createVisitedWorld({
    talking: async (telephone, leg, entry) => {
      await intoQueue(telephone, leg, entry);
      if (entry.kind !== 'customer_queue') return;
      await menuOf(pressed)(telephone, leg, entry);
      if (pressed.length < 2) leg.dequeueTo({ queueId: 'q-sales' });
    },
  });
  const { events, kinds, visit } = world.place(['1', '2']);
  await world.run(20_000);
  expect(pressed).toEqual(['1', '2']);
  expect(kinds()).toEqual([
    'called',
    'queued',
    'said',
    'pressed',
    'transferred',
    'queued',
    'said',
    'pressed',
    'hung_up',
    'ended',
    'left',
  ]);
  expect(events[5]).toMatchObject({ queue: 'q-sales' });
  expect(visit.hangUp()).toBe(false);
});

test('leaving hangs up, and stops the ringing', async () => {
  const world = await createVisitedWorld({ talking: menuOf([]) });
  const { visit, contactId, kinds } = world.place(undefined, { isStaying: true });
  await world.run(2_000);
  visit.leave();
  visit.leave();
  expect(world.emulator.contact(contactId)?.stage).toBe('ended');
  expect(kinds()).toEqual(['called', 'said', 'left']);
  const second = world.place(undefined, { isStaying: true });
  await world.run(20_000);
  const { ContactId = 'none' } = await world.dial();
  second.visit.leave();
  expect(world.emulator.contact(ContactId)?.stage).toBe('ended');
  await world.dial();
  expect(second.kinds().filter((kind) => kind === 'ringing')).toHaveLength(1);
});

test('whoever begins to listen late hears everything, and whoever stops hears no more', async () => {
  const world = await createVisitedWorld({
    talking: async (telephone, leg) => {
      telephone.hears(said('one', [], leg.contactId));
      await leg.wait(2_000);
      telephone.hears(said('two', [], leg.contactId));
      await leg.wait(2_000);
    },
  });
  const { visit, kinds } = world.place();
  const early: string[] = [];
  const stop = visit.log.listen({ event: ({ kind }) => void early.push(kind), over: () => void early.push('over') });
  await world.run(1_000);
  stop();
  await world.run(10_000);
  const late: string[] = [];
  visit.log.listen({ event: ({ kind }) => void late.push(kind), over: () => void late.push('over') });
  expect(early).toEqual(['called', 'said']);
  expect(late).toEqual([...kinds(), 'over']);
});
