import * as fc from 'fast-check';
import type { Callback } from '../../../lib/core/callback/callback';
import { changeRequest } from '../../../lib/core/callback/changing';
import { cancel, withdraw } from '../../../lib/core/callback/closing';
import { hold } from '../../../lib/core/callback/holding';
import { requestCallback } from '../../../lib/core/callback/request';
import { afterTrying, withTaskToEnd, type TasksToEnd } from '../../../lib/core/callback/tasks-to-end';
import { stateTimerOf, timerOf } from '../../../lib/core/callback/timer-of';
import type { Result } from '../../../lib/core/result';
import { parseCallback } from '../../../lib/adapters/dynamodb/callback-schema';
import { closed, inEveryState, noonMs, withAcceptedTask } from '../../support/builders/callbacks';

const left: TasksToEnd = { contactIds: ['task-1'], sinceMs: noonMs, tryAtMs: noonMs + 30_000 };
const slot = { startMs: noonMs + 3_600_000, deadlineMs: noonMs + 7_200_000 };

test.each<readonly [string, (callback: Callback) => Result<Callback, unknown>]>([
  ['its caller has cancelled it', (callback) => cancel(callback, noonMs)],
  ['its caller has been served otherwise', (callback) => withdraw(callback, noonMs)],
  ['its caller rings in', (callback) => hold(callback, 'inbound-2', noonMs)],
  ['its caller chooses another time', (callback) => changeRequest(callback, { slot }, noonMs)],
])('a dial leaves its agent at once when %s', (_, change) => {
  const changed = change(withAcceptedTask.dialing);
  expect(changed).toMatchObject({ ok: true, value: { state: 'dialing', tasksOffered: 1 } });
  expect(changed).not.toHaveProperty('value.task');
});

describe('tasks that are to be ended', () => {
  test('lead somebody back within half a minute, whatever the state, and also when its end is archived', () => {
    for (const callback of [...Object.values(inEveryState), closed({ archived: true })]) {
      const own = timerOf(callback);
      expect(stateTimerOf(callback)).toBe(own);
      const late: Callback = { ...callback, tasksToEnd: { ...left, tryAtMs: (own ?? noonMs) + 1 } };
      expect(timerOf(late)).toBe(own ?? noonMs + 1);
      const soon: Callback = { ...callback, tasksToEnd: { ...left, tryAtMs: noonMs - 1 } };
      expect([timerOf(soon), stateTimerOf(soon)]).toEqual([noonMs - 1, own]);
    }
  });

  test('are no more than five, the latest, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }), (numbers) => {
        let known: TasksToEnd | undefined;
        for (const number of numbers) known = withTaskToEnd(known, `task-${number}`, noonMs);
        const ids = known?.contactIds ?? [];
        expect(ids.length).toBeLessThanOrEqual(5);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.at(-1)).toBe(`task-${numbers.at(-1)}`);
      }),
    );
  });

  test('are tried again in half a minute, then less and less often, and no longer than a task lives', () => {
    expect(withTaskToEnd(undefined, 'task-1', noonMs)).toEqual(left);
    expect(withTaskToEnd(left, 'task-2', noonMs + 10_000)).toEqual({ ...left, contactIds: ['task-1', 'task-2'] });
    expect(afterTrying(left, ['task-1'], noonMs)).toBeUndefined();
    expect(afterTrying(left, [], noonMs + 30_000)).toEqual({ ...left, tryAtMs: noonMs + 60_000 });
    expect(afterTrying(left, [], noonMs + 60_000)).toEqual({ ...left, tryAtMs: noonMs + 120_000 });
    expect(afterTrying(left, [], noonMs + 7 * 86_400_000 + 1)).toBeUndefined();
  });

  test('are kept as they are stored, and older items have none', () => {
    const callback: Callback = { ...closed(), tasksToEnd: left };
    expect(parseCallback({ ...callback })).toEqual(callback);
    expect(parseCallback({ ...closed() })).not.toHaveProperty('tasksToEnd');
    const { id, queue, number, cli, origin, placeMs, requestContactId, deadlineMs } = callback;
    const request = { id, queue, number, cli, origin, placeMs, requestContactId, deadlineMs, tasksToEnd: left };
    expect(requestCallback(request, noonMs).tasksToEnd).toEqual(left);
  });
});
