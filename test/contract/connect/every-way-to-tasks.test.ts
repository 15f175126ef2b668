import type { Tasks } from '../../../lib/ports/tasks';
import { createPretendTasks } from '../../support/builders/tasks';
import { closeTasks, idOf, offerWith, serveTasks } from './served-tasks';

afterEach(closeTasks);

/** Every way to tasks, with a contact that waits in a queue and an agent who is there. */
const WAYS: readonly (readonly [string, () => Promise<{ readonly tasks: Tasks; readonly waiting: string }>])[] = [
  [
    'Connect',
    async () => {
      const centre = await serveTasks();
      centre.emulator.signIn('ann');
      const waiting = centre.call('q-empty');
      await centre.run(1_000);
      return { tasks: centre.tasks, waiting };
    },
  ],
  [
    'the pretended one',
    async () => {
      const tasks = createPretendTasks();
      tasks.queue('call-1');
      return { tasks, waiting: 'call-1' };
    },
  ],
];

describe.each(WAYS)('every way to tasks: %s', (_name, openTasks) => {
  test('an offer makes a task, and its repeat the same one, also when that is over', async () => {
    const { tasks } = await openTasks();
    const first = await tasks.offer(offerWith());
    expect(first).toEqual({ kind: 'offered', contactId: expect.any(String) });
    expect(await tasks.offer(offerWith())).toEqual(first);
    expect(await tasks.end(idOf(first))).toBe('ended');
    expect(await tasks.offer(offerWith())).toEqual(first);
    expect(await tasks.end(idOf(first))).toBe('already_over');
  });

  test('another token makes another task', async () => {
    const { tasks } = await openTasks();
    const first = await tasks.offer(offerWith());
    const second = await tasks.offer(offerWith({ clientToken: 'callback-3-task' }));
    expect(second).toMatchObject({ kind: 'offered' });
    expect(second).not.toEqual(first);
  });

  test('a contact that waits is given to an agent once', async () => {
    const { tasks, waiting } = await openTasks();
    expect(await tasks.giveTo(waiting, 'ann')).toBe('given');
    expect(await tasks.giveTo(waiting, 'ann')).toBe('refused');
    expect(await tasks.giveTo('nobody', 'ann')).toBe('refused');
  });
});

describe('the pretended one', () => {
  test('answers as told, then again by itself', async () => {
    const tasks = createPretendTasks();
    tasks.answerNext({ kind: 'throttled' }, 'lost');
    expect(await tasks.offer(offerWith())).toEqual({ kind: 'throttled' });
    expect(await tasks.offer(offerWith())).toMatchObject({ kind: 'unknown' });
    expect(await tasks.offer(offerWith())).toEqual({ kind: 'offered', contactId: 'task-1' });
    expect(tasks.offers).toHaveLength(3);
  });

  test('ends nothing and gives nothing while it is not available', async () => {
    const tasks = createPretendTasks();
    const contactId = idOf(await tasks.offer(offerWith()));
    tasks.queue('call-1');
    tasks.setAvailable(false);
    expect(await tasks.end(contactId)).toBe('unavailable');
    expect(await tasks.giveTo('call-1', 'ann')).toBe('unknown');
    tasks.setAvailable(true);
    expect(await tasks.giveTo('call-1', 'ann')).toBe('given');
    expect(tasks.given).toEqual([{ contactId: 'call-1', agentId: 'ann' }]);
  });

  test('knows when an agent is through with a task', async () => {
    const tasks = createPretendTasks();
    const contactId = idOf(await tasks.offer(offerWith()));
    tasks.complete(contactId);
    expect(await tasks.end(contactId)).toBe('already_over');
  });
});
