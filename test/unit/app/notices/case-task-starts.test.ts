import { keepCaseTasks } from '../../../../lib/app/notices/case-task';
import type { CaseEvent } from '../../../../lib/core/events/domain-event';
import type { CaseMark } from '../../../../lib/core/lost/case';
import { noonMs } from '../../../support/builders/callbacks';
import { closing, createNoticeWorld, lost, type NoticeWorld } from '../../../support/builders/notices';

const customer: CaseMark = { kind: 'customer', atMs: noonMs, customer: { agentId: 'agent-7' } };
const deadline: CaseMark = { kind: 'deadline', afterMs: 0, atMs: noonMs + 1_800_000 };

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

describe('the start of a task', () => {
  test('a start without an answer is repeated in the same words, though more is known by then', async () => {
    const world = createNoticeWorld();
    world.taskAnswers.push('unknown', 'unknown');
    await world.mark(lost('call-1'), customer);
    const events = world.events();
    await expect(keepCaseTasks(world, events[0]!)).rejects.toMatchObject({ retryable: true });
    await world.mark(lost('call-2', noonMs + 500), { ...customer, atMs: noonMs + 1, customer: { agentId: 'agent-8' } });
    world.clock.advance(60_000);
    await keepAll(world, [...events, ...world.events()]);
    expect(world.tasks()).toHaveLength(1);
    expect(openTasks(world)[0]?.description).toContain('Calls: 2');
  });

  test('one that may have been started is found and ended when the case is processed meanwhile', async () => {
    const world = createNoticeWorld();
    world.taskAnswers.push('crash');
    await world.mark(lost('call-1'));
    const opened = world.events();
    await expect(keepCaseTasks(world, opened[0]!)).rejects.toThrow('crash');
    await world.mark(closing(noonMs + 600));
    await keepAll(world, world.events());
    world.clock.advance(60_000);
    await keepAll(world, opened);
    expect(world.tasks().map(({ isOver }) => isOver)).toEqual([true]);
  });

  test('one whose start was set aside without an answer is found and ended when the case is processed', async () => {
    const world = createNoticeWorld();
    world.taskAnswers.push('unknown', 'throttled', 'unknown', 'throttled', 'unknown');
    await world.mark(lost('call-1'), customer, deadline);
    await keepAll(world, world.events());
    expect(world.notes).toHaveLength(1);
    // What is told later is in other words, by which Connect would not know it.
    await world.mark(lost('call-2', noonMs + 500));
    await keepAll(world, world.events());
    await world.mark(closing(noonMs + 600));
    const processed = world.events();
    world.taskAnswers.push('unknown', 'throttled');
    await keepAll(world, [...processed, ...processed]);
    expect(world.tasks().map(({ isOver }) => isOver)).toEqual([true]);
    expect(world.notes).toHaveLength(1);
  });

  test('one whose last start was refused is found and ended, too, when an earlier one had no answer', async () => {
    const { world, refuse } = refusingWorld();
    world.taskAnswers.push('unknown');
    refuse.from = 2;
    await world.mark(lost('call-1'));
    await keepAll(world, world.events());
    refuse.from = Infinity;
    await world.mark(closing(noonMs + 600));
    await keepAll(world, world.events());
    expect(world.tasks().map(({ isOver }) => isOver)).toEqual([true]);
  });

  test.each([
    ['was throttled to the last', 'throttled'],
    ['was refused', 'refused'],
  ])('none is started to be ended when its start %s', async (_name, answer) => {
    const { world, refuse } = refusingWorld();
    if (answer === 'refused') refuse.from = 1;
    else world.taskAnswers.push('throttled', 'throttled', 'throttled', 'throttled', 'throttled');
    await world.mark(lost('call-1'));
    await keepAll(world, world.events());
    expect(world.notes).toHaveLength(1);
    refuse.from = Infinity;
    await world.mark(closing(noonMs + 600));
    await keepAll(world, world.events());
    expect(world.tasks()).toEqual([]);
  });

  test('one that certainly was not started is not, when the case is processed meanwhile', async () => {
    const world = createNoticeWorld();
    world.taskAnswers.push('throttled', 'throttled');
    await world.mark(lost('call-1'));
    const opened = world.events();
    await expect(keepCaseTasks(world, opened[0]!)).rejects.toMatchObject({ retryable: true });
    await world.mark(closing(noonMs + 600));
    await keepAll(world, [...world.events(), ...opened]);
    expect(world.tasks()).toEqual([]);
  });
});

/** Connect refuses the start of that number and all later ones. */
function refusingWorld() {
  const world = createNoticeWorld();
  const refuse = { from: Infinity };
  let starts = 0;
  const start: typeof world.caseTasks.start = async (task) => {
    starts += 1;
    return starts >= refuse.from ? { kind: 'refused', reason: 'AccessDenied' } : world.caseTasks.start(task);
  };
  return { world: { ...world, caseTasks: { ...world.caseTasks, start } }, refuse };
}
