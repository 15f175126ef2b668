import { readTrace } from '../../../../local/replay/trace/read-trace';
import { createLogs, technionRow } from './builders';

const logs = createLogs();
afterAll(() => logs.remove());

const at = (text: string): number => Date.parse(`2030-01-${text}Z`);

async function readOne(changes: Readonly<Record<string, string>>) {
  const trace = await readTrace(logs.technion([technionRow(), technionRow(changes)]));
  return { ...trace, call: trace.days.flatMap(({ calls }) => calls).find((call) => call.row === 3) };
}

const queued = { q_start: '9:00:10', q_exit: '9:02:10', q_time: '120', customer_id: '77', priority: '2' };
const unserved = { ser_start: '0:00:00', ser_exit: '0:00:00', ser_time: '0', server: 'NO_SERVER' };

test('a call that queued arrives at the start of its queueing, and its wait ends when an agent begins', async () => {
  const { call } = await readOne({ ...queued, ser_start: '9:02:11', ser_exit: '9:05:11' });
  expect(call).toEqual({
    row: 3,
    arrivedAtMs: at('07T09:00:10'),
    enteredAtMs: at('07T09:00:00'),
    isQueued: true,
    queue: 'PS',
    caller: '77',
    priority: 2,
    outcome: 'answered',
    waitMs: 121_000,
    talkMs: 180_000,
    agent: 'S1',
    answeredAtMs: at('07T09:02:11'),
    endedAtMs: at('07T09:05:11'),
  });
});

test('a call that never queued arrives when it leaves the menu; a desk clock a second behind is no negative wait', async () => {
  expect((await readOne({})).call).toMatchObject({ arrivedAtMs: at('07T09:00:10'), waitMs: 2_000 });
  const behind = await readOne({ ser_start: '9:00:09', ser_exit: '9:01:09' });
  expect(behind.call).toMatchObject({
    waitMs: 0,
    talkMs: 60_000,
    answeredAtMs: at('07T09:00:10'),
    endedAtMs: at('07T09:01:10'),
  });
});

test('a caller who hangs up while queueing waits until then, one who hangs up in the menu waits 0', async () => {
  const inQueue = await readOne({ ...queued, ...unserved, outcome: 'HANG' });
  expect(inQueue.call).toMatchObject({ outcome: 'abandoned', waitMs: 120_000, agent: undefined, talkMs: undefined });
  const inMenu = await readOne({ ...unserved, outcome: 'HANG' });
  expect(inMenu.call).toMatchObject({ outcome: 'abandoned', waitMs: 0, endedAtMs: at('07T09:00:10') });
});

test('an answered call whose service times are lost is kept with no talk', async () => {
  const { call } = await readOne({ ...queued, ser_start: '0:00:00', ser_exit: '0:00:00' });
  expect(call).toMatchObject({ outcome: 'answered', waitMs: 120_000, talkMs: undefined, endedAtMs: at('07T09:02:10') });
});

test('customer 0 and an id rounded by a spreadsheet are unknown callers; NO_SERVER is no agent', async () => {
  expect((await readOne({ customer_id: '0' })).call?.caller).toBeUndefined();
  expect((await readOne({ customer_id: '6.02E+11' })).call?.caller).toBeUndefined();
  expect((await readOne({ server: 'NO_SERVER' })).call).toMatchObject({ outcome: 'answered', agent: undefined });
});

test('a call that came into no queue says so, and when it entered the menu', async () => {
  const { call } = await readOne({ q_start: '0:00:00', q_exit: '0:00:00', outcome: 'HANG' });
  expect(call).toMatchObject({ isQueued: false, enteredAtMs: at('07T09:00:00'), arrivedAtMs: at('07T09:00:10') });
});

test('a call that the centre returned is kept apart, with its course', async () => {
  const trace = await readTrace(logs.technion([technionRow({ type: 'TT', customer_id: '77' }), technionRow()]));
  expect(trace.returned).toMatchObject([{ queue: 'TT', caller: '77', outcome: 'answered' }]);
});

test('PHANTOM and TT rows are dropped and counted by name', async () => {
  const rows = [
    technionRow({ outcome: 'PHANTOM' }),
    technionRow({ type: 'TT' }),
    technionRow({ type: 'TT' }),
    technionRow(),
  ];
  const trace = await readTrace(logs.technion(rows));
  expect(trace.dropped).toEqual({ PHANTOM: 1, TT: 2 });
  expect(trace.days.map(({ calls }) => calls.length)).toEqual([1]);
  expect(trace.broken).toEqual([]);
});

test.each([
  [
    'the wait',
    {
      vru_entry: '23:59:40',
      vru_exit: '23:59:50',
      q_start: '23:59:50',
      q_exit: '0:01:00',
      ser_start: '0:01:00',
      ser_exit: '0:02:00',
    },
    { arrivedAtMs: at('07T23:59:50'), waitMs: 70_000, talkMs: 60_000, endedAtMs: at('08T00:02:00') },
  ],
  [
    'the talk',
    { vru_entry: '23:59:00', vru_exit: '23:59:10', ser_start: '23:59:09', ser_exit: '0:03:09' },
    { arrivedAtMs: at('07T23:59:10'), waitMs: 0, talkMs: 240_000, endedAtMs: at('08T00:03:10') },
  ],
  [
    'the menu',
    { vru_entry: '23:59:55', vru_exit: '0:00:05', ser_start: '0:00:06', ser_exit: '0:01:06' },
    { arrivedAtMs: at('08T00:00:05'), waitMs: 1_000, talkMs: 60_000, endedAtMs: at('08T00:01:06') },
  ],
  [
    'the start of queueing, at midnight sharp,',
    {
      vru_entry: '23:59:55',
      vru_exit: '0:00:00',
      q_start: '0:00:00',
      q_exit: '0:00:30',
      ser_start: '0:00:30',
      ser_exit: '0:01:00',
    },
    { arrivedAtMs: at('08T00:00:00'), waitMs: 30_000, talkMs: 30_000, endedAtMs: at('08T00:01:00') },
  ],
])('%s may cross midnight', async (_, changes, expected) => {
  const { call, broken } = await readOne(changes);
  expect(broken).toEqual([]);
  expect(call).toMatchObject(expected);
});

test('two-digit years from 70 on are of the 1900s', async () => {
  const trace = await readTrace(logs.technion([technionRow({ date: '990107' }), technionRow({ date: '690107' })]));
  expect(trace.days.map(({ day }) => day)).toEqual(['1999-01-07', '2069-01-07']);
});

test.each([
  ['date', 'not a date', { date: '300230' }],
  ['date', 'not a date', { date: '' }],
  ['vru_exit', 'not a time', { vru_exit: '9:60:00' }],
  ['ser_exit', 'not a time', { ser_exit: '24:00:00' }],
  ['type', 'no queue', { type: '' }],
  ['priority', 'not a number from 0', { priority: 'high' }],
  ['priority', 'not a number from 0', { priority: '' }],
  ['outcome', 'neither AGENT, HANG nor PHANTOM', { outcome: 'LOST' }],
  ['q_time', 'a negative time', { ...queued, q_time: '-5' }],
  ['ser_time', 'a negative time', { ser_time: '-5' }],
  ['q_exit', 'left the queue before arrival', { ...queued, q_exit: '9:00:09' }],
  ['ser_exit', 'talk over 12 hours', { ser_exit: '9:00:11' }],
  ['ser_exit', 'hang-up before arrival', { ser_start: '8:50:00', ser_exit: '8:51:00' }],
])('a row is broken in %s for "%s", and is named and skipped', async (field, reason, changes) => {
  const { call, broken } = await readOne(changes);
  expect(call).toBeUndefined();
  expect(broken).toEqual([{ row: 3, field, reason }]);
});
