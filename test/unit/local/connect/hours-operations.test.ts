import { DescribeQueueCommand, GetEffectiveHoursOfOperationsCommand } from '@aws-sdk/client-connect';
import { hoursFrom } from '../../../../local/connect/hours';
import { closeServed, refusal, serve } from './serve';
import { ARN, INSTANCE_ID, SETUP } from './world';

afterEach(closeServed);

const NINE_TO_FIVE = { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1_020 };
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const OFFICE = hoursFrom({
  id: 'h-office',
  name: 'Office',
  timeZone: 'Europe/London',
  weekly: [NINE_TO_FIVE],
  overrides: [
    {
      name: 'Lunch party',
      type: 'CLOSED',
      fromDate: '2026-03-05',
      tillDate: '2026-03-05',
      hours: [{ days: EVERY_DAY, fromMinute: 720, toMinute: 810 }],
    },
    { name: 'Bank holiday', type: 'STANDARD', fromDate: '2026-03-06', tillDate: '2026-03-06', hours: [] },
  ],
});
const [support = { id: '', name: '' }, ...others] = SETUP.queues;
const setup = {
  ...SETUP,
  queues: [{ ...support, hoursId: 'h-office', maxContacts: 40 }, ...others],
  hours: [OFFICE, { id: 'h-always', name: 'Always', isOpenAt: () => true }],
};

async function serveHours(options: Parameters<typeof serve>[0] = {}) {
  const { client } = await serve({ setup, ...options });
  return {
    describeQueue: async (QueueId: string, InstanceId = INSTANCE_ID) =>
      (await client.send(new DescribeQueueCommand({ InstanceId, QueueId }))).Queue,
    hoursOf: (HoursOfOperationId: string, FromDate: string, ToDate = FromDate, InstanceId = INSTANCE_ID) =>
      client.send(new GetEffectiveHoursOfOperationsCommand({ InstanceId, HoursOfOperationId, FromDate, ToDate })),
  };
}

describe('DescribeQueue', () => {
  test('tells the hours and the size of a queue, by id or ARN', async () => {
    const { describeQueue } = await serveHours();
    const queue = {
      QueueId: 'q-support',
      QueueArn: `${ARN}/queue/q-support`,
      Name: 'Support',
      HoursOfOperationId: 'h-office',
      MaxContacts: 40,
      Status: 'ENABLED',
    };
    expect(await describeQueue('q-support')).toEqual(queue);
    expect(await describeQueue(`${ARN}/queue/q-support`, ARN)).toEqual(queue);
  });

  test('leaves out what a queue has not', async () => {
    const { describeQueue } = await serveHours();
    expect(Object.keys((await describeQueue('q-sales')) ?? {}).toSorted()).toEqual([
      'Name',
      'QueueArn',
      'QueueId',
      'Status',
    ]);
  });

  test('knows no other queue, nor another instance', async () => {
    const { describeQueue } = await serveHours();
    await expect(describeQueue('q-nowhere')).rejects.toMatchObject(refusal('ResourceNotFoundException', 404));
    await expect(describeQueue('q-support', 'other')).rejects.toMatchObject(refusal('ResourceNotFoundException', 404));
  });
});

describe('GetEffectiveHoursOfOperations', () => {
  test('answers each date with its overrides applied, and says which they were', async () => {
    const { hoursOf } = await serveHours();
    const answer = await hoursOf(`${ARN}/operating-hours/h-office`, '2026-03-04', '2026-03-07');
    const nine = { Hours: 9, Minutes: 0 };
    const five = { Hours: 17, Minutes: 0 };
    const noon = { Hours: 12, Minutes: 0 };
    const halfPastOne = { Hours: 13, Minutes: 30 };
    expect(answer).toMatchObject({
      TimeZone: 'Europe/London',
      EffectiveHoursOfOperationList: [
        { Date: '2026-03-04', OperationalHours: [{ Start: nine, End: five }] },
        {
          Date: '2026-03-05',
          OperationalHours: [
            { Start: nine, End: noon },
            { Start: halfPastOne, End: five },
          ],
        },
        { Date: '2026-03-06', OperationalHours: [] },
        { Date: '2026-03-07', OperationalHours: [] },
      ],
    });
    expect(answer.EffectiveOverrideHoursList).toEqual([
      {
        Date: '2026-03-05',
        OverrideHours: [{ Start: noon, End: halfPastOne, OverrideName: 'Lunch party', OperationalStatus: 'CLOSED' }],
      },
      { Date: '2026-03-06', OverrideHours: [{ OverrideName: 'Bank holiday', OperationalStatus: 'CLOSED' }] },
    ]);
  });

  test('a day that is open to its end closes at 0:00, as an administrator enters it', async () => {
    const always = hoursFrom({
      id: 'h-office',
      name: 'Always',
      timeZone: 'UTC',
      weekly: [{ days: EVERY_DAY, fromMinute: 0, toMinute: 1_440 }],
    });
    const { hoursOf } = await serveHours({ setup: { ...setup, hours: [always] } });
    const midnight = { Hours: 0, Minutes: 0 };
    expect((await hoursOf('h-office', '2026-03-04')).EffectiveHoursOfOperationList).toEqual([
      { Date: '2026-03-04', OperationalHours: [{ Start: midnight, End: midnight }] },
    ]);
  });

  test.each([
    ['that does not exist', '2026-02-29', '2026-03-04'],
    ['in another form', '4 March 2026', '2026-03-04'],
    ['before the first', '2026-03-04', '2026-03-03'],
    ['more than a year later', '2026-03-04', '2027-03-05'],
  ])('a date %s is refused', async (_name, fromDate, toDate) => {
    const { hoursOf } = await serveHours();
    await expect(hoursOf('h-office', fromDate, toDate)).rejects.toMatchObject(
      refusal('InvalidParameterException', 400),
    );
  });

  test('a year is answered, across clock changes, each date once', async () => {
    const { hoursOf } = await serveHours();
    const { EffectiveHoursOfOperationList = [] } = await hoursOf('h-office', '2026-03-04', '2027-03-04');
    expect(new Set(EffectiveHoursOfOperationList.map(({ Date: date }) => date)).size).toBe(366);
    expect(EffectiveHoursOfOperationList).toHaveLength(366);
    expect(EffectiveHoursOfOperationList.at(-1)?.Date).toBe('2027-03-04');
  });

  test('knows no other hours, nor another instance, nor hours without a schedule', async () => {
    const { hoursOf } = await serveHours();
    const unknown = refusal('ResourceNotFoundException', 404);
    await expect(hoursOf('h-nowhere', '2026-03-04')).rejects.toMatchObject(unknown);
    await expect(hoursOf('h-office', '2026-03-04', '2026-03-04', 'other')).rejects.toMatchObject(unknown);
    await expect(hoursOf('h-always', '2026-03-04')).rejects.toMatchObject(refusal('InvalidRequestException', 400));
  });
});

test('both are limited to a burst of 5, each on its own', async () => {
  const { describeQueue, hoursOf } = await serveHours({ limits: undefined });
  for (let index = 0; index < 5; index += 1) await describeQueue('q-support');
  await expect(describeQueue('q-support')).rejects.toMatchObject(refusal('ThrottlingException', 429));
  for (let index = 0; index < 5; index += 1) await hoursOf('h-office', '2026-03-04');
  await expect(hoursOf('h-office', '2026-03-04')).rejects.toMatchObject(refusal('ThrottlingException', 429));
});
