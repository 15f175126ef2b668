import type { EventBridgeEvent } from 'aws-lambda';
import { createHandler } from '../../functions/notify/handler';
import { lambdaContext } from '../support/builders/lambda';
import { createNoticeWorld, lost, mobile } from '../support/builders/notices';

/** An event as EventBridge hands it over. */
function envelope(type: string, detail: unknown): EventBridgeEvent<string, unknown> {
  return {
    version: '0',
    id: '5f0e7a10-0000-4000-8000-000000000001',
    'detail-type': type,
    source: 'holdfree',
    account: '111122223333',
    time: '2026-03-02T12:00:00Z',
    region: 'eu-west-2',
    resources: [],
    detail,
  };
}

async function openedWorld() {
  const world = createNoticeWorld();
  await world.mark(lost('call-1'));
  const [event] = world.events();
  if (event === undefined) throw new Error('nothing was told');
  return { world, opened: envelope(event.type, event.detail), run: createHandler(world) };
}

describe('notify', () => {
  test('tells caller, supervisors and agents of a case, each once, however often the event comes', async () => {
    const { world, opened, run } = await openedWorld();
    await run(opened, lambdaContext);
    await run(opened, lambdaContext);
    expect(world.sent.map(({ over, to }) => `${over} ${to}`).toSorted()).toEqual([
      `sms ${mobile}`,
      'topic arn:aws:sns:eu-west-2:111122223333:lost',
    ]);
    expect(world.tasks()).toHaveLength(1);
    expect(world.notes).toEqual([]);
  });

  test('throws what is to come again', async () => {
    const { world, opened, run } = await openedWorld();
    world.answers.push({ kind: 'throttled' }, { kind: 'throttled' }, { kind: 'throttled' }, { kind: 'throttled' });
    await expect(run(opened, lambdaContext)).rejects.toMatchObject({ name: 'AdapterError', retryable: true });
    await run(opened, lambdaContext);
    expect(world.sent).toHaveLength(2);
  });

  test('drops what it cannot read with a word in the journal, and other events without one', async () => {
    const { world, run } = await openedWorld();
    await run(envelope('case.opened', { version: 2, caseId: 'x' }), lambdaContext);
    await run(envelope('callback.closed', {}), lambdaContext);
    expect(world.sent).toEqual([]);
    expect(world.notes).toEqual([
      {
        kind: 'fault',
        where: 'notify',
        reason: 'event 5f0e7a10-0000-4000-8000-000000000001 is none of a case',
      },
    ]);
  });

  test('tells nothing of a case that is not there', async () => {
    const { opened } = await openedWorld();
    const elsewhere = createNoticeWorld();
    await createHandler(elsewhere)(opened, lambdaContext);
    expect(elsewhere.sent).toEqual([]);
    expect(elsewhere.tasks()).toEqual([]);
  });
});

test('an event that is longer than any of ours is told of and dropped, however well formed', async () => {
  const { world, opened, run } = await openedWorld();
  await run({ ...opened, detail: { ...(opened.detail as object), note: 'x'.repeat(20_000) } }, lambdaContext);
  expect(world.sent).toEqual([]);
  expect(world.notes).toMatchObject([{ kind: 'fault', where: 'notify' }]);
});
