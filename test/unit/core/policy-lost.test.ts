import { describeRefusal } from '../../../lib/core/policy/refusals';
import { parsePolicy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { config, policyOf, queueConfig, queueOf } from '../../support/builders/policies';

type Lost = NonNullable<HoldfreeConfig['queues'][number]['lost']>;
type Place = NonNullable<NonNullable<HoldfreeConfig['notices']>['supervisors']>[number];

const lost = (changes: object) => config({ lost: changes });
const ofQueue = (changes: object) => config({ queues: [queueConfig('support', { lost: changes })] });
const callBack = (changes: object) => ofQueue({ callBack: changes });
const notices = (changes: object) => config({ notices: changes });
const places = (...written: readonly object[]) => notices({ supervisors: written });
const texts = (en: object, changes: object = {}) => notices({ ...changes, texts: { 'en-US': en } });

const topicArn = 'arn:aws:sns:eu-west-2:111122223333:lost-calls';
const topic = { name: 'mail', kind: 'topic', topicArn } satisfies Place;
const hook = { name: 'hook', kind: 'webhook', template: 'json', url: 'https://example.com/in' } satisfies Place;
const telegram = {
  name: 'bot',
  kind: 'webhook',
  template: 'telegram',
  secret: '/holdfree/bot',
  chatId: '-100',
} as const;
const sms = { originationIdentity: 'HOLDFREE' };
const token = '123456789:AAEhBOweik9ai2o01234567890abcdefghi';
const hidden = 'something that is not shown here';

/** Configurations that are wrong in one place: the field, the value shown, and words of what is allowed. */
const wrong: readonly (readonly [string, unknown, string, string])[] = [
  ['lost.shortSeconds', lost({ shortSeconds: 0 }), '0', 'a whole number from 1 to 60'],
  ['lost.earlySeconds', lost({ earlySeconds: 61 }), '61', 'a whole number from 1 to 60'],
  ['lost.internalNumbers[0]', lost({ internalNumbers: ['01632'] }), '"01632"', 'a number in E.164'],
  ['lost.handledReasons', lost({ handledReasons: [] }), '[]', 'at least one reason'],
  ['lost.handledReasons[0]', lost({ handledReasons: [''] }), '""', 'a reason of 1 to 100 characters'],
  ['queues[0].lost.shortSeconds', ofQueue({ shortSeconds: 90 }), '90', 'from 1 to 60'],
  ['queues[0].lost.sms', ofQueue({ sms: 'yes' }), '"yes"', 'true or false'],
  ['queues[0].lost.sms', ofQueue({ sms: true }), 'true', 'notices.sms does not say who sends one'],
  ['queues[0].lost.deadlineMinutes', ofQueue({ deadlineMinutes: 0 }), '0', 'from 1 to 10080'],
  ['queues[0].lost.task.to', ofQueue({ task: { to: 'anybody' } }), '"anybody"', '"responsible", "queue"'],
  ['queues[0].lost.task.queue', ofQueue({ task: { queue: 'sales' } }), '"sales"', 'the name of a queue of this file'],
  ['queues[0].lost.task.escalateTo', ofQueue({ task: { escalateTo: 'chief' } }), '"chief"', 'the name of a queue'],
  ['queues[0].lost.callBack.reasons', callBack({ reasons: [] }), '[]', 'at least one reason'],
  ['queues[0].lost.callBack.reasons[0]', callBack({ reasons: ['forbidden'] }), '"forbidden"', '"technical_failure"'],
  ['queues[0].lost.callBack.delaySeconds', callBack({ delaySeconds: -1 }), '-1', 'from 0 to 86400'],
  ['queues[0].lost.callBack.attempts.max', callBack({ attempts: { max: 0 } }), '0', 'from 1 to 10'],
  [
    'queues[0].lost.callBack.attempts.spacingMinutes',
    callBack({ attempts: { spacingMinutes: [] } }),
    '[]',
    'at least one number of minutes',
  ],
  [
    'queues[0].lost.callBack.attempts.spacingMinutes[1]',
    callBack({ attempts: { spacingMinutes: [5, 0] } }),
    '0',
    'a whole number from 1 to 1440',
  ],
  ['queues[0].lost.callBack.mode', callBack({ mode: 'reserved' }), '"reserved"', 'needs dispatch.reserved to be true'],
  [
    'queues[1].lost.callBack.mode',
    config({
      queues: [
        queueConfig('support', { lost: { callBack: { queue: 'billing' } } }),
        queueConfig('billing', { lost: { callBack: { mode: 'agent-first' } } }),
      ],
    }),
    '"agent-first"',
    'what "support" has, because "billing" calls back the lost calls of both',
  ],
  ['queues[0].lost.callBack.class', callBack({ class: 'vip' }), '"vip"', 'the name of a class of "support"'],
  ['queues[0].lost.callBack.queue', callBack({ queue: 'sales' }), '"sales"', 'the name of a queue of this file'],
  ['queues[0].lost.callBack.giveUpSeconds', callBack({ giveUpSeconds: 432_000 }), '432000', 'less than 432000'],
  ['queues[0].lost.callBack.hours', callBack({ hours: [] }), '[]', 'at least one window'],
  [
    'queues[0].lost.callBack.hours[0].to',
    callBack({ hours: [{ days: ['mon'], from: '22:00', to: '06:00' }] }),
    '"06:00"',
    'a time after 22:00',
  ],
  [
    'queues[0].lost.callBack.hours',
    callBack({ hours: [{ days: ['mon'], from: '20:00', to: '22:00' }] }),
    '[{"days":["mon"],"from":"20:00","to":"22:00"}]',
    'hours in which "support" is open',
  ],
  [
    'queues[0].lost.callBack.hours',
    callBack({ hours: [{ days: ['mon'], from: '09:00', to: '12:00' }] }),
    '[{"days":["mon"],"from":"09:00","to":"12:00"}]',
    'at least once in 120 hours',
  ],
  ['notices.sms.originationIdentity', notices({ sms: { originationIdentity: '' } }), '""', 'a sender id'],
  ['notices.sms.link', notices({ sms: { ...sms, link: 'http://a.example' } }), '"http://..."', 'an https address'],
  ['notices.sms.perNumberMinutes', notices({ sms: { ...sms, perNumberMinutes: 0 } }), '0', 'from 1 to 10080'],
  ['notices.sms.freshMinutes', notices({ sms: { ...sms, freshMinutes: 0 } }), '0', 'from 1 to 1440'],
  ['notices.supervisors[0].kind', places({ name: 'one', kind: 'mail' }), '"mail"', '"topic", "webhook"'],
  ['notices.supervisors[1].name', places(topic, { ...hook, name: 'mail' }), '"mail"', 'a name no other place has'],
  [
    'notices.supervisors[0].topicArn',
    places({ ...topic, topicArn: `${topicArn}.fifo` }),
    `"${topicArn}.fifo"`,
    'an SNS topic that is not FIFO',
  ],
  ['notices.supervisors[0].on', places({ ...topic, on: [] }), '[]', 'at least one of them'],
  ['notices.supervisors[0].on[0]', places({ ...topic, on: ['closed'] }), '"closed"', '"opened", "reopened"'],
  ['notices.supervisors[0].queues[0]', places({ ...topic, queues: ['sales'] }), '"sales"', 'the name of a queue'],
  ['notices.supervisors[0].language', places({ ...topic, language: 'de-DE' }), '"de-DE"', '"en-US", "ru-RU"'],
  ['notices.supervisors[0].template', places({ ...hook, template: 'slack' }), '"slack"', '"telegram", "json"'],
  ['notices.supervisors[0].body', places({ ...hook, template: undefined }), 'nothing', 'no template is named'],
  ['notices.supervisors[0].body', places({ ...hook, body: token }), hidden, 'nothing, because the template is "json"'],
  [
    'notices.supervisors[0].body',
    places({ ...hook, template: undefined, body: '{"who": "{caller}", "n": {tries}}' }),
    '{caller}',
    'no other than {caseId}',
  ],
  ['notices.supervisors[0].url', places({ ...hook, url: undefined }), 'nothing', 'an https address'],
  ['notices.supervisors[0].url', places({ ...hook, url: `http://a.example/${token}` }), hidden, 'an https address'],
  ['notices.supervisors[0].url', places({ ...hook, url: 'https://{host}/in' }), hidden, 'no other placeholder'],
  ['notices.supervisors[0].url', places({ ...hook, url: `https://me:${token}@a.example/` }), hidden, 'without a user'],
  ['notices.supervisors[0].secret', places({ ...telegram, secret: token }), hidden, 'not the secret itself'],
  ['notices.supervisors[0].secret', places({ ...telegram, secret: 'holdfree/bot' }), hidden, 'that begins with /'],
  ['notices.supervisors[0].secret', places({ ...telegram, secret: '/holdfree//bot' }), hidden, 'that begins with /'],
  ['notices.supervisors[0].secret', places({ ...telegram, secret: undefined }), 'nothing', 'what {secret} stands for'],
  ['notices.supervisors[0].secret', places({ ...hook, secret: 'a' }), hidden, 'neither url nor headers nor body hold'],
  ['notices.supervisors[0].sekret', places({ ...hook, sekret: token }), hidden, 'there is no such field'],
  ['notices.supervisors[0].headers.x', places({ ...hook, headers: { x: `${token}\n` } }), hidden, 'on one line'],
  ['notices.supervisors[0].chatId', places({ ...telegram, chatId: token }), hidden, 'the id of a Telegram chat'],
  ['notices.supervisors[0].chatId', places({ ...telegram, chatId: undefined }), 'nothing', 'the id of the chat'],
  ['notices.supervisors[0].chatId', places({ ...hook, chatId: '-100' }), '"-100"', 'the template is not "telegram"'],
  ['notices.supervisors', notices({ supervisors: { url: `https://a.example/${token}` } }), hidden, 'a list of places'],
  ['notices.texts.en-US.greeting', texts({ greeting: 'Hello' }), '"Hello"', 'texts are "caller_sms"'],
  ['notices.texts.en-US.caller_sms', texts({ caller_sms: '' }), '""', 'a text of 1 to 1000 characters'],
  ['notices.texts.en-US.caller_sms', texts({ caller_sms: 'Hello {number}' }), '{number}', 'no other than {queue}'],
  ['notices.texts.en-US.caller_sms_link', texts({ caller_sms_link: 'See {link}' }), '"See {link}"', 'is not set'],
  ['directory.kind', config({ directory: { kind: 'ldap' } as never }), '"ldap"', '"csv", "customer-profiles"'],
  ['directory.file', config({ directory: { kind: 'csv' } as never }), 'nothing', 'the path of a CSV file'],
  [
    'directory.domain',
    config({ directory: { kind: 'customer-profiles', domain: 'a b' } }),
    '"a b"',
    'a domain of Customer Profiles',
  ],
  ['vipClass', config({ vipClass: 'vip' }), '"vip"', 'the name of a class of some queue of this file'],
];

test.each(wrong)('a wrong %s is refused by name (%#)', (field, input, value, allowed) => {
  const parsed = parsePolicy(input);
  expect(parsed.ok ? [] : parsed.error).toEqual([{ field, value, allowed: expect.stringContaining(allowed) }]);
});

test('no refusal shows a token, wherever it was written', () => {
  const mistaken = Object.keys({ ...telegram, url: '', headers: '', body: '', on: '', queues: '' })
    .filter((field) => field !== 'name' && field !== 'kind')
    .map((field) => places({ ...telegram, [field]: token }));
  const elsewhere = [
    places(token as never),
    notices(token as never),
    places({ ...telegram, kind: undefined, url: token }),
  ];
  const lines = [...mistaken, ...elsewhere].flatMap((input) => {
    const parsed = parsePolicy(input);
    return parsed.ok ? [] : parsed.error.map(describeRefusal);
  });
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => line.includes(token.slice(12)))).toEqual([]);
});

test('what is not written about lost calls has its default', () => {
  const policy = policyOf();
  expect(policy.lost).toEqual({
    earlyMs: 10_000,
    internal: [],
    handledReasons: ['called by hand', 'answered in writing', 'served in person', 'wrong number', 'nothing to be done'],
  });
  expect(policy.notices).toEqual({ supervisors: [], texts: {} });
  expect(policy).not.toHaveProperty('directory');
  expect(policy).not.toHaveProperty('vipClass');
  expect(policy.queues[0]?.lost).toEqual({ shortMs: 5_000, isSmsSent: false, deadlineMs: 1_800_000 });
});

test('callers who are called back unasked: not for having rung while the queue was closed, unless a policy says so', () => {
  const { callBack: byDefault } = queueOf(policyOf(callBack({})), 'support').lost;
  expect(byDefault).toEqual({
    reasons: expect.not.arrayContaining(['outside_hours']),
    delayMs: 60_000,
    retry: expect.objectContaining({ attemptsMax: 3, spacingMs: [300_000, 900_000, 3_600_000] }),
    queue: 'support',
  });
  expect(byDefault?.reasons).toHaveLength(8);
  const named = queueOf(policyOf(callBack({ reasons: ['outside_hours'] })), 'support').lost;
  expect(named.callBack?.reasons).toEqual(['outside_hours']);
});

test('what is written is there in the units of the code', () => {
  const written: Lost = {
    shortSeconds: 3,
    callBack: {
      reasons: ['agents_busy'],
      delaySeconds: 5,
      attempts: { max: 2, spacingMinutes: [1] },
      hours: [{ days: ['mon', 'wed', 'fri'], from: '09:00', to: '12:00' }],
      giveUpSeconds: 600,
      mode: 'customer-first',
      class: 'vip',
      queue: 'billing',
    },
    sms: true,
    task: { to: 'queue', escalateTo: 'billing' },
    deadlineMinutes: 15,
  };
  const policy = policyOf({
    lost: { shortSeconds: 8, earlySeconds: 20, internalNumbers: ['+44163296'], handledReasons: ['done'] },
    notices: { sms: { ...sms, link: 'https://a.example/chat', perNumberMinutes: 20, freshMinutes: 5 } },
    directory: { kind: 'customer-profiles', domain: 'people' },
    vipClass: 'vip',
    queues: [
      queueConfig('support', { lost: written }),
      queueConfig('billing', {
        classes: [{ name: 'vip', headStartSeconds: 60 }],
        attempts: { retriesMax: { voicemail: 0 } },
      }),
    ],
  });
  expect(policy.lost).toEqual({ earlyMs: 20_000, internal: ['+44163296'], handledReasons: ['done'] });
  expect(policy.notices.sms).toEqual({
    originationIdentity: 'HOLDFREE',
    link: 'https://a.example/chat',
    perNumberMs: 1_200_000,
    freshMs: 300_000,
  });
  expect(policy).toMatchObject({ directory: { domain: 'people', agentAttribute: 'agentId' }, vipClass: 'vip' });
  expect(queueOf(policy, 'billing').lost.shortMs).toBe(8_000);
  expect(queueOf(policy, 'support').lost).toEqual({
    shortMs: 3_000,
    callBack: {
      reasons: ['agents_busy'],
      delayMs: 5_000,
      // The queue that calls back says how often nobody may have pressed a key.
      retry: expect.objectContaining({ attemptsMax: 2, spacingMs: [60_000], limits: { voicemail: 0 } }),
      hours: { timeZone: 'Europe/London', windows: [{ days: [1, 3, 5], fromMinute: 540, toMinute: 720 }] },
      giveUpMs: 600_000,
      mode: 'customer-first',
      class: 'vip',
      queue: 'billing',
    },
    isSmsSent: true,
    task: { to: 'queue', queue: 'support', escalateTo: 'billing' },
    deadlineMs: 900_000,
  });
});

test('templates become what is sent: Telegram by its bot, JSON with all that is known, own ones as they are written', () => {
  const own = {
    name: 'own',
    kind: 'webhook',
    url: 'https://a.example/{secret}',
    secret: 'own',
    body: 'x={tries}',
  } as const;
  const headers = { 'Content-Type': 'text/plain', authorization: 'Bearer {secret}' };
  const { supervisors } = policyOf(places(topic, telegram, hook, { ...own, headers, on: ['overdue'] })).notices;
  const told = { on: ['opened', 'reopened', 'overdue'], language: 'en-US' };
  const json = { 'content-type': 'application/json' };
  expect(supervisors).toEqual([
    { ...topic, ...told },
    {
      ...told,
      name: 'bot',
      kind: 'webhook',
      url: 'https://api.telegram.org/bot{secret}/sendMessage',
      secret: '/holdfree/bot',
      headers: json,
      body: '{"chat_id":"-100","text":"{text}"}',
    },
    {
      ...told,
      name: 'hook',
      kind: 'webhook',
      url: hook.url,
      headers: json,
      body: expect.stringContaining('"text":"{text}"'),
    },
    {
      ...own,
      on: ['overdue'],
      language: 'en-US',
      headers: { 'content-type': 'text/plain', authorization: 'Bearer {secret}' },
    },
  ]);
});

test('texts of each language may be written anew, with the names that are filled in them', () => {
  const written = { caller_sms_link: 'See {link}, {queue}', body_processed: 'Done by {by}: {why}' };
  const { texts: kept } = policyOf(texts(written, { sms: { ...sms, link: 'https://a.example' } })).notices;
  expect(kept).toEqual({ 'en-US': written });
});
