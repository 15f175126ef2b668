import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createEventBridgeBus } from '../../../lib/adapters/eventbridge/bus';
import type { DomainEvent } from '../../../lib/core/events/domain-event';
import { AdapterError } from '../../../lib/ports/adapter-error';
import { AwsService, awsError, type WireAnswer } from '../../support/aws-service';

let service: AwsService;
let client: EventBridgeClient;
beforeAll(async () => {
  service = await AwsService.start();
  client = new EventBridgeClient(service.clientConfig);
});
afterAll(async () => {
  client.destroy();
  await service.stop();
});

const bus = () => createEventBridgeBus(client, { busName: 'holdfree-bus' });

function eventNo(index: number, changes: { readonly why?: string } = {}): DomainEvent {
  return {
    type: 'callback.closed',
    detail: {
      version: 1,
      id: `event-${index}`,
      at: '2026-03-02T17:00:00.250Z',
      queue: 'support',
      number: '+44********23',
      callbackId: `callback-${index}`,
      origin: 'lost',
      placeAt: '2026-03-02T16:00:00.000Z',
      outcome: 'completed',
      attempts: 1,
      ...changes,
    },
  };
}

const events = (count: number) => Array.from({ length: count }, (_, index) => eventNo(index));

/** EventBridge takes all but the entries at these places. */
function taken(count: number, without: readonly number[] = []): WireAnswer {
  const entries = Array.from({ length: count }, (_, index) =>
    without.includes(index) ? { ErrorCode: 'InternalException', ErrorMessage: 'no' } : { EventId: `e-${index}` },
  );
  return { body: { FailedEntryCount: without.length, Entries: entries } };
}

const sent = () =>
  service.requests.map(({ body }): readonly Readonly<Record<string, unknown>>[] => JSON.parse(body).Entries);

describe('the bus over EventBridge', () => {
  test('an event is one entry of ours, with the time of what it tells of', async () => {
    service.script(taken(1));
    expect(await bus().tell([eventNo(1)])).toEqual({ refused: [] });
    expect(service.requests).toMatchObject([{ operation: 'PutEvents', method: 'POST' }]);
    const { detail } = eventNo(1);
    expect(sent()).toEqual([
      [
        {
          EventBusName: 'holdfree-bus',
          Source: 'holdfree',
          DetailType: 'callback.closed',
          Time: Date.parse(detail.at) / 1000,
          Detail: JSON.stringify(detail),
        },
      ],
    ]);
  });

  test('no event is no request', async () => {
    service.script({});
    expect(await bus().tell([])).toEqual({ refused: [] });
    expect(service.requests).toEqual([]);
  });

  test('more than ten are several requests, in order', async () => {
    service.script(taken(10), taken(10), taken(3));
    expect(await bus().tell(events(23))).toEqual({ refused: [] });
    expect(sent().map((entries) => entries.length)).toEqual([10, 10, 3]);
    const ids = sent().flatMap((entries) => entries.map(({ Detail }) => JSON.parse(String(Detail)).id));
    expect(ids).toEqual(events(23).map(({ detail }) => detail.id));
  });

  test('entries that were not taken come back, each as the event it was', async () => {
    service.script(taken(10, [0, 7]), taken(2, [1]));
    const { refused } = await bus().tell(events(12));
    expect(refused).toEqual([eventNo(0), eventNo(7), eventNo(11)]);
  });

  test('an answer that says nothing of an entry has not taken it', async () => {
    service.script(taken(1));
    expect(await bus().tell(events(2))).toEqual({ refused: [eventNo(1)] });
  });

  test('large events go in requests of their own, and one that is too large by itself is never sent', async () => {
    const large = (index: number) => eventNo(index, { why: 'я'.repeat(60_000) });
    service.script(taken(2), taken(2));
    const tooLarge = eventNo(9, { why: 'я'.repeat(131_072) });
    expect(await bus().tell([large(1), large(2), tooLarge, large(3), eventNo(4)])).toEqual({ refused: [tooLarge] });
    expect(sent().map((entries) => entries.map(({ Detail }) => JSON.parse(String(Detail)).id))).toEqual([
      ['event-1', 'event-2'],
      ['event-3', 'event-4'],
    ]);
  });

  test.each([
    ['a bus that is not there', awsError('ResourceNotFoundException'), false],
    ['a missing permission', awsError('AccessDeniedException', 403), false],
    ['throttling', awsError('ThrottlingException'), true],
    ['a fault of EventBridge', awsError('InternalException', 500), true],
    ['a broken connection', 'broken', true],
  ] as const)('%s is a fault, of which it is known whether it may pass', async (_name, answer, retryable) => {
    service.script(answer);
    const fault = await bus()
      .tell(events(1))
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AdapterError);
    expect(fault).toMatchObject({ adapter: 'eventbridge', retryable });
  });
});
