import { keepCaseTasks } from '../../../../lib/app/notices/case-task';
import type { NoticeDeps } from '../../../../lib/app/notices/notice-deps';
import { sendNotices } from '../../../../lib/app/notices/send-notices';
import type { CaseEvent } from '../../../../lib/core/events/domain-event';
import type { Delivery } from '../../../../lib/ports/delivery-store';
import { noonMs } from '../../../support/builders/callbacks';
import { closing, createNoticeWorld, lost, type NoticeWorld } from '../../../support/builders/notices';

interface Crash {
  /** Which call to the outside, counted from 1, and whether it was made. */
  readonly atStep: number;
  readonly isDone: boolean;
}

/** The same outside, but the process dies at one call to it, and again at none. */
function dyingAt(world: NoticeWorld, crash: Crash) {
  const steps: string[] = [];
  let isDead = false;
  let noted = 0;
  let unnoted = 0;
  const wrap = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get: (target, member, receiver) => {
        const inner: unknown = Reflect.get(target, member, receiver);
        if (typeof inner !== 'function') return inner;
        return async (...given: readonly unknown[]): Promise<unknown> => {
          // What a dead process had begun besides goes no further.
          if (isDead) throw new Error('dead');
          steps.push(`${name}.${String(member)}`);
          const isNow = steps.length === crash.atStep;
          if (isNow) isDead = true;
          const answer: unknown = isNow && !crash.isDone ? undefined : Reflect.apply(inner, target, given);
          if (answer !== undefined && member === 'put' && isNoteOfMessage(given[0])) noted += 1;
          if (isNow) {
            unnoted = world.sent.length - noted;
            throw new Error('crash');
          }
          return answer;
        };
      },
    });
  const { store } = world;
  const deps: NoticeDeps = {
    ...world,
    store: {
      ...store,
      deliveries: wrap('deliveries', store.deliveries),
      cases: wrap('cases', store.cases),
      callers: wrap('callers', store.callers),
    },
    callerMessages: wrap('caller', world.callerMessages),
    supervisorMessages: wrap('supervisors', world.supervisorMessages),
    caseTasks: wrap('tasks', world.caseTasks),
  };
  return { deps, steps, revive: () => void (isDead = false), unnoted: () => unnoted };
}

/** That a message has arrived; tasks have a token of their own. */
function isNoteOfMessage(delivery: unknown): boolean {
  const { state, channel } = delivery as Delivery;
  return state === 'sent' && channel !== 'task';
}

/** One event, brought again after a minute until it is done, as Lambda does: three times at most. */
async function bring(deps: NoticeDeps, world: NoticeWorld, event: CaseEvent, revive: () => void): Promise<boolean> {
  for (let turn = 0; turn < 3; turn += 1) {
    try {
      await sendNotices(deps, event);
      return true;
    } catch {
      revive();
      world.clock.advance(60_000);
    }
  }
  return false;
}

/** Runs an opened and a processed case through a process that dies once; how often each was sent. */
async function runWith(crash: Crash) {
  const world = createNoticeWorld();
  const { deps, steps, revive, unnoted } = dyingAt(world, crash);
  await world.mark(lost('call-1'));
  const [opened] = world.events();
  if (opened === undefined) throw new Error('nothing was told');
  const isOpenedDone = await bring(deps, world, opened, revive);
  const tasksWhileOpen = world.tasks().filter(({ isOver }) => !isOver).length;
  await world.mark(closing(noonMs + 500));
  const [processed] = world.events();
  if (processed === undefined) throw new Error('nothing was told of the end');
  const isProcessedDone = await bring(deps, world, processed, revive);
  const count = (over: string) => world.sent.filter((one) => one.over === over).length;
  return {
    step: steps[crash.atStep - 1],
    isDone: isOpenedDone && isProcessedDone,
    tasksWhileOpen,
    openTasks: world.tasks().filter(({ isOver }) => !isOver).length,
    tasks: world.tasks().length,
    sms: count('sms'),
    topics: count('topic'),
    notes: world.notes,
    unnoted: unnoted(),
    steps: steps.length,
  };
}

describe('a process that dies', () => {
  test('at any step loses no notice, and repeats none but the one whose sending was not noted', async () => {
    const undisturbed = await runWith({ atStep: 0, isDone: false });
    expect(undisturbed).toMatchObject({ sms: 1, topics: 2, tasks: 1, openTasks: 0, isDone: true });
    expect(undisturbed.steps).toBeGreaterThan(20);
    const repeated = new Set<string | undefined>();
    for (const isDone of [false, true]) {
      for (let atStep = 1; atStep <= undisturbed.steps; atStep += 1) {
        const run = await runWith({ atStep, isDone });
        expect(run).toMatchObject({ isDone: true, tasksWhileOpen: 1, openTasks: 0, tasks: 1, notes: [] });
        const { step, sms, topics, unnoted } = run;
        expect({ step, sms: sms >= 1, topics: topics >= 2 }).toEqual({ step, sms: true, topics: true });
        // Sent, and the process died before it was noted: nobody can know, so it is sent again.
        expect({ step, extra: sms + topics - 3 }).toEqual({ step, extra: unnoted });
        if (unnoted > 0) repeated.add(step);
      }
    }
    expect(repeated).toContain('caller.sms');
    expect(repeated).toContain('supervisors.topic');
    expect(repeated).toContain('deliveries.put');
  });

  test('leaves the rest to another that was asked at the same time', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'));
    const [opened] = world.events();
    if (opened === undefined) throw new Error('nothing was told');
    const twice = await Promise.allSettled([sendNotices(world, opened), sendNotices(world, opened)]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await sendNotices(world, opened);
    expect(world.sent.map(({ over }) => over).toSorted()).toEqual(['sms', 'topic']);
    expect(world.tasks()).toHaveLength(1);
  });

  test('a case that is processed while its task is being started has none in the end', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'));
    const [opened] = world.events();
    if (opened === undefined) throw new Error('nothing was told');
    const { caseTasks } = world;
    const slow: NoticeDeps = {
      ...world,
      caseTasks: {
        ...caseTasks,
        start: async (task) => {
          const outcome = await caseTasks.start(task);
          await world.mark(closing(noonMs + 500));
          for (const event of world.events()) await keepCaseTasks(world, event);
          return outcome;
        },
      },
    };
    await keepCaseTasks(slow, opened);
    expect(world.tasks().map(({ isOver }) => isOver)).toEqual([true]);
  });
});
