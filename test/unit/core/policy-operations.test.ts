import { parsePolicy } from '../../../lib/core/policy/policy';
import { config, policyOf, queueConfig } from '../../support/builders/policies';

const region = 'eu-west-2:111122223333';
const topicArn = `arn:aws:sns:${region}:operators`;
const keyArn = `arn:aws:kms:${region}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const [mine, yours] = ['+441632960123', '+441632960124'];

const withNumbers = (support: readonly string[], billing: readonly string[] = []) =>
  config({
    queues: [
      queueConfig('support', { phoneNumbers: [...support] }),
      queueConfig('billing', { phoneNumbers: [...billing] }),
    ],
  });

/** Configurations that are wrong in one place: the field, the value shown, and words of what is allowed. */
const wrong: readonly (readonly [string, unknown, string, string])[] = [
  ['alarms.topicArn', config({ alarms: { topicArn: `${topicArn}.fifo` } }), `"${topicArn}.fifo"`, 'not FIFO'],
  ['alarms.emails[0]', config({ alarms: { emails: ['ops.example.com'] } }), '"ops.example.com"', 'an e-mail address'],
  ['alarms.emails[1]', config({ alarms: { emails: ['a@b.c', 'a@b.c'] } }), '"a@b.c"', 'not in the list yet'],
  [
    'alarms.emails',
    config({ alarms: { topicArn, emails: ['ops@example.com'] } }),
    '["ops@example.com"]',
    'nothing beside alarms.topicArn',
  ],
  ['alarms.oldestDueMinutes', config({ alarms: { oldestDueMinutes: 0 } }), '0', 'a whole number from 1 to 1440'],
  ['alarms.readyWaitSeconds', config({ alarms: { readyWaitSeconds: 4 } }), '4', 'a whole number from 5 to 600'],
  ['alarms.openCases', config({ alarms: { openCases: 1.5 } }), '1.5', 'a whole number from 1 to 999'],
  ['alarms.concurrentCallsShare', config({ alarms: { concurrentCallsShare: 80 } }), '80', 'a number from 0.1 to 1'],
  ['retention.days', config({ retention: { days: 29 } }), '29', 'a whole number from 30 to 3650'],
  [
    'retention.days',
    config({ retention: { days: 97 } }),
    '97',
    'at least 98: fcr.horizonDays, fcr.windowDays and a day',
  ],
  ['retention.logDays', config({ retention: { logDays: 31 as 30 } }), '31', 'one of 1, 3, 5, 7, 14, 30, 60'],
  ['deployment.keyArn', config({ deployment: { keyArn: 'alias/mine' } }), '"alias/mine"', 'the ARN of a KMS key'],
  ['deployment.warmIvr', config({ deployment: { warmIvr: 101 } }), '101', 'a whole number from 0 to 100'],
  ['deployment.bakeMinutes', config({ deployment: { bakeMinutes: 61 } }), '61', 'a whole number from 0 to 60'],
  ['deployment.demo', config({ deployment: { demo: 'yes' as unknown as true } }), '"yes"', 'true or false'],
  ['dialing.perHour', config({ dialing: { perHour: 7_201 } }), '7201', 'a whole number from 1 to 7200'],
  ['dialing.perHour', config({ dialing: { perHour: 4 } }), '4', 'at least 5, dialing.burst'],
  ['queues[0].phoneNumbers[0]', withNumbers(['020 7946 0123']), '"020********23"', 'a number in E.164'],
  ['queues[0].phoneNumbers[0]', withNumbers(['441632960123']), '"441*******23"', 'a number in E.164'],
  ['queues[0].phoneNumbers[1]', withNumbers([mine, mine]), '"+44********23"', 'not in the list yet'],
  ['queues[1].phoneNumbers[1]', withNumbers([mine], [yours, mine]), '"+44********23"', 'a number no other queue has'],
];

test.each(wrong)('a wrong %s is refused by name (%#)', (field, input, value, allowed) => {
  const parsed = parsePolicy(input);
  expect(parsed.ok ? [] : parsed.error).toEqual([{ field, value, allowed: expect.stringContaining(allowed) }]);
});

test('what is not written has its default', () => {
  const policy = policyOf();
  expect(policy.alarms).toEqual({
    emails: [],
    oldestDueMs: 600_000,
    readyWaitMs: 60_000,
    openCases: 50,
    concurrentCallsShare: 0.8,
  });
  expect(policy.retention).toEqual({ keptMs: 400 * 86_400_000, logDays: 30 });
  expect(policy.deployment).toEqual({ warmIvr: 0, isDispatcherReserved: true, bakeMinutes: 10, isDemo: false });
  expect(policy.dialing.perHour).toBe(1_000);
  expect(policy.queues[0]?.phoneNumbers).toEqual([]);
});

test('what is written is there in the units of the code', () => {
  const policy = policyOf({
    alarms: { topicArn, oldestDueMinutes: 5, readyWaitSeconds: 30, openCases: 10, concurrentCallsShare: 0.5 },
    retention: { days: 98, logDays: 7 },
    deployment: { keyArn, warmIvr: 2, reserveDispatcher: false, bakeMinutes: 0, demo: true },
    dialing: { perHour: 5 },
    queues: [queueConfig('support', { phoneNumbers: [mine, yours] })],
  });
  expect(policy.alarms).toMatchObject({ topicArn, oldestDueMs: 300_000, readyWaitMs: 30_000, openCases: 10 });
  expect(policy.retention).toEqual({ keptMs: 98 * 86_400_000, logDays: 7 });
  expect(policy.deployment).toEqual({ keyArn, warmIvr: 2, isDispatcherReserved: false, bakeMinutes: 0, isDemo: true });
  expect(policy.dialing.perHour).toBe(5);
  expect(policy.queues[0]?.phoneNumbers).toEqual([mine, yours]);
});

test('whoever keeps little measures little: a shorter horizon goes with a shorter retention', () => {
  const short = { retention: { days: 30 }, fcr: { horizonDays: 22 } };
  expect(parsePolicy(config(short))).toMatchObject({ ok: true });
  expect(parsePolicy(config({ ...short, fcr: { horizonDays: 23 } }))).toMatchObject({ ok: false });
});
