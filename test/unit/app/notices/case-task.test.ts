import { keepCaseTasks } from '../../../../lib/app/notices/case-task';
import type { CaseEvent } from '../../../../lib/core/events/domain-event';
import type { CaseMark } from '../../../../lib/core/lost/case';
import { noonMs } from '../../../support/builders/callbacks';
import {
  closing,
  createNoticeWorld,
  lost,
  notLost,
  tellAll,
  type NoticeWorld,
} from '../../../support/builders/notices';
import { flowId, queueConfig, queueIds } from '../../../support/builders/policies';

const customer: CaseMark = { kind: 'customer', atMs: noonMs, customer: { agentId: 'agent-7' } };
const deadline: CaseMark = { kind: 'deadline', afterMs: 0, atMs: noonMs + 1_800_000 };
const overdue: CaseMark = { kind: 'overdue', afterMs: 0, atMs: noonMs + 1_800_000 };

/** Events one after the other; what is thrown is brought again until it is done, as Lambda does. */
async function keepAll(world: NoticeWorld, events: readonly CaseEvent[]): Promise<void> {
  for (const event of events) await keep(world, event);
}

async function keep(world: NoticeWorld, event: CaseEvent): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    try {
      return await keepCaseTasks(world, event);
    } catch {
      world.clock.advance(60_000);
    }
  }
}

const openTasks = (world: NoticeWorld) => world.tasks().filter(({ isOver }) => !isOver);

describe('the task of a case', () => {
  test('is for the agent who looks after the caller, and half of the time later for the queue', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'), customer, deadline);
    await keepAll(world, world.events());
    expect(world.tasks()).toEqual([
      expect.objectContaining({
        agentId: 'agent-7',
        onlyForMs: 900_000,
        queueId: queueIds.support,
        queueName: 'support',
        flowId,
        name: 'Lost call: support, +44********56',
        description: expect.stringMatching(
          /^Call \+447400123456 back: .*all agents were busy[^]*Due 2026-03-02 12:30\.$/,
        ),
        isOver: false,
      }),
    ]);
  });

  test('is for the queue alone where nobody looks after the caller, or the policy says so', async () => {
    const first = createNoticeWorld();
    await first.mark(lost('call-1'));
    await keepAll(first, first.events());
    const queues = [
      queueConfig('support', { lost: { task: { to: 'queue', queue: 'billing' } } }),
      queueConfig('billing'),
    ];
    const second = createNoticeWorld({ ...tellAll, queues });
    await second.mark(lost('call-1'), customer);
    await keepAll(second, second.events());
    for (const { agentId, onlyForMs } of [...first.tasks(), ...second.tasks()]) {
      expect([agentId, onlyForMs]).toEqual([undefined, undefined]);
    }
    expect(second.tasks().map(({ queueName }) => queueName)).toEqual(['billing']);
  });

  test('is not started without a policy for it, and set aside without a flow', async () => {
    const none = createNoticeWorld({ ...tellAll, queues: [queueConfig('support')] });
    await none.mark(lost('call-1'));
    await keepAll(none, none.events());
    const { taskFlowId: _none, ...noFlow } = tellAll;
    const wrong = createNoticeWorld(noFlow);
    await wrong.mark(lost('call-1'));
    await keepAll(wrong, wrong.events());
    expect([...none.tasks(), ...wrong.tasks()]).toEqual([]);
    expect(none.notes).toEqual([]);
    expect(wrong.notes).toEqual([expect.objectContaining({ reason: expect.stringContaining('no flow for tasks') })]);
  });

  test('says so when the caller tries again, and ends when somebody got through', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'));
    await world.mark(lost('call-2', noonMs + 500));
    const [first, second] = world.events();
    if (first === undefined || second === undefined) throw new Error('too little was told');
    await keepAll(world, [first, second]);
    expect(world.tasks()[0]?.description).toContain('Calls: 2');
    await world.mark(closing(noonMs + 600));
    await keepAll(world, world.events());
    expect(openTasks(world)).toEqual([]);
    expect(world.tasks()).toHaveLength(1);
  });

  test('is told of tries that were told of before it was started', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'));
    await world.mark(lost('call-2', noonMs + 500));
    await keepAll(world, world.events().toReversed());
    expect(world.tasks().map(({ description }) => description.includes('Calls: 2'))).toEqual([true]);
  });

  test('is followed by one for another queue when it is overdue; both end together', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'), customer, deadline);
    await world.mark(overdue);
    await keepAll(world, world.events());
    expect(openTasks(world).map(({ queueName, name }) => [queueName, name])).toEqual([
      ['support', 'Lost call: support, +44********56'],
      ['billing', 'Overdue: support, +44********56'],
    ]);
    expect(openTasks(world)[1]).not.toHaveProperty('agentId');
    await world.mark(closing(noonMs + 600));
    await keepAll(world, world.events());
    expect(openTasks(world)).toEqual([]);
  });

  test('an agent who has ended it is not asked again', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'));
    await keepAll(world, world.events());
    world.overTask('task-1');
    await world.mark(lost('call-2', noonMs + 500));
    await world.mark(closing(noonMs + 600));
    await keepAll(world, world.events());
    expect(world.tasks()).toHaveLength(1);
    expect(world.notes).toEqual([]);
  });

  test('whatever the order of events, and however often each comes, an open case has its tasks and a processed one none', async () => {
    const steps: readonly (readonly CaseMark[])[] = [
      [lost('call-1'), customer, deadline],
      [overdue],
      [closing(noonMs + 100)],
      [lost('call-2', noonMs + 200)],
      [lost('call-3', noonMs + 300)],
    ];
    for (const order of permutations([0, 1, 2, 3, 4])) {
      const world = createNoticeWorld();
      for (const marks of steps) await world.mark(...marks);
      const events = world.events();
      expect(events).toHaveLength(5);
      const shuffled = order.flatMap((index) => events.slice(index, index + 1));
      await keepAll(world, [...shuffled, ...shuffled]);
      expect(openTasks(world)).toHaveLength(1);
      expect(openTasks(world)[0]?.description).toContain('Calls: 2');
      await world.mark(closing(noonMs + 400));
      await keepAll(world, [...world.events(), ...shuffled]);
      expect(openTasks(world)).toEqual([]);
      expect(world.notes).toEqual([]);
    }
  });

  test('whichever events came while the case was as they say, none is left behind', async () => {
    for (const late of permutations([0, 1, 2])) {
      const world = createNoticeWorld();
      const events: CaseEvent[] = [];
      const steps = [[lost('call-1')], [closing(noonMs + 100)], [lost('call-2', noonMs + 200)]] as const;
      for (const [index, marks] of steps.entries()) {
        await world.mark(...marks);
        events.push(...world.events());
        // The first of this order comes at once, the others when all has happened.
        if (late[0] === index) await keepAll(world, events.slice(index));
      }
      await keepAll(
        world,
        late.slice(1).flatMap((index) => events.slice(index, index + 1)),
      );
      expect(openTasks(world)).toHaveLength(1);
    }
  });

  test('ends for calls that turned out not to be lost, and comes back when they were after all', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'));
    await world.mark(notLost('call-1'));
    await keepAll(world, world.events());
    expect(openTasks(world)).toEqual([]);
    await world.mark(lost('call-1', noonMs, 3));
    await keepAll(world, world.events());
    expect(openTasks(world)).toHaveLength(1);
    await world.mark(closing(noonMs + 600));
    await keepAll(world, world.events());
    expect(openTasks(world)).toEqual([]);
  });

  test('ends when the later calls turn out not to be lost, and earlier ones had been dealt with', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'), closing(noonMs + 100));
    await world.mark(lost('call-2', noonMs + 200));
    await keepAll(world, world.events());
    expect(openTasks(world)).toHaveLength(1);
    await world.mark(notLost('call-2', 2, noonMs + 200));
    await keepAll(world, world.events());
    expect(openTasks(world)).toEqual([]);
  });

  test('ends when calls were dealt with and lost again so fast that nobody was told of the end', async () => {
    const world = createNoticeWorld();
    await world.mark(lost('call-1'));
    await keepAll(world, world.events());
    await world.mark(closing(noonMs + 100), lost('call-2', noonMs + 200));
    const events = world.events();
    expect(events.map(({ type }) => type)).toEqual(['case.reopened']);
    await keepAll(world, events);
    expect(world.tasks().map(({ isOver }) => isOver)).toEqual([true, false]);
  });
});

function permutations(all: readonly number[]): readonly (readonly number[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((one) => permutations(all.filter((other) => other !== one)).map((rest) => [one, ...rest]));
}
