import type { Callback } from '../../lib/core/callback/callback';
import type { Moment } from '../../lib/core/speech/prompt-facts';
import { speak } from '../../lib/core/speech/speak';
import { callerNumber, noonMs, scheduled, waiting } from '../support/builders/callbacks';
import { createWorld, type World } from '../support/builders/world';
import { ask } from './ivr-asking';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const eveningMs = noonMs + 9 * hourMs;
const morningMs = noonMs + 20 * hourMs;
/** Eight in the morning in Honolulu. */
const honoluluMs = noonMs + 6 * hourMs;
const american = '+18085550142';
const next = { position: 1 };

/** What is said of a callback: when it is not called before, or where its caller stands. */
function whenOf(notBeforeMs: number | undefined, nowMs: number) {
  if (notBeforeMs === undefined) return { standing: next };
  const notBefore: Moment = { atMs: notBeforeMs, nowMs, timeZone: 'Europe/London' };
  return { notBefore, standing: {} };
}

async function worldAt(nowMs: number, callback?: Callback): Promise<World> {
  const world = createWorld({ nowMs, config: { numbers: { countries: ['GB', 'US'] } } });
  if (callback !== undefined) await world.keep(callback);
  return world;
}

const cases: readonly [string, number, Callback, number | undefined][] = [
  ['one that may be called at once', noonMs, waiting(), undefined],
  ['one of a queue that is closed', eveningMs, waiting(), morningMs],
  ['one whose number may not be rung yet', noonMs, waiting({ callNumber: american }), honoluluMs],
  ['one that waits for its next try', noonMs, scheduled({ dueAtMs: noonMs + hourMs }), noonMs + hourMs],
  ['one that is due within a minute', noonMs, scheduled({ dueAtMs: noonMs + minuteMs }), undefined],
  ['one that is due in a little more', noonMs, scheduled({ dueAtMs: noonMs + minuteMs + 1 }), noonMs + minuteMs + 1],
  ['one that is overdue', noonMs, scheduled({ dueAtMs: noonMs - 1 }), undefined],
  ['one at its limit until the queue has closed', noonMs, scheduled({ dueAtMs: eveningMs, why: 'limit' }), morningMs],
  [
    'one whose slot is past and that is tried again',
    noonMs,
    scheduled({ slotMs: noonMs - hourMs, placeMs: noonMs - hourMs, dueAtMs: noonMs + hourMs }),
    noonMs + hourMs,
  ],
];

describe.each(cases)('%s', (_, nowMs, callback, notBeforeMs) => {
  const said = whenOf(notBeforeMs, nowMs);
  const number = callback.callNumber ?? callback.number;

  test('is told of so to a returning caller', async () => {
    const answer = await ask(await worldAt(nowMs, callback), 'who_is_this');
    const mayHold = nowMs === noonMs;
    expect(answer['say_returning']).toBe(speak('en-US', 'returning', { ...said, mayHold }));
  });

  test('is proposed so before a change, and told of so after it', async () => {
    const world = await worldAt(nowMs, callback);
    const summary = await ask(world, 'propose', { purpose: 'change' });
    expect(summary['say_summary']).toBe(speak('en-US', 'summary', { ...said, number, purpose: 'change' }));
    const changed = await ask(world, 'change');
    expect(changed['say_changed']).toBe(speak('en-US', 'changed', { ...said, number }));
  });

  test('is told of so to a caller who asks for one again', async () => {
    const answer = await ask(await worldAt(nowMs, callback), 'register', {}, { ContactId: 'inbound-2' });
    expect(answer['say_registered']).toBe(speak('en-US', 'registered', { ...said, number }));
  });
});

describe('a new request', () => {
  test.each([
    ['now', noonMs, undefined],
    ['when the queue opens', eveningMs, morningMs],
  ])('is proposed and told of as called %s', async (_, nowMs, notBeforeMs) => {
    const world = await worldAt(nowMs);
    const said = { ...whenOf(notBeforeMs, nowMs), number: callerNumber };
    const summary = await ask(world, 'propose', { purpose: 'book' });
    expect(summary['say_summary']).toBe(speak('en-US', 'summary', { ...said, purpose: 'book' }));
    const registered = await ask(world, 'register');
    expect(registered['say_registered']).toBe(speak('en-US', 'registered', said));
  });

  test('for a slot is told of by that slot alone', async () => {
    const world = await worldAt(eveningMs);
    const slotMs = morningMs + hourMs;
    const slot = { atMs: slotMs, nowMs: eveningMs, timeZone: 'Europe/London' };
    const registered = await ask(world, 'register', { slot: String(slotMs) });
    expect(registered['say_registered']).toBe(
      speak('en-US', 'registered', { number: callerNumber, slot, standing: {} }),
    );
  });
});

test('a wait that was only that of the old number is over with it', async () => {
  const world = await worldAt(noonMs, scheduled({ callNumber: american, dueAtMs: honoluluMs, why: 'hours' }));
  const keyed = { numberChoice: 'keyed', keyedNumber: callerNumber };
  const said = { number: callerNumber, standing: next };
  const summary = await ask(world, 'propose', { purpose: 'change', ...keyed });
  expect(summary['say_summary']).toBe(speak('en-US', 'summary', { ...said, purpose: 'change' }));
  expect((await ask(world, 'change', keyed))['say_changed']).toBe(speak('en-US', 'changed', said));
});

describe('another number for a time that is promised', () => {
  const slotMs = noonMs + 2 * hourMs;
  const booked = scheduled({ slotMs, placeMs: slotMs, dueAtMs: slotMs, why: 'slot' });
  const keyed = { numberChoice: 'keyed', keyedNumber: american };

  test('is refused where it may not be called then, by name, before and at the change', async () => {
    const world = await worldAt(noonMs, booked);
    for (const operation of ['propose', 'change']) {
      expect(await ask(world, operation, { purpose: 'change', ...keyed })).toMatchObject({ outcome: 'slot_gone' });
    }
    expect(await world.current(booked)).not.toHaveProperty('callNumber');
  });

  test('is taken where it may be called then', async () => {
    const world = await worldAt(noonMs, booked);
    const other = { purpose: 'change', numberChoice: 'keyed', keyedNumber: '+441632960002' };
    expect(await ask(world, 'propose', other)).toMatchObject({ outcome: 'ok' });
    expect(await ask(world, 'change', other)).toMatchObject({ outcome: 'changed' });
  });

  test.each(['book', 'change'])('is refused for a time that is only chosen yet, to %s', async (purpose) => {
    const world = await worldAt(noonMs, waiting());
    const asked = { purpose, slot: String(slotMs), ...keyed };
    expect(await ask(world, 'propose', asked)).toMatchObject({ outcome: 'slot_gone' });
    const late = { purpose, slot: String(honoluluMs), ...keyed };
    expect(await ask(world, 'propose', late)).toMatchObject({ outcome: 'ok' });
  });
});
