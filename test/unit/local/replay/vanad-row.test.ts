import { readTrace } from '../../../../local/replay/trace/read-trace';
import { createLogs } from './builders';

const logs = createLogs();
afterAll(() => logs.remove());

const at = (text: string): number => Date.parse(`2030-01-07T${text}Z`);

async function readOne(row: string) {
  const trace = await readTrace(
    logs.vanad(['2030-01-07 08:00:00,q,A1,2030-01-07 08:00:01,NULL,NULL,2030-01-07 08:00:09', row]),
  );
  return { call: trace.days.flatMap(({ calls }) => calls).find((call) => call.row === 3), broken: trace.broken };
}

test('an answered call waits from arrival to answer and talks from answer to hang-up', async () => {
  const { call } = await readOne('2030-01-07 09:00:00,sales,7001,2030-01-07 09:01:30,NULL,NULL,2030-01-07 09:05:00');
  expect(call).toEqual({
    row: 3,
    arrivedAtMs: at('09:00:00'),
    queue: 'sales',
    caller: undefined,
    priority: 0,
    outcome: 'answered',
    waitMs: 90_000,
    talkMs: 210_000,
    agent: '7001',
    answeredAtMs: at('09:01:30'),
    endedAtMs: at('09:05:00'),
  });
});

test('a call without an answer is abandoned at its hang-up, even if an agent was rung', async () => {
  const expected = {
    outcome: 'abandoned',
    waitMs: 40_000,
    agent: undefined,
    talkMs: undefined,
    answeredAtMs: undefined,
  };
  const alone = await readOne('2030-01-07 09:00:00,sales,NULL,NULL,NULL,NULL,2030-01-07 09:00:40');
  const rung = await readOne('2030-01-07 09:00:00,sales,7001,NULL,NULL,NULL,2030-01-07 09:00:40');
  expect(alone.call).toMatchObject(expected);
  expect(rung.call).toMatchObject(expected);
});

test('a transfer frees the agent, so the talk ends there; one outside the talk is not believed', async () => {
  const row = (transfer: string) =>
    readOne(`2030-01-07 09:00:00,q,A1,2030-01-07 09:01:00,NULL,2030-01-07 ${transfer},2030-01-07 09:10:00`);
  expect((await row('09:04:00')).call).toMatchObject({ talkMs: 180_000, endedAtMs: at('09:04:00') });
  expect((await row('09:00:30')).call).toMatchObject({ talkMs: 540_000, endedAtMs: at('09:10:00') });
  expect((await row('09:11:00')).call).toMatchObject({ talkMs: 540_000, endedAtMs: at('09:10:00') });
});

test('an empty cell means the same as NULL, a quoted cell may hold the separator, and Windows line ends are fine', async () => {
  const { call } = await readOne('2030-01-07 09:00:00,"sales, ""new""",,,,,2030-01-07 09:00:40\r');
  expect(call).toMatchObject({ queue: 'sales, "new"', outcome: 'abandoned', endedAtMs: at('09:00:40') });
});

test('a call that crosses midnight belongs to the day it arrived', async () => {
  const rows = ['2030-01-07 23:59:00,q,A1,2030-01-07 23:59:30,NULL,NULL,2030-01-08 00:03:00'];
  const trace = await readTrace(logs.vanad(rows));
  expect(trace.days.map(({ day, calls }) => [day, calls[0]?.talkMs])).toEqual([['2030-01-07', 210_000]]);
});

test.each([
  ['no hang-up', 'hangup', '2030-01-07 09:00:00,q,1,2030-01-07 09:00:01,NULL,NULL,NULL'],
  ['not a time', 'hangup', '2030-01-07 09:00:00,q,1,2030-01-07 09:00:01,NULL,NULL,later'],
  ['not a time', 'date_received', '2030-02-30 09:00:00,q,1,NULL,NULL,NULL,2030-01-07 09:00:01'],
  ['not a time', 'answered', '2030-01-07 09:00:00,q,1,25:00,NULL,NULL,2030-01-07 09:00:01'],
  ['no queue', 'queue_name', '2030-01-07 09:00:00,NULL,1,NULL,NULL,NULL,2030-01-07 09:00:01'],
  ['hang-up before arrival', 'hangup', '2030-01-07 09:00:00,q,NULL,NULL,NULL,NULL,2030-01-07 08:59:59'],
  ['answered before arrival', 'answered', '2030-01-07 09:00:00,q,1,2030-01-07 08:59:59,NULL,NULL,2030-01-07 09:01:00'],
  ['hang-up before answer', 'hangup', '2030-01-07 09:00:00,q,1,2030-01-07 09:02:00,NULL,NULL,2030-01-07 09:01:00'],
  ['talk over 12 hours', 'hangup', '2030-01-07 09:00:00,q,1,2030-01-07 09:02:00,NULL,NULL,2030-01-07 21:02:01'],
  ['wait over 12 hours', 'answered', '2030-01-07 09:00:00,q,1,2030-01-07 21:00:01,NULL,NULL,2030-01-07 21:02:01'],
  ['wait over 12 hours', 'hangup', '2030-01-07 09:00:00,q,NULL,NULL,NULL,NULL,2030-01-07 21:00:01'],
  ['7 expected, 3 found', 'columns', '2030-01-07 09:00:00,q,1'],
])('a row is broken for "%s" in %s, and is named and skipped', async (reason, field, row) => {
  const { call, broken } = await readOne(row);
  expect(call).toBeUndefined();
  expect(broken).toEqual([{ row: 3, field, reason }]);
});

test('a talk of exactly 12 hours is kept', async () => {
  const { call } = await readOne('2030-01-07 09:00:00,q,1,2030-01-07 09:02:00,NULL,NULL,2030-01-07 21:02:00');
  expect(call?.talkMs).toBe(12 * 3_600_000);
});
