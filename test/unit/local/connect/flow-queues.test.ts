import type { FlowEntry, FlowLeg, InstanceSetup } from '../../../../local/connect/types';
import { only } from './criteria-world';
import { ARN, BRIEF_TALK, createWorld, SETUP, START_MS } from './world';

/** What an inbound flow sees, written down by `look`. */
async function seenBy(look: (leg: FlowLeg) => readonly unknown[], setup: InstanceSetup = SETUP) {
  const seen: unknown[] = [];
  const world = createWorld({ setup, play: async (leg) => void seen.push(...look(leg)) });
  world.call('q-support');
  await world.run(0);
  return seen;
}

test('a target is set by id or ARN, and stays when the next one is not in the instance', async () => {
  expect(
    await seenBy((leg) => [
      leg.setTargetQueue(`${ARN}/queue/q-sales`),
      leg.setTargetQueue('q-nowhere'),
      leg.setTargetQueue(''),
      leg.setTargetAgent('nobody'),
      leg.contactData().Queue?.Name,
      leg.setTargetAgent(`${ARN}/agent/ann`),
      leg.contactData().Queue,
    ]),
  ).toEqual([
    'set',
    'unknown',
    'unknown',
    'unknown',
    'Sales',
    'set',
    { ARN: `${ARN}/queue/agent/ann`, Name: null, OutboundCallerId: null },
  ]);
});

test('the figures of a queue are whole, late, and of the target queue when none is named', async () => {
  const seen: unknown[] = [];
  const { emulator, call, run } = createWorld({
    timing: { metricsLagMs: () => 8_000 },
    play: async (leg, entry) => {
      if (entry.kind !== 'inbound') return;
      seen.push(leg.queueMetrics());
      leg.setTargetQueue('q-support');
      seen.push(leg.queueMetrics(), leg.queueMetrics(`${ARN}/queue/q-sales`));
      leg.transferToQueue();
    },
  });
  emulator.signIn('ann');
  await run(8_000);
  emulator.signIn('bob');
  call('q-support');
  await run(10_000);
  call('q-support');
  await run(100_000);
  call('q-support');
  await run(0);
  const figures = { agentsStaffed: 2, agentsOnline: 2, agentsAfterContactWork: 0, size: 0, oldestContactAgeSeconds: 0 };
  expect(seen.filter((_, index) => index % 3 === 0)).toEqual([undefined, undefined, undefined]);
  expect(seen.filter((_, index) => index % 3 === 1)).toEqual([
    { ...figures, agentsOnline: 1, agentsStaffed: 1, agentsAvailable: 1, agentsBusy: 0 },
    { ...figures, agentsAvailable: 1, agentsBusy: 1 },
    { ...figures, agentsAvailable: 0, agentsBusy: 2, agentsAfterContactWork: 1 },
  ]);
  expect(seen.filter((_, index) => index % 3 === 2)).toEqual([undefined, undefined, undefined]);
});

/** Every offer is missed; what the flow of each call sees of it, before it queues. */
function watchMissed() {
  const seen: unknown[] = [];
  const world = createWorld({
    timing: { acceptMs: () => 20_000 },
    play: async (leg, { kind }) => {
      if (kind !== 'inbound') return;
      leg.setTargetQueue('q-support');
      seen.push(leg.queueMetrics()?.agentsMissed);
      if (leg.attributes()['queue'] === 'q-support') leg.transferToQueue();
    },
  });
  return { ...world, seen };
}

test('who has just not accepted an offer is told of as such, for five seconds, and nobody else', async () => {
  const { emulator, call, run, seen } = watchMissed();
  for (const agentId of ['ann', 'bob']) emulator.signIn(agentId);
  call('q-support');
  await run(20_000);
  for (const ms of [0, 4_999, 1]) {
    await run(ms);
    call('q-sales');
    await run(0);
  }
  expect(seen).toEqual([undefined, 1, 1, undefined]);
});

describe('hours', () => {
  const always = { id: 'h-always', name: 'Always', isOpenAt: () => true };
  const later = { id: 'h-later', name: 'Later', isOpenAt: (atMs: number) => atMs > START_MS };
  const [support, ...others] = SETUP.queues;
  const queues = [{ id: 'q-support', name: support?.name ?? '', hoursId: 'h-later' }, ...others];
  const setup = { ...SETUP, queues, hours: [always, later] };

  test('are asked by id, by ARN, or through the target queue', async () => {
    expect(
      await seenBy((leg) => {
        const answers = [leg.isOpen(), leg.isOpen('h-always'), leg.isOpen(`${ARN}/operating-hours/h-later`)];
        leg.setTargetQueue('q-support');
        return [...answers, leg.isOpen()];
      }, setup),
    ).toEqual([undefined, true, false, false]);
  });

  test('are asked as of now', async () => {
    const seen: unknown[] = [];
    const { call, run } = createWorld({
      setup,
      play: async (leg) => {
        leg.setTargetQueue('q-support');
        await leg.wait(1);
        seen.push(leg.isOpen());
      },
    });
    call('q-support');
    await run(1);
    expect(seen).toEqual([true]);
  });

  test('that are not there give no answer', async () => {
    expect(
      await seenBy((leg) => {
        leg.setTargetQueue('q-sales');
        return [leg.isOpen(), leg.isOpen('h-nowhere')];
      }, setup),
    ).toEqual([undefined, undefined]);
  });

  test('named by a queue must be in the setup', () => {
    expect(() => createWorld({ setup: { ...setup, hours: [always] } })).toThrow('unknown hours h-later');
  });
});

describe('routing set by a flow', () => {
  /** Three callers in this order; each flow does to its caller as told, ten seconds after the call came in. */
  async function served(acts: readonly ((leg: FlowLeg) => unknown)[]) {
    const order: string[] = [];
    const answers: unknown[] = [];
    const waiting = [...acts];
    const play = async (leg: FlowLeg, entry: FlowEntry): Promise<void> => {
      if (entry.kind !== 'inbound') return;
      const act = waiting.shift();
      await leg.wait(10_000);
      answers.push(act?.(leg));
      leg.setTargetQueue('q-support');
      leg.transferToQueue();
    };
    const world = createWorld({
      play,
      talk: ({ contactId }) => {
        order.push(contactId);
        return BRIEF_TALK;
      },
    });
    const callers = acts.map(() => world.call('q-support'));
    await world.run(20_000);
    world.emulator.signIn('ann');
    await world.run(100_000);
    return { answers, order: order.map((contactId) => callers.indexOf(contactId)) };
  }

  test('counts when the caller is queued: an adjustment ages, a priority overtakes', async () => {
    expect(
      await served([
        () => 'nothing',
        (leg) => leg.setRouting({ adjustmentSeconds: 600 }),
        (leg) => leg.setRouting({ priority: 1 }),
      ]),
    ).toEqual({ answers: ['nothing', 'set', 'set'], order: [2, 1, 0] });
  });

  test('criteria are the document of the API', async () => {
    const criteria = { Steps: [{ Expression: only('bob') }] };
    const { answers, order } = await served([(leg) => leg.setRouting({ criteria }), () => 'nothing']);
    expect(answers).toEqual(['set', 'nothing']);
    expect(order).toEqual([1]);
  });

  test('criteria that break a rule of the API are refused, and restrict nobody', async () => {
    const criteria = { Steps: [{ Expression: only('bob') }, { Expression: only('ann') }] };
    const { answers, order } = await served([(leg) => leg.setRouting({ criteria }), () => 'nothing']);
    expect(answers).toEqual(['refused', 'nothing']);
    expect(order).toEqual([0, 1]);
  });

  test.each([
    ['nothing', {}],
    ['two changes', { priority: 1, adjustmentSeconds: 5 }],
    ['a priority below 1', { priority: 0 }],
    ['a broken adjustment', { adjustmentSeconds: 0.5 }],
    ['another document', { criteria: { Steps: 'all' } }],
  ])('%s is refused', async (_name, routing) => {
    expect(await seenBy((leg) => [leg.setRouting(routing)])).toEqual(['refused']);
  });

  test('on a queued caller it acts a minute later', async () => {
    const urgent = '+12065550155';
    const { emulator, call, run, connections } = createWorld({
      play: async (leg, entry) => {
        if (entry.kind === 'inbound') {
          leg.setTargetQueue('q-support');
          leg.transferToQueue();
        } else if (leg.contactData().CustomerEndpoint?.Address === urgent) leg.setRouting({ priority: 1 });
      },
    });
    const [first] = [call('q-support'), call('q-support')];
    const last = call('q-support', urgent);
    await run(59_999);
    emulator.signIn('ann');
    await run(5_000);
    emulator.signIn('bob');
    await run(5_000);
    expect(connections().map(([contactId]) => contactId)).toEqual([first, last]);
  });
});
