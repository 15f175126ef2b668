import { answered, callerNumber, closed, dialing, noonMs, scheduled, waiting } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';
import { ask, fieldsOf, ourDial, spokenIn } from './ivr-asking';

const key = { number: callerNumber, queue: 'support' };
const otherKey = { number: '+441632960002', queue: 'support' };
const keyed = (keyedNumber: string) => ({ numberChoice: 'keyed', keyedNumber });
const hidden = { CustomerEndpoint: null };
const minuteMs = 60_000;
const slotMs = noonMs + 60 * minuteMs;
const slot = String(slotMs);

const small = () => createWorld({ config: { queues: [queueConfig('support', { slots: { capacity: 1 } })] } });
const booked = ({ store }: World) => store.slots.counts('support', noonMs, noonMs + 86_400_000);

describe('register', () => {
  test('once new, then already there, with an id and never a number', async () => {
    const world = createWorld();
    const first = await ask(world, 'register');
    expect(fieldsOf(first)).toEqual({
      outcome: 'registered',
      language: 'en-US',
      numberAsAsked: 'yes',
      callbackId: expect.stringMatching(/^[0-9A-Z]{26}$/),
      callbackState: 'held',
      attempts: '0',
    });
    expect(spokenIn(first)).toEqual(['key_number', 'number_refused', 'registered', 'slot_gone']);
    expect(await ask(world, 'register')).toEqual(first);
    const again = await ask(world, 'register', {}, { ContactId: 'inbound-2' });
    expect(again).toEqual({ ...first, outcome: 'already_registered' });
    expect(JSON.stringify([first, again, world.notes])).not.toContain('1632960001');
  });

  test('with another number keyed in, or refused for the reason of the number', async () => {
    const world = createWorld();
    expect(await ask(world, 'register', keyed('123'))).toMatchObject({
      outcome: 'refused',
      reason: 'impossible_number',
    });
    expect(await ask(world, 'register', keyed('call me'))).toMatchObject({
      outcome: 'refused',
      reason: 'not_a_number',
    });
    expect(await ask(world, 'register', keyed(''))).toMatchObject({ outcome: 'refused' });
    const answer = await ask(world, 'register', keyed('01632 960002'));
    expect(answer).toMatchObject({ outcome: 'registered' });
    expect(answer['say_registered']).toContain('zero zero two');
    expect(await world.current(otherKey)).toMatchObject({ cli: callerNumber });
  });

  test('a keyed number counts only where it was chosen', async () => {
    const world = createWorld();
    const answer = await ask(world, 'register', { numberChoice: 'cli', keyedNumber: '01632960002' });
    expect(answer).toMatchObject({ outcome: 'registered', numberAsAsked: 'yes' });
    expect(await world.current(key)).toBeDefined();
    expect(await world.current(otherKey)).toBeUndefined();
  });

  test('from another telephone the open callback keeps its own number, and says which', async () => {
    const world = createWorld();
    await world.keep(waiting());
    const answer = await ask(world, 'register', keyed('01632960002'), { ContactId: 'inbound-2' });
    expect(answer).toMatchObject({ outcome: 'already_registered', numberAsAsked: 'no' });
    expect(answer['say_registered']).toContain('zero zero one');
  });

  test('a hidden number is refused by name, and a keyed one taken', async () => {
    const world = createWorld();
    expect(await ask(world, 'register', {}, hidden)).toMatchObject({ outcome: 'refused', reason: 'withheld' });
    expect(await ask(world, 'register', keyed('01632960002'), hidden)).toMatchObject({ outcome: 'registered' });
  });

  test('a number whose owner wants no calls is refused to others; whoever rings from it may ask again', async () => {
    const world = createWorld();
    for (const number of ['+441632960002', callerNumber]) {
      await world.store.callers.remember(number, { optedOutAtMs: noonMs });
    }
    expect(await ask(world, 'register', keyed('01632960002'))).toMatchObject({
      outcome: 'refused',
      reason: 'opted_out',
    });
    expect(await ask(world, 'register')).toMatchObject({ outcome: 'registered' });
  });

  test('for a slot that has room, once however often it is asked', async () => {
    const world = small();
    const answer = await ask(world, 'register', { slot });
    expect(answer).toMatchObject({ outcome: 'registered' });
    expect(answer['say_registered']).toContain('today at one');
    expect(answer['say_registered']).not.toContain('in line');
    expect(await ask(world, 'register', { slot })).toEqual(answer);
    expect(await booked(world)).toEqual(new Map([[slotMs, 1]]));
    const late = await ask(world, 'register', { slot, ...keyed('01632960002') }, { ContactId: 'inbound-2' });
    expect(late).toMatchObject({ outcome: 'already_registered' });
  });

  test.each([
    ['full', slot],
    ['never offered', 'missing'],
    ['past', String(noonMs - minuteMs)],
    ['no beginning of a slot', String(slotMs + 1)],
    ['no time at all', 'soon'],
    ['negative', '-5'],
    ['beyond the end of time', '9e300'],
  ])('a slot that is %s is gone, and nothing is stored', async (_, wanted) => {
    const world = small();
    await world.store.slots.book({ queue: 'support', startMs: slotMs }, 'another', 1);
    expect(await ask(world, 'register', { slot: wanted })).toMatchObject({ outcome: 'slot_gone' });
    expect(await world.current(key)).toBeUndefined();
  });
});

describe('propose', () => {
  test('says number, standing and what to press, and stores nothing', async () => {
    const world = createWorld();
    const answer = await ask(world, 'propose', { purpose: 'book', numberChoice: 'cli', slot: 'none' });
    expect(fieldsOf(answer)).toEqual({ outcome: 'ok', language: 'en-US' });
    expect(spokenIn(answer)).toEqual(['invalid_key', 'key_number', 'number_refused', 'slot_gone', 'summary']);
    expect(answer['say_summary']).toContain('as soon as it is your turn');
    expect(answer['say_summary']).toContain('You are next in line.');
    expect(await world.current(key)).toBeUndefined();
  });

  test('a slot is said in place of the standing', async () => {
    const answer = await ask(createWorld(), 'propose', { slot });
    expect(answer['say_summary']).toContain('today at one');
    expect(answer['say_summary']).not.toContain('in line');
  });

  test.each([
    ['need_number', {}, hidden],
    ['number_refused', keyed('123'), {}],
    ['number_refused', keyed('123'), hidden],
    ['slot_gone', { slot: 'missing' }, {}],
    ['no_callback', { purpose: 'change' }, {}],
    ['no_callback', { purpose: 'change' }, hidden],
  ])('%s: %j', async (outcome, parameters, contact) => {
    const answer = await ask(createWorld(), 'propose', parameters, contact);
    expect(answer).toMatchObject({ outcome });
    expect(spokenIn(answer)).toEqual(['invalid_key', 'key_number', 'number_refused', 'slot_gone']);
  });

  test('for a change, what is not chosen stays: the number, and the time', async () => {
    const world = createWorld();
    const callNumber = '+441632960002';
    await world.keep(scheduled({ callNumber, slotMs, placeMs: slotMs, dueAtMs: slotMs, why: 'slot' }));
    const answer = await ask(world, 'propose', { purpose: 'change', numberChoice: 'cli', slot: 'none' });
    expect(answer['say_summary']).toContain('This is your callback after the change.');
    expect(answer['say_summary']).toContain('zero zero two');
    expect(answer['say_summary']).toContain('today at one');
  });

  test('on our dial a callback that has ended meanwhile cannot be changed', async () => {
    const world = createWorld();
    await world.keep(closed());
    expect(await ask(world, 'propose', { purpose: 'change' }, ourDial)).toMatchObject({ outcome: 'no_callback' });
  });
});

describe('slots', () => {
  const offered = { slot_1: String(noonMs + 30 * minuteMs), slot_2: String(noonMs + 45 * minuteMs), slot_3: slot };

  test('three at once, and more after the last', async () => {
    const world = createWorld();
    const answer = await ask(world, 'slots', { after: 'none' });
    expect(fieldsOf(answer)).toEqual({ outcome: 'slots', language: 'en-US', ...offered, more: slot });
    expect(spokenIn(answer)).toEqual(['invalid_key', 'no_slots', 'slots']);
    expect(await ask(world, 'slots', { after: slot })).toMatchObject({ slot_1: String(slotMs + 15 * minuteMs) });
  });

  test('a full one is passed over', async () => {
    const world = small();
    await world.store.slots.book({ queue: 'support', startMs: noonMs + 30 * minuteMs }, 'another', 1);
    expect(await ask(world, 'slots')).toMatchObject({ slot_1: offered.slot_2, slot_2: slot });
  });

  test('what is not there is missing, by name', async () => {
    // Twenty past seven: the last slot that may still be offered begins at a quarter to eight.
    const world = createWorld({
      nowMs: Date.UTC(2026, 2, 2, 19, 10),
      config: { queues: [queueConfig('support', { slots: { daysAhead: 1 } })] },
    });
    const answer = await ask(world, 'slots', { after: String(Date.UTC(2026, 2, 3, 18, 45)) });
    expect(fieldsOf(answer)).toMatchObject({ outcome: 'slots', slot_2: 'missing', slot_3: 'missing', more: 'none' });
    const none = await ask(world, 'slots', { after: answer['slot_1'] });
    expect(fieldsOf(none)).toMatchObject({ outcome: 'none', slot_1: 'missing', more: 'none' });
    expect(spokenIn(none)).toEqual(['invalid_key', 'no_slots']);
  });

  test('only times at which the keyed number may be called too', async () => {
    const world = createWorld({ nowMs: Date.UTC(2026, 2, 2, 9), config: { numbers: { countries: ['GB', 'US'] } } });
    // In New York it is night.
    const answer = await ask(world, 'slots', keyed('+1 212 555 0142'));
    expect(Number(answer['slot_1'])).toBeGreaterThanOrEqual(Date.UTC(2026, 2, 2, 13));
  });
});

describe('change', () => {
  test('to another number: the callback keeps its place and its id', async () => {
    const world = createWorld();
    await world.keep(waiting());
    const answer = await ask(world, 'change', keyed('01632960002'));
    expect(fieldsOf(answer)).toMatchObject({ outcome: 'changed', callbackId: waiting().id, attempts: '0' });
    expect(answer['say_changed']).toContain('zero zero two');
    expect(await ask(world, 'change', keyed('01632960002'))).toEqual(answer);
    expect(await world.current(key)).toMatchObject({ callNumber: '+441632960002', placeMs: waiting().placeMs });
  });

  test('to a slot, once however often it is asked', async () => {
    const world = small();
    await world.keep(waiting());
    const answer = await ask(world, 'change', { slot });
    expect(answer).toMatchObject({ outcome: 'changed', callbackState: 'scheduled' });
    expect(await ask(world, 'change', { slot })).toEqual(answer);
    expect(await booked(world)).toEqual(new Map([[slotMs, 1]]));
  });

  test('on our dial it is that callback that is changed, whoever picked up', async () => {
    const world = createWorld();
    await world.keep(dialing({ contactId: 'dial-1' }));
    const answer = await ask(world, 'change', { slot }, { ...ourDial, CustomerEndpoint: { Address: '+441632960009' } });
    expect(answer).toMatchObject({ outcome: 'changed', callbackId: dialing().id });
    // Its own flow says goodbye and ends it.
    expect(world.connect.stopped).toEqual([]);
    expect(await ask(world, 'change', { slot }, ourDial)).toEqual(answer);
  });

  test.each([
    ['too_late', answered(), { slot }],
    ['slot_gone', waiting(), { slot: 'missing' }],
    ['slot_gone', waiting(), { slot: String(noonMs + 1) }],
    ['refused', waiting(), keyed('123')],
    ['no_callback', closed(), { slot }],
    ['no_callback', dialing({ after: { kind: 'cancel' } }), { slot }],
  ])('%s: a callback that is $state', async (outcome, callback, parameters) => {
    const world = createWorld();
    await world.keep(callback);
    const answer = await ask(world, 'change', parameters);
    expect(answer).toMatchObject({ outcome });
    expect(spokenIn(answer)).toEqual(['goodbye', 'key_number', 'number_refused', 'slot_gone', 'too_late']);
    expect(await world.current(key)).toEqual(callback);
    expect(await booked(world)).toEqual(new Map());
  });
});
