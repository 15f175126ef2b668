import type { SQSEvent } from 'aws-lambda';
import { createSqsWakes } from '../../../lib/adapters/sqs/wakes';
import { systemIds } from '../../../lib/adapters/system/ids';
import type { Wakes } from '../../../lib/ports/wakes';
import { createSteppedClock } from '../../../local/clock/stepped-clock';
import { createDispatchQueue } from '../../../local/host/dispatch-queue';
import { startSqsOracle, type SqsOracle } from './sqs-oracle';

// Goal: the queue before the local dispatcher gives what an SQS FIFO queue with one message group gives, in that order.
// Method: one script of wakes is played against both; a run of the dispatcher is open until the script ends it. The
// size of a batch is the local queue's own affair: SQS gives up to ten of one group at once, fauxqs one.

/** A queue as a script sees it; a batch is the reasons in it. */
interface Played extends Wakes {
  /** The batch that a free dispatcher is given now; empty when it is given none. */
  readonly next: () => Promise<readonly string[]>;
  /** Ends the run that is open. */
  readonly finish: (how: 'done' | 'failed') => Promise<void>;
  /** Until what failed may be seen again. */
  readonly waitOut: () => Promise<void>;
}

let oracle: SqsOracle;
let queues = 0;
beforeAll(async () => {
  oracle = await startSqsOracle();
});
afterAll(() => oracle.stop());

async function playSqs(): Promise<Played> {
  queues += 1;
  const queueUrl = await oracle.fifo(`dispatch-${queues}`, { VisibilityTimeout: '1' });
  const wakes = createSqsWakes(oracle.client, { queueUrl, instanceId: 'one' }, systemIds);
  let batch: Awaited<ReturnType<SqsOracle['receive']>> = [];
  return {
    wake: wakes.wake,
    next: async () => {
      const received = await oracle.receive(queueUrl);
      if (received.length > 0) batch = received;
      return received.map(({ Body }) => Body ?? '');
    },
    finish: async (how) => {
      if (how === 'done') await oracle.remove(queueUrl, batch);
    },
    // fauxqs keeps real time.
    waitOut: () => new Promise((resolve) => setTimeout(resolve, 1_100)),
  };
}

function playLocal(): Played {
  const clock = createSteppedClock({ startMs: 0 });
  const given: string[][] = [];
  let end: ((how: 'done' | 'failed') => void) | undefined;
  const handle = (event: SQSEvent) => {
    given.push(event.Records.map(({ body }) => body));
    return new Promise<{ batchItemFailures: { itemIdentifier: string }[] }>((resolve) => {
      end = (how) =>
        resolve({
          batchItemFailures: how === 'done' ? [] : event.Records.map((one) => ({ itemIdentifier: one.messageId })),
        });
    });
  };
  const queue = createDispatchQueue(clock, systemIds.uuid, handle);
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    wake: queue.wake,
    next: async () => {
      await settle();
      return given.shift() ?? [];
    },
    finish: async (how) => {
      await settle();
      end?.(how);
      await settle();
    },
    waitOut: async () => {
      // The clock stands while a run is open, so it is not waited for.
      void clock.runUntil(clock.nowMs() + 65_000);
      await settle();
    },
  };
}

/** Ends run after run until nothing more is given; all that was given, in order. */
async function drain(queue: Played): Promise<readonly string[]> {
  const batch = await queue.next();
  if (batch.length === 0) return [];
  await queue.finish('done');
  return [...batch, ...(await drain(queue))];
}

/** What each queue gives at the points of a script. */
async function play(script: (queue: Played, note: (batch: readonly string[]) => void) => Promise<void>) {
  const notesOf = async (queue: Played) => {
    const notes: (readonly string[])[] = [];
    await script(queue, (batch) => void notes.push(batch.map((body) => String(JSON.parse(body).reason))));
    return notes;
  };
  return { local: await notesOf(playLocal()), sqs: await notesOf(await playSqs()) };
}

test('while one run is open nothing is given, and then all that came meanwhile, in order', async () => {
  const { local, sqs } = await play(async (queue, note) => {
    await queue.wake('line_not_empty');
    note(await queue.next());
    for (const reason of ['tick', 'continuation', 'tick'] as const) await queue.wake(reason);
    note(await queue.next());
    await queue.finish('done');
    note(await drain(queue));
    await queue.wake('continuation');
    note(await drain(queue));
  });
  expect(local).toEqual([['line_not_empty'], [], ['tick', 'continuation', 'tick'], ['continuation']]);
  expect(sqs).toEqual(local);
});

test('what failed blocks the group until it may be seen again, and then comes first', async () => {
  const { local, sqs } = await play(async (queue, note) => {
    await queue.wake('line_not_empty');
    note(await queue.next());
    await queue.wake('tick');
    await queue.finish('failed');
    note(await queue.next());
    await queue.waitOut();
    note(await drain(queue));
  });
  expect(local).toEqual([['line_not_empty'], [], ['line_not_empty', 'tick']]);
  expect(sqs).toEqual(local);
});

describe('the local queue alone', () => {
  test('a batch has at most ten, and the rest come after it', async () => {
    const queue = playLocal();
    await queue.wake('line_not_empty');
    expect(await queue.next()).toHaveLength(1);
    for (let count = 0; count < 13; count += 1) await queue.wake('tick');
    await queue.finish('done');
    expect(await queue.next()).toHaveLength(10);
    expect(await queue.next()).toEqual([]);
    await queue.finish('done');
    expect(await queue.next()).toHaveLength(3);
  });

  test('a message that fails three times goes to the dead letters, and the next one is tried', async () => {
    const clock = createSteppedClock({ startMs: 0 });
    const runs: string[] = [];
    const queue = createDispatchQueue(clock, systemIds.uuid, async (event) => {
      runs.push(`${clock.nowMs() / 1_000}: ${event.Records.map(({ body }) => String(JSON.parse(body).reason)).join()}`);
      throw new Error('fails each time');
    });
    await queue.wake('line_not_empty');
    await clock.runUntil(200_000);
    await queue.wake('tick');
    await clock.runUntil(400_000);
    expect(runs).toEqual([
      '0: line_not_empty',
      '65: line_not_empty',
      '130: line_not_empty',
      '200: tick',
      '265: tick',
      '330: tick',
    ]);
    expect(queue.deadLetters()).toBe(2);
    expect(queue.failures()).toBe(runs.length);
  });

  test('a run that says which messages failed is a failed run', async () => {
    const clock = createSteppedClock({ startMs: 0 });
    let runs = 0;
    const queue = createDispatchQueue(clock, systemIds.uuid, async ({ Records }) => {
      runs += 1;
      const failed = runs === 1 ? Records : [];
      return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
    });
    await queue.wake('tick');
    await clock.runUntil(64_999);
    expect(runs).toBe(1);
    await clock.runUntil(65_000);
    expect([runs, queue.failures()]).toEqual([2, 1]);
  });
});
