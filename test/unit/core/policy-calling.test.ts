import { parsePolicy } from '../../../lib/core/policy/policy';
import { config, policyOf, queueConfig } from '../../support/builders/policies';

const support = (changes: object) => config({ queues: [{ ...queueConfig('support'), ...changes }] });
const vip = { name: 'vip', headStartSeconds: 600 };
const quotaOfTen = { concurrentCalls: { quota: 10, keptFree: 4 } };

/** Configurations that are wrong in one place: the field, the value shown, and words of what is allowed. */
const wrong: readonly (readonly [string, unknown, string, string])[] = [
  ['taskFlowId', config({ taskFlowId: 'task flow' }), '"task flow"', 'id of a Connect flow'],
  ['dispatch.mode', config({ dispatch: { mode: 'agents' as 'auto' } }), '"agents"', '"customer-first", "agent-first"'],
  ['dispatch.mode', config({ dispatch: { mode: 'reserved' } }), '"reserved"', 'needs dispatch.reserved to be true'],
  ['dispatch.reserved', config({ dispatch: { reserved: 1 as unknown as true } }), '1', 'true or false'],
  ['dispatch.give', config({ dispatch: { give: 'no' as unknown as true } }), '"no"', 'true or false'],
  ['dialing.perNumberPerWeek', config({ dialing: { perNumberPerWeek: 0 } }), '0', 'a whole number from 1 to 100'],
  [
    'dialing.concurrentCalls.quota',
    config({ dialing: { concurrentCalls: { quota: 0 } } }),
    '0',
    'a whole number from 1 to 100000',
  ],
  [
    'dialing.concurrentCalls.keptFree',
    config({ dialing: { concurrentCalls: { quota: 10, keptFree: 10 } } }),
    '10',
    'fewer than 10',
  ],
  ['legalHours.days', config({ legalHours: { days: [] } }), '[]', 'at least one weekday'],
  ['legalHours.lost.to', config({ legalHours: { lost: { to: '07:00' } } }), '"07:00"', 'a time after 08:00'],
  ['legalHours.lost.from', config({ legalHours: { lost: { from: 'ten' } } }), '"ten"', 'a time of day'],
  ['holidays[0].date', config({ holidays: [{ date: '2026-02-29' }] }), '"2026-02-29"', 'a date, "2026-12-25" say'],
  ['holidays[0].date', config({ holidays: [{ date: '25/12/2026' }] }), '"25/12/2026"', 'a date'],
  [
    'holidays[1].for',
    config({ holidays: [{ date: '2026-12-25' }, { date: '2026-12-26', for: 'some' as 'all' }] }),
    '"some"',
    '"all", "lost"',
  ],
  ['numbers.countries', config({ numbers: { countries: 'none' as 'any' } }), '"none"', '"any", or a list'],
  ['numbers.countries[1]', config({ numbers: { countries: ['GB', 'ZZ'] } }), '"ZZ"', 'an ISO country code'],
  ['numbers.types[0]', config({ numbers: { types: ['satellite' as 'fixed'] } }), '"satellite"', '"fixed", "mobile"'],
  ['numbers.types', config({ numbers: { types: [] } }), '[]', 'at least one kind of number'],
  ['numbers.blocked[0]', config({ numbers: { blocked: ['0909'] } }), '"0909"', 'a number in E.164'],
  ['queues[0].mode', support({ mode: 'reserved' }), '"reserved"', 'needs dispatch.reserved to be true'],
  ['queues[0].weight', support({ weight: 0 }), '0', 'a whole number from 1 to 100'],
  ['queues[0].weight', support({ weight: 1.5 }), '1.5', 'a whole number from 1 to 100'],
  ['queues[0].maxInFlight', support({ maxInFlight: 0 }), '0', 'a whole number from 1 to 1000'],
  [
    'queues[0].maxInFlight',
    { ...support({ maxInFlight: 7 }), dialing: quotaOfTen },
    '7',
    'at most 6, the calls that dialing.concurrentCalls leaves',
  ],
  ['queues[0].keptForHolders.lost', support({ keptForHolders: { lost: 1 } }), '1', 'a number from 0 to 0.9'],
  ['queues[0].keptForHolders.requested', support({ keptForHolders: { requested: -0.1 } }), '-0.1', 'from 0 to 0.9'],
  [
    'queues[0].classes[0].name',
    support({ classes: [{ ...vip, name: 'very important' }] }),
    '"very important"',
    'a short name',
  ],
  ['queues[0].classes[0].name', support({ classes: [{ ...vip, name: 'standard' }] }), '"standard"', 'another name'],
  ['queues[0].classes[1].name', support({ classes: [vip, vip] }), '"vip"', 'a name no other class of the queue has'],
  [
    'queues[0].classes[0].headStartSeconds',
    support({ classes: [{ ...vip, headStartSeconds: 14_401 }] }),
    '14401',
    'a whole number from 0 to 14400',
  ],
  ['queues[0].giveUpSeconds', support({ giveUpSeconds: 59 }), '59', 'a whole number from 60 to 604800'],
  [
    'queues[0].giveUpSeconds',
    support({ giveUpSeconds: 86_400, deadlineHours: 24 }),
    '86400',
    'less than 86400, the seconds until the deadline',
  ],
  [
    'queues[0].attempts.retriesMax.voicemail',
    support({ attempts: { retriesMax: { voicemail: -1 } } }),
    '-1',
    'a whole number from 0 to 10',
  ],
];

test.each(wrong)('a wrong %s is refused by name (%#)', (field, input, value, allowed) => {
  const parsed = parsePolicy(input);
  expect(parsed.ok ? [] : parsed.error).toEqual([{ field, value, allowed: expect.stringContaining(allowed) }]);
});

test.each([
  [
    'a queue alone may be reserved where that is switched on',
    { ...support({ mode: 'reserved' }), dispatch: { reserved: true } },
  ],
  ['as many dials as are left of the quota', { ...support({ maxInFlight: 6 }), dialing: quotaOfTen }],
  [
    'classes of one name in two queues',
    config({ queues: [queueConfig('support', { classes: [vip] }), queueConfig('billing', { classes: [vip] })] }),
  ],
])('%s: that is allowed', (_name, input) => {
  expect(parsePolicy(input)).toMatchObject({ ok: true });
});

test('what is not written has its default', () => {
  const policy = policyOf();
  const everyDay = { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 480, toMinute: 1200 };
  expect(policy).toMatchObject({
    dispatch: { mode: 'auto', isReservedOn: false, isGivingOn: true },
    calling: {
      legalWindows: { requested: [everyDay], lost: [everyDay] },
      holidays: { requested: [], lost: [] },
    },
    numbers: { countries: ['GB'], types: ['fixed', 'mobile', 'voip', 'toll-free', 'unknown'], blocked: [] },
  });
  expect(policy.queues[0]).toMatchObject({
    weight: 1,
    keptForHolders: { requested: 0, lost: 0.5 },
    classes: [],
    retry: { limits: {} },
  });
  for (const key of ['mode', 'maxInFlight', 'giveUpMs']) expect(policy.queues[0]).not.toHaveProperty(key);
  for (const key of ['perNumberPerWeek', 'concurrentCalls']) expect(policy.dialing).not.toHaveProperty(key);
  expect(policy).not.toHaveProperty('taskFlowId');
});

test('what is written is there in the units of the code', () => {
  const policy = policyOf({
    dispatch: { mode: 'reserved', reserved: true, give: false },
    dialing: { perNumberPerWeek: 12, concurrentCalls: { quota: 50 } },
    numbers: { countries: ['GB', 'IE'], types: ['mobile'], blocked: ['+44909'] },
    queues: [
      queueConfig('support', {
        mode: 'agent-first',
        weight: 3,
        maxInFlight: 4,
        keptForHolders: { requested: 0.1 },
        classes: [vip],
        giveUpSeconds: 300,
      }),
    ],
  });
  expect(policy).toMatchObject({
    dispatch: { mode: 'reserved', isReservedOn: true, isGivingOn: false },
    dialing: { perNumberPerWeek: 12, concurrentCalls: { quota: 50, keptFree: 0 } },
    numbers: { countries: ['GB', 'IE'], types: ['mobile'], blocked: ['+44909'] },
  });
  expect(policy.queues[0]).toMatchObject({
    mode: 'agent-first',
    weight: 3,
    maxInFlight: 4,
    keptForHolders: { requested: 0.1, lost: 0.5 },
    classes: [{ name: 'vip', headStartMs: 600_000 }],
    giveUpMs: 300_000,
  });
});

test('those who did not ask to be called have hours and holidays of their own, and the rest like all others', () => {
  const { calling } = policyOf({
    legalHours: { from: '09:00', to: '21:00', lost: { to: '18:00', days: ['mon', 'sat'] } },
    holidays: [{ date: '2026-12-25' }, { date: '2026-12-27', for: 'lost' }, { date: '2026-12-25', for: 'lost' }],
  });
  expect(calling.legalWindows).toEqual({
    requested: [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 540, toMinute: 1260 }],
    lost: [{ days: [1, 6], fromMinute: 540, toMinute: 1080 }],
  });
  expect(calling.holidays).toEqual({ requested: ['2026-12-25'], lost: ['2026-12-25', '2026-12-27'] });
});

test('the flow of tasks is the deployed one, else the one that is written', () => {
  const taskFlowId = '8d1f5e2a-7b9c-4d31-8c0d-4a5293b14b7f';
  const flowOf = (input: unknown, deployed?: { readonly taskFlowId?: string }) => {
    const parsed = parsePolicy(input, deployed);
    return parsed.ok ? parsed.value.taskFlowId : parsed.error;
  };
  expect(flowOf(config({ taskFlowId }), { taskFlowId: 'deployed' })).toBe('deployed');
  expect(flowOf(config({ taskFlowId }))).toBe(taskFlowId);
  expect(flowOf(config(), { taskFlowId: 'deployed' })).toBe('deployed');
});
