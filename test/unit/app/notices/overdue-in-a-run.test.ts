import { runDispatch } from '../../../../lib/app/dispatch/run-dispatch';
import { openCase } from '../../../support/builders/lost';
import { foldCase } from '../../../../lib/core/lost/fold-case';
import { noonMs, waiting } from '../../../support/builders/callbacks';
import { lost, mobile } from '../../../support/builders/notices';
import { createWorld } from '../../../support/builders/world';

const key = { number: mobile, queue: 'support' };

describe('a run of the dispatcher', () => {
  test('finds the cases whose deadline has passed', async () => {
    const world = createWorld();
    const opened = await openCase(world, key, [lost('call-1', noonMs - 1_800_000)]);
    expect(opened).toMatchObject({ dueAtMs: noonMs });
    await runDispatch(world);
    const marked = await world.store.cases.get(key);
    expect(marked === undefined ? undefined : foldCase(marked)).toMatchObject({ status: 'open', overdueAtMs: noonMs });
    expect(await world.store.cases.due(noonMs, 10)).toEqual([]);
  });

  test('dials first, and marks a few of many overdue cases after each pass', async () => {
    const steps: string[] = [];
    const world = createWorld({
      wrapStore: (store) => ({
        ...store,
        cases: {
          ...store.cases,
          due: async (nowMs, limit) => {
            steps.push(`${limit} cases`);
            return store.cases.due(nowMs, limit);
          },
        },
      }),
    });
    for (let index = 0; index < 13; index += 1) {
      const number = `+4477009000${String(index).padStart(2, '0')}`;
      await openCase(world, { number, queue: 'support' }, [lost('call-1', noonMs - 1_800_000)]);
    }
    await world.keep(waiting());
    const dial: typeof world.dialer.dial = async (request) => {
      steps.push('dial');
      return world.dialer.dial(request);
    };
    await runDispatch({ ...world, dialer: { ...world.dialer, dial } });
    expect(steps.slice(0, 3)).toEqual(['dial', '10 cases', '10 cases']);
    expect(steps).toHaveLength(3);
    expect(await world.store.cases.due(world.clock.nowMs(), 20)).toEqual([]);
  });

  test('dials all the same when that goes wrong', async () => {
    const world = createWorld({
      wrapStore: (store) => ({
        ...store,
        cases: { ...store.cases, due: async () => Promise.reject(new Error('no answer')) },
      }),
    });
    await world.keep(waiting());
    await runDispatch(world);
    expect(world.connect.dialed).toHaveLength(1);
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'overdue cases', reason: 'no answer' });
  });
});
