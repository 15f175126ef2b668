import { limitAgents, rebuildShifts } from '../../../../local/replay/trace/shifts';
import type { Shift } from '../../../../local/replay/trace/shifts';
import { TraceError } from '../../../../local/replay/trace/trace-error';
import type { TraceCall } from '../../../../local/replay/trace/trace';
import { traceCall } from './builders';

const MINUTE_MS = 60_000;
const NINE_MS = Date.UTC(2030, 0, 7, 9);

/** A call answered some minutes after nine. */
function served(agent: string, fromMinute: number, toMinute: number, changes: Partial<TraceCall> = {}): TraceCall {
  const arrivedAtMs = NINE_MS + fromMinute * MINUTE_MS;
  return traceCall({ agent, arrivedAtMs, talkMs: (toMinute - fromMinute) * MINUTE_MS, ...changes });
}

const shiftsOf = (...calls: readonly TraceCall[]): readonly Shift[] => rebuildShifts({ day: '2030-01-07', calls });

test('a shift lasts from the first answer to the last hang-up and serves the queues answered', () => {
  const first = served('B', 10, 14, { queue: 'sales', waitMs: 30_000, answeredAtMs: NINE_MS + 10.5 * MINUTE_MS });
  const shifts = shiftsOf(first, served('A', 0, 2), served('B', 16, 20), served('B', 22, 25, { queue: 'sales' }));
  expect(shifts).toEqual([
    { agent: 'A', queues: ['orders'], onMs: NINE_MS, offMs: NINE_MS + 2 * MINUTE_MS, breaks: [], callCount: 1 },
    {
      agent: 'B',
      queues: ['orders', 'sales'],
      onMs: NINE_MS + 10.5 * MINUTE_MS,
      offMs: NINE_MS + 25 * MINUTE_MS,
      breaks: [],
      callCount: 3,
    },
  ]);
});

test('a gap of 15 minutes is waiting for calls, a longer one is time away', () => {
  const [shift] = shiftsOf(served('A', 0, 5), served('A', 20, 25), served('A', 40.5, 45));
  expect(shift?.breaks).toEqual([{ fromMs: NINE_MS + 25 * MINUTE_MS, toMs: NINE_MS + 40.5 * MINUTE_MS }]);
});

test('a long call that others overlap is no gap, and the shift ends with the last to end', () => {
  const [shift] = shiftsOf(served('A', 0, 60), served('A', 10, 12), served('A', 50, 55));
  expect(shift).toMatchObject({ breaks: [], offMs: NINE_MS + 60 * MINUTE_MS });
});

test('abandoned calls and answers by nobody in particular make no shift', () => {
  expect(shiftsOf(traceCall({ outcome: 'abandoned' }), traceCall({ agent: undefined }))).toEqual([]);
});

test('the agents with most calls are kept, ties by name, in order of name', () => {
  const calls = [served('C', 0, 1), served('B', 0, 1), served('D', 0, 1), served('D', 2, 3), served('A', 0, 1)];
  const names = (agents: number | undefined) => limitAgents(shiftsOf(...calls), agents).map(({ agent }) => agent);
  expect(names(undefined)).toEqual(['A', 'B', 'C', 'D']);
  expect(names(1)).toEqual(['D']);
  expect(names(3)).toEqual(['A', 'B', 'D']);
});

test('more agents than there were are copies of the busiest, round after round, with names of their own', () => {
  const shifts = shiftsOf(served('A', 0, 1), served('B', 0, 1), served('B', 2, 3));
  const more = limitAgents(shifts, 5);
  expect(more.map(({ agent }) => agent)).toEqual(['A', 'A#2', 'B', 'B#2', 'B#3']);
  expect(more.filter(({ agent }) => agent.startsWith('B')).map(({ onMs, offMs }) => offMs - onMs)).toEqual([
    3 * MINUTE_MS,
    3 * MINUTE_MS,
    3 * MINUTE_MS,
  ]);
  expect(limitAgents([], 5)).toEqual([]);
});

test.each([0, -1, 2.5, Number.NaN])('%p agents are refused', (agents) => {
  expect(() => limitAgents([], agents)).toThrow(TraceError);
});
