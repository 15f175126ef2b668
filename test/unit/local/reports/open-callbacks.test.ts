import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { timerOf } from '../../../../lib/core/callback/callback';
import { openCallbacks } from '../../../../lib/app/reports/open-callbacks';
import type { ReportSource } from '../../../../local/store/report-source';
import { dialing, inEveryState, noonMs, scheduled, stateNames, waiting } from '../../../support/builders/callbacks';
import { readSheet } from '../../../support/read-workbook';
import { keepClosed, report, reportSource } from '../../../support/report-source';

const openStates = stateNames.filter((state) => state !== 'closed');

const numberOf = (index: number) => `+44163296000${index}`;

/** A callback in every state, one of them closed, and one in another queue that is booked for a slot. */
async function everyState(): Promise<ReportSource> {
  const source = reportSource();
  const { callbacks } = source.store;
  for (const [index, state] of openStates.entries()) {
    const number = numberOf(index);
    const callback = { ...inEveryState[state], id: `01JNB000000000000000000A0${index}`, number, cli: number };
    await callbacks.register(callback, 0);
  }
  const ended = { ...inEveryState.closed, id: '01JNB000000000000000000B00', number: numberOf(8), cli: numberOf(8) };
  if (ended.state === 'closed') await keepClosed(source.store, ended);
  const slotMs = noonMs + 86_400_000;
  const booked = { queue: 'billing', why: 'slot', slotMs, dueAtMs: slotMs, number: numberOf(9) } as const;
  await callbacks.register(scheduled({ ...booked, id: '01JNB000000000000000000C00' }), 0);
  return source;
}

test.each(openStates)('one that is %s has a timer, by which it is found', (state) => {
  const timer = timerOf(inEveryState[state]);
  expect(timer).toBeLessThan(Date.UTC(9999, 11, 31));
  expect(timer).toBeGreaterThan(0);
});

test('every open callback is a row, by queue, its number masked; a closed one is not', async () => {
  const { out } = await report(await everyState(), 'open', '--format', 'json');
  const { rows, count, open, isCut, zone } = JSON.parse(out);
  expect(count).toBe(openStates.length + 1);
  expect(rows.map((row: { state: string }) => row.state).toSorted()).toEqual([...openStates, 'scheduled'].toSorted());
  expect(rows[0]).toEqual({
    queue: 'billing',
    state: 'scheduled',
    why: 'slot',
    number: '+44********09',
    origin: 'requested',
    class: 'standard',
    placeAt: '2026-03-02T11:50:00+00:00',
    waitingSince: null,
    dueAt: '2026-03-03T12:00:00+00:00',
    slotAt: '2026-03-03T12:00:00+00:00',
    attempts: 0,
    attemptsSpent: 0,
    requestedAt: '2026-03-02T11:51:40+00:00',
    deadlineAt: '2026-03-04T12:00:00+00:00',
    callbackId: '01JNB000000000000000000C00',
  });
  expect(open).toEqual([
    { queue: 'billing', state: 'scheduled', count: 1 },
    ...openStates.map(() => expect.objectContaining({ queue: 'support', count: 1, state: expect.any(String) })),
  ]);
  expect({ isCut, zone }).toEqual({ isCut: false, zone: 'Europe/London' });
  expect(out).not.toMatch(/\+441632/);
});

test('a table ends with how many there are in each state, and names no days', async () => {
  const { out } = await report(await everyState(), 'open');
  expect(out).toMatch(/^open · zone Europe\/London\n/);
  expect(out).toMatch(/^billing +scheduled +slot +\+44\*{8}09 +requested +standard +2026-03-02 11:50:00 .*C00$/m);
  expect(out).toContain('\nbilling: 1 open: 1 scheduled\nsupport: 7 open: ');
  expect(out).toContain('\nall queues: 8 open\n');
  const { out: one } = await report(await everyState(), 'open', '--queue', 'billing');
  expect(one).toContain('\nbilling: 1 open: 1 scheduled\n');
  expect(one).not.toContain('support');
  expect((await report(reportSource(), 'open')).out).toContain('\nnothing\n');
});

test('files have the same rows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'open-'));
  const { out } = await report(await everyState(), 'open', '--format', 'csv');
  const rows: readonly (readonly string[])[] = parse(out);
  expect(rows).toHaveLength(1 + 8);
  const file = join(folder, 'open.xlsx');
  await report(await everyState(), 'open', '--format', 'xlsx', '--out', file);
  expect(readSheet(await readFile(file), 'open')).toHaveLength(rows.length);
  await rm(folder, { recursive: true });
});

test('one that is dialed while the index is read is listed all the same, and once', async () => {
  const { store } = reportSource();
  const callback = waiting();
  await store.callbacks.register(callback, 0);
  const dialed = { ...dialing(), id: callback.id };
  const reader = {
    get: store.callbacks.get,
    inFlight: store.callbacks.inFlight,
    // The timer had moved to where the reader had been already.
    due: async () => {
      await store.callbacks.put(dialed, 1);
      return [];
    },
  };
  expect(await openCallbacks(reader, {}).next()).toMatchObject({ value: [dialed] });
  const later = openCallbacks(store.callbacks, {});
  expect(await later.next()).toMatchObject({ value: [dialed] });
  expect(await later.next()).toEqual({ done: true, value: { isCut: false } });
});

test('a list that is cut off says so', async () => {
  const { store } = await everyState();
  const open = openCallbacks(store.callbacks, { max: 3 });
  let page = await open.next();
  while (page.done !== true) page = await open.next();
  expect(page.value).toEqual({ isCut: true });
});
