import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { config, queueConfig, queueIds } from './policies';

const anna = '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01';

/** A configuration in which every field is written, each with a value that can be another one. */
export function fullConfig(): HoldfreeConfig {
  const base = config();
  return {
    ...base,
    taskFlowId: '8d1f5e2a-7b9c-4d31-8c0d-4a5293b14b7f',
    contactRecordStreamArn: 'arn:aws:kinesis:eu-west-2:111122223333:stream/records',
    ageBy: 'api',
    dispatch: { mode: 'auto', reserved: true, give: true },
    dialing: {
      perSecond: 2,
      burst: 5,
      ringLimitSeconds: 25,
      perHour: 900,
      perNumberPerDay: 4,
      perNumberPerWeek: 9,
      concurrentCalls: { quota: 100, keptFree: 20 },
    },
    legalHours: {
      from: '08:00',
      to: '20:00',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      lost: { from: '09:00', to: '19:00' },
    },
    holidays: [{ date: '2026-12-25', for: 'all' }],
    numbers: { countries: ['GB', 'FR'], types: ['mobile', 'fixed'], blocked: ['+44909'] },
    lost: { shortSeconds: 5, earlySeconds: 10, internalNumbers: ['+441632960000'], handledReasons: ['called by hand'] },
    fcr: { windowDays: 7, minTalkSeconds: 10, minSample: 30, halfLifeDays: 30, horizonDays: 90 },
    agents: { anna },
    notices: {
      sms: {
        originationIdentity: 'HOLDFREE',
        link: 'https://example.com/chat',
        perNumberMinutes: 10,
        freshMinutes: 60,
      },
      supervisors: [
        {
          name: 'mail',
          kind: 'topic',
          topicArn: 'arn:aws:sns:eu-west-2:111122223333:lost',
          on: ['opened', 'overdue'],
          queues: ['support'],
          language: 'en-US',
        },
        { name: 'bot', kind: 'webhook', template: 'telegram', secret: '/holdfree/telegram', chatId: '-1001234567890' },
        {
          name: 'desk',
          kind: 'webhook',
          url: 'https://example.com/desk',
          headers: { 'x-desk': 'one' },
          body: '{text}',
        },
      ],
    },
    directory: {
      kind: 'customer-profiles',
      domain: 'customers',
      agentAttribute: 'agentId',
      languageAttribute: 'language',
      vipAttribute: 'vip',
    },
    vipClass: 'vip',
    alarms: {
      topicArn: 'arn:aws:sns:eu-west-2:111122223333:alarms',
      oldestDueMinutes: 10,
      readyWaitSeconds: 60,
      openCases: 50,
      concurrentCallsShare: 0.8,
    },
    retention: { days: 400, logDays: 30 },
    deployment: {
      keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a02',
      warmIvr: 1,
      reserveDispatcher: true,
      bakeMinutes: 10,
      demo: false,
    },
    queues: [fullQueue(), { ...queueConfig('billing'), queueId: queueIds.billing, languages: ['en-US', 'ru-RU'] }],
  };
}

function fullQueue(): HoldfreeConfig['queues'][number] {
  return {
    ...queueConfig('support'),
    phoneNumbers: ['+441632960123'],
    languages: ['en-US', 'ru-RU'],
    offer: { waitSeconds: 120 },
    hold: {
      allowed: true,
      interruptSeconds: 45,
      longestSeconds: 1_800,
      atLongest: 'queue',
      overflowQueue: 'billing',
      offer: true,
      musicPromptId: '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a03',
    },
    slots: { minutes: 15, capacity: 4, daysAhead: 3, leadMinutes: 30 },
    attempts: {
      max: 3,
      retryAfterSeconds: { busy: 300, noAnswer: 900, voicemail: 900, failed: 300, leftAfterReady: 300 },
      retriesMax: { busy: 2, noAnswer: 2, voicemail: 2, failed: 2, leftAfterReady: 2 },
    },
    mode: 'customer-first',
    weight: 2,
    maxInFlight: 10,
    keptForHolders: { requested: 0.1, lost: 0.5 },
    classes: [{ name: 'vip', headStartSeconds: 600 }],
    giveUpSeconds: 3_600,
    deadlineHours: 120,
    servedAfterSeconds: 10,
    patienceSeconds: 824,
    lost: {
      shortSeconds: 5,
      callBack: {
        reasons: ['not_answered', 'agents_busy'],
        delaySeconds: 60,
        attempts: { max: 3, spacingMinutes: [5, 15] },
        hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' }],
        giveUpSeconds: 3_600,
        mode: 'customer-first',
        class: 'vip',
        queue: 'support',
      },
      sms: true,
      task: { to: 'responsible', queue: 'support', escalateTo: 'billing' },
      deadlineMinutes: 30,
    },
    routing: {
      inbound: [{ to: 'last-agent', withinDays: 14, seconds: 25 }, { to: 'queue' }],
      requested: [{ to: 'agents', agents: ['anna'], seconds: 25 }, { to: 'queue' }],
      lost: [{ to: 'best-fcr', agents: 5, shareMax: 0.4, seconds: 30 }, { to: 'queue' }],
      secondsMax: 60,
    },
  };
}
