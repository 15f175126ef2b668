import { minuteOf } from '../../../lib/core/policy/clock-time';
import { firstLanguage, parsePolicy, queueById, queueByName } from '../../../lib/core/policy/policy';
import { describeRefusal } from '../../../lib/core/policy/refusals';
import { config, policyOf, queueConfig, queueIds } from '../../support/builders/policies';

const support = (changes: object) => config({ queues: [{ ...queueConfig('support'), ...changes }] });
const hours = (changes: object) => support({ hours: [{ days: ['mon'], from: '08:00', to: '20:00', ...changes }] });

const everyDayFromEight = { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 480, toMinute: 1200 };

/** Configurations that are wrong in one place: the field, the value shown, and words of what is allowed. */
const wrong: readonly (readonly [string, unknown, string, string])[] = [
  ['instanceArn', config({ instanceArn: 'arn:aws:s3:::bucket' }), '"arn:aws:s3:::bucket"', 'ARN of a Connect instance'],
  ['callbackFlowId', config({ callbackFlowId: 'main flow' }), '"main flow"', 'id of a Connect flow'],
  ['ageBy', config({ ageBy: 'guess' as 'api' }), '"guess"', 'one of "api", "ladder"'],
  ['country', config({ country: 'gb' }), '"gb"', 'ISO country code'],
  ['country', config({ country: 'ZZ' }), '"ZZ"', 'ISO country code'],
  ['dialing.perSecond', config({ dialing: { perSecond: 0 } }), '0', 'from 0.1 to 50'],
  ['dialing.burst', config({ dialing: { burst: 1.5 } }), '1.5', 'a whole number from 1 to 100'],
  ['dialing.ringLimitSeconds', config({ dialing: { ringLimitSeconds: 61 } }), '61', 'a whole number from 15 to 60'],
  ['dialing.perNumberPerDay', config({ dialing: { perNumberPerDay: 0 } }), '0', 'a whole number from 1 to 20'],
  ['legalHours.from', config({ legalHours: { from: '8am' } }), '"8am"', 'a time of day'],
  ['legalHours.to', config({ legalHours: { from: '20:00', to: '08:00' } }), '"08:00"', 'a time after 20:00'],
  ['queues', config({ queues: [] }), '[]', 'at least one queue'],
  ['queues', { ...config(), queues: 'support' }, '"support"', 'a list of queues'],
  ['queues[0].name', support({ name: 'support queue' }), '"support queue"', 'a short name'],
  [
    'queues[1].name',
    config({ queues: [queueConfig('support'), { ...queueConfig('billing'), name: 'support' }] }),
    '"support"',
    'no other queue has',
  ],
  ['queues[0].queueId', support({ queueId: 'q1' }), '"q1"', 'id of a Connect queue'],
  [
    'queues[1].queueId',
    config({ queues: [queueConfig('support'), queueConfig('billing', { queueId: queueIds.support })] }),
    `"${queueIds.support}"`,
    'no other queue has',
  ],
  ['queues[0].timeZone', support({ timeZone: 'London' }), '"London"', 'an IANA time zone'],
  ['queues[0].hours', support({ hours: [] }), '[]', 'at least one opening window'],
  ['queues[0].hours[0].days[0]', hours({ days: ['monday'] }), '"monday"', 'one of mon, tue'],
  ['queues[0].hours[0].days', hours({ days: [] }), '[]', 'at least one weekday'],
  ['queues[0].hours[0].from', hours({ from: '25:00' }), '"25:00"', 'a time of day'],
  ['queues[0].hours[0].to', hours({ from: '22:00', to: '06:00' }), '"06:00"', 'crosses midnight'],
  ['queues[0].offer.waitSeconds', support({ offer: { waitSeconds: -1 } }), '-1', 'a whole number from 0 to 7200'],
  ['queues[0].attempts.max', support({ attempts: { max: 11 } }), '11', 'a whole number from 1 to 10'],
  [
    'queues[0].attempts.retryAfterSeconds.busy',
    support({ attempts: { retryAfterSeconds: { busy: 1 } } }),
    '1',
    'a whole number from 30 to 86400',
  ],
  ['queues[0].deadlineHours', support({ deadlineHours: 12 }), '12', 'more than 12, the hours this queue is closed'],
  [
    'queues[0].deadlineHours',
    support({
      deadlineHours: 48,
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
    }),
    '48',
    'more than 62, the hours this queue is closed',
  ],
  ['queues[0].languages', support({ languages: [] }), '[]', 'at least one language'],
  ['queues[0].languages', support({ languages: 'en-US' }), '"en-US"', 'a list of languages'],
  ['queues[0].languages[1]', support({ languages: ['ru-RU', 'de-DE'] }), '"de-DE"', 'one of en-US, ru-RU'],
  ['queues[0].languages', support({ languages: ['ru-RU', 'ru-RU'] }), '["ru-RU","ru-RU"]', 'each language once'],
  ['queues[0].hold.allowed', support({ hold: { allowed: 'yes' } }), '"yes"', 'true or false'],
  ['queues[0].hold.interruptSeconds', support({ hold: { interruptSeconds: 20 } }), '20', 'from 21 to 600'],
  ['queues[0].hold.longestSeconds', support({ hold: { longestSeconds: 59 } }), '59', 'from 60 to 14400'],
  ['queues[0].hold.atLongest', support({ hold: { atLongest: 'hang up' } }), '"hang up"', '"message", "queue"'],
  ['queues[0].hold.overflowQueue', support({ hold: { overflowQueue: 7 } }), '7', 'the name of another queue'],
  [
    'queues[0].hold.overflowQueue',
    support({ hold: { overflowQueue: 'sales' } }),
    '"sales"',
    'another queue of this file',
  ],
  ['queues[0].hold.overflowQueue', support({ hold: { overflowQueue: 'support' } }), '"support"', 'another queue'],
  [
    'queues[0].hold.overflowQueue',
    support({ hold: { atLongest: 'queue' } }),
    'nothing',
    'because atLongest is "queue"',
  ],
  [
    'queues[0].hold.musicPromptId',
    support({ hold: { musicPromptId: '' } }),
    '""',
    'the id of a Connect prompt (a UUID), or the ARN of one',
  ],
  ['queues[0].slots.minutes', support({ slots: { minutes: 4 } }), '4', 'a whole number from 5 to 240'],
  ['queues[0].slots.capacity', support({ slots: { capacity: 0 } }), '0', 'a whole number from 1 to 1000'],
  ['queues[0].slots.daysAhead', support({ slots: { daysAhead: 15 } }), '15', 'a whole number from 1 to 14'],
  ['queues[0].slots.leadMinutes', support({ slots: { leadMinutes: 1441 } }), '1441', 'a whole number from 0 to 1440'],
  [
    'queues[0].slots.minutes',
    support({
      slots: { minutes: 90 },
      deadlineHours: 336,
      hours: [
        { days: ['mon'], from: '08:00', to: '09:00' },
        { days: ['tue'], from: '08:00', to: '09:15' },
      ],
    }),
    '90',
    'at most 75, the minutes of the longest opening window',
  ],
  ['queues[0].deadlineHours', support({ deadlineHours: '48' }), '"48"', 'a whole number from 1 to 336'],
  ['queues[0].patienceSeconds', support({ patienceSeconds: 0 }), '0', 'a whole number from 10 to 36000'],
  ['queues[0].deadlineHour', support({ deadlineHour: 48 }), '48', 'no such field'],
  ['dialing.perSecnd', config({ dialing: { perSecnd: 2 } as object }), '2', 'no such field'],
  ['the configuration', null, 'null', 'a value of type'],
];

test.each(wrong)('a wrong %s is refused by name (%#)', (field, input, value, allowed) => {
  const parsed = parsePolicy(input);
  expect(parsed.ok).toBe(false);
  if (parsed.ok) return;
  expect(parsed.error).toEqual([{ field, value, allowed: expect.stringContaining(allowed) }]);
  const [refusal] = parsed.error;
  expect(describeRefusal(refusal!)).toMatch(/^\S.*: got .+; allowed is .+$/);
});

test('every wrong field is named at once', () => {
  const parsed = parsePolicy(config({ country: 'gb', dialing: { burst: 0, ringLimitSeconds: 1 } }));
  expect(!parsed.ok && parsed.error.map((refusal) => refusal.field)).toEqual([
    'country',
    'dialing.burst',
    'dialing.ringLimitSeconds',
  ]);
});

test.each(['+441632960123', '+44 1632 960123', '+1 (206) 555-0142'])(
  'a number in the wrong field is masked: %s',
  (number) => {
    const parsed = parsePolicy(config({ callbackFlowId: number }));
    const [refusal] = parsed.ok ? [] : parsed.error;
    expect(refusal?.value).toContain('*****');
    expect(refusal?.value).not.toContain(number);
    expect(refusal?.value).not.toContain('960123');
    expect(refusal?.value).not.toContain('555');
  },
);

test('what is not written has its default', () => {
  const policy = policyOf();
  expect(policy).toMatchObject({
    instanceId: '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
    region: 'eu-west-2',
    dialing: { perSecond: 2, burst: 5, ringLimitMs: 25_000, perNumberPerDay: 5 },
    calling: { legalWindows: { requested: [everyDayFromEight], lost: [everyDayFromEight] } },
    ageBy: 'api',
  });
  expect(policy.queues[0]?.hold).not.toHaveProperty('longestMs');
  expect(policy.queues[0]).toMatchObject({
    pool: 'frontline',
    offerWaitMs: 120_000,
    deadlineMs: 120 * 3_600_000,
    servedAfterMs: 10_000,
    patienceMs: 824_000,
    languages: ['en-US'],
    hold: { isAllowed: true, interruptMs: 45_000, atLongest: 'offer', isOfferMade: true },
    slots: { lengthMs: 900_000, capacity: 4, aheadMs: 3 * 86_400_000, leadMs: 1_800_000 },
    retry: {
      attemptsMax: 3,
      afterMs: { busy: 300_000, no_answer: 900_000, voicemail: 900_000, failed: 300_000, left_after_ready: 300_000 },
    },
  });
});

test('a part of a group that is written leaves the defaults of the rest', () => {
  const policy = policyOf({
    queues: [queueConfig('support', { attempts: { retryAfterSeconds: { busy: 60 } } })],
    legalHours: { to: '21:00' },
  });
  expect(policy.queues[0]?.retry).toMatchObject({ attemptsMax: 3, afterMs: { busy: 60_000, no_answer: 900_000 } });
  expect(policy.calling.legalWindows.requested[0]).toMatchObject({ fromMinute: 480, toMinute: 1260 });
});

test('what a caller may do while holding, and the times that may be chosen, are in the units of the code', () => {
  const hold = {
    allowed: false,
    interruptSeconds: 60,
    longestSeconds: 1800,
    atLongest: 'queue',
    overflowQueue: 'billing',
    offer: false,
    musicPromptId:
      'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10/prompt/0d4f1a9b-5c3e-4b6d-8a7f-1e2d3c4b5a69',
  } as const;
  const slots = { minutes: 30, capacity: 2, daysAhead: 7, leadMinutes: 0 };
  const { queues } = policyOf({ queues: [queueConfig('support', { hold, slots }), queueConfig('billing')] });
  expect(queues[0]).toMatchObject({
    hold: {
      isAllowed: false,
      interruptMs: 60_000,
      longestMs: 1_800_000,
      atLongest: 'queue',
      overflowQueue: 'billing',
      isOfferMade: false,
      musicPromptId: hold.musicPromptId,
    },
    slots: { lengthMs: 1_800_000, capacity: 2, aheadMs: 7 * 86_400_000, leadMs: 0 },
  });
});

test('a queue may speak several languages, and the first is spoken until a caller has chosen', () => {
  const { queues } = policyOf({ queues: [queueConfig('support', { languages: ['ru-RU', 'en-US'] })] });
  expect(queues[0]?.languages).toEqual(['ru-RU', 'en-US']);
  expect(queues.map(firstLanguage)).toEqual(['ru-RU']);
});

test('the callback flow is the deployed one, else the one that is written, else none', () => {
  const { callbackFlowId: _written, ...unwritten } = config();
  const flowOf = (input: unknown, environment?: { readonly callbackFlowId?: string }) => {
    const parsed = parsePolicy(input, environment);
    return parsed.ok ? parsed.value.callbackFlowId : parsed.error;
  };
  expect(flowOf(config(), { callbackFlowId: 'deployed' })).toBe('deployed');
  expect(flowOf(unwritten, { callbackFlowId: 'deployed' })).toBe('deployed');
  expect(flowOf(config())).toBe(config().callbackFlowId);
  expect(flowOf(unwritten, {})).toBeUndefined();
});

test('a queue alone is its own pool, and is found by name, id and ARN', () => {
  const { pool: _pool, ...alone } = queueConfig('support');
  const policy = policyOf({ queues: [alone] });
  expect(policy.queues[0]?.pool).toBe('support');
  for (const found of [
    queueByName(policy, 'support'),
    queueById(policy, queueIds.support),
    queueById(policy, `arn:aws:connect:x:1:instance/i/queue/${queueIds.support}`),
  ]) {
    expect(found?.name).toBe('support');
  }
  expect([queueByName(policy, 'Support'), queueById(policy, 'none')]).toEqual([undefined, undefined]);
});

test('times of day become minutes', () => {
  expect(['00:00', '08:30', '24:00'].map(minuteOf)).toEqual([0, 510, 1440]);
});
