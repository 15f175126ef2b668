import { defineConfig } from './lib/core/policy/policy';

/**
 * Everything an admin sets, in one file; `npx cdk synth` refuses a wrong field and says what is allowed. Every field, with
 * its default and its bounds: docs/configuration.md.
 * The values below drive the laptop: the same file, a centre with two queues that share their agents.
 */
export const config = defineConfig({
  // The Connect instance. Flows come with the stack; `callbackFlowId` would name another one for answered callbacks.
  instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
  // Numbers without a country code are read as of this country.
  country: 'GB',
  // Callers first, agents first, or both at once where `reserved` is switched on: picked by the number of agents.
  dispatch: { mode: 'auto', reserved: false },
  // This deployment's share of the account's dial quota, how long a dial may ring, and what a mistake or a fraud can cost.
  dialing: { perSecond: 2, burst: 5, ringLimitSeconds: 25, perHour: 1000, perNumberPerDay: 5 },
  // Callbacks go to numbers of `country` alone; others have to be named:
  // numbers: { countries: ['GB', 'IE'] },
  // Nobody is called outside these local times, in any zone the number may be in, nor on holidays that are listed.
  legalHours: { from: '08:00', to: '20:00' },
  holidays: [],
  // Calls of less than this are short abandons, and no lost calls.
  lost: { shortSeconds: 5 },
  // An agent solves a caller's matter at once where the caller does not ring again within a week.
  fcr: { windowDays: 7, minSample: 30 },
  // Names by which the steps of queues may call agents, with their ids in Connect:
  // agents: { anna: '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01' },
  notices: {
    // SMS to lost callers: at most one per number in ten minutes. `link` is what the text offers beside, a chat say.
    sms: { originationIdentity: 'HOLDFREE', link: 'https://example.com/chat' },
    supervisors: [
      // The token of the bot is kept in the parameter store under this name, and never here.
      {
        name: 'telegram',
        kind: 'webhook',
        template: 'telegram',
        secret: '/holdfree/telegram',
        chatId: '-1001234567890',
      },
    ],
  },
  // Who gets an e-mail when something is wrong; each address has to confirm once. Without any, see the dashboard.
  // alarms: { emails: ['operators@example.com'], oldestDueMinutes: 10 },
  // How long calls, closed callbacks and processed cases are kept, and logs.
  retention: { days: 400, logDays: 30 },
  // A key of your own, and a second stack with hours, queues and a routing profile to try all this with:
  // deployment: { keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/...', demo: true },
  queues: [
    {
      name: 'support',
      // Its id, or its ARN.
      queueId: '6c0d4a52-93b1-4b7e-8d1f-5e2a7b9c0d31',
      // Numbers of the instance that the deployment points at this queue's entry flow:
      // phoneNumbers: ['+441632960100'],
      pool: 'frontline',
      // Callers choose; the first is spoken until they have.
      languages: ['en-US', 'ru-RU'],
      timeZone: 'Europe/London',
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '20:00' }],
      // Offer a callback when the expected wait is longer than this.
      offer: { waitSeconds: 120 },
      // Tell holders where they stand this often; after half an hour make a last offer.
      hold: { interruptSeconds: 45, longestSeconds: 1800, atLongest: 'offer' },
      // A call may be booked for a quarter of an hour of the next three days, four callers to each.
      slots: { minutes: 15, capacity: 4, daysAhead: 3, leadMinutes: 30 },
      attempts: { max: 3, retryAfterSeconds: { busy: 300, noAnswer: 900, voicemail: 900 } },
      // Who was lost is called back, gets an SMS, and becomes a task for an agent that is to be done within half an hour.
      lost: {
        callBack: { delaySeconds: 60, attempts: { max: 3, spacingMinutes: [5, 15, 60] } },
        sms: true,
        task: { to: 'responsible' },
        deadlineMinutes: 30,
      },
      // Who gets callers at first, where that agent is free; `npm run -s policy:explain` says it in words.
      routing: {
        // Whoever rings in goes to the agent of the last conversation: what was said need not be said again.
        inbound: [{ to: 'last-agent', withinDays: 14, seconds: 25 }, { to: 'queue' }],
        // Whoever was lost goes to the best five, who are to have no more than four in ten of these callbacks.
        // A person first: [{ to: 'agents', agents: ['anna'] }, { to: 'queue' }].
        lost: [{ to: 'best-fcr', agents: 5, shareMax: 0.4, seconds: 30 }, { to: 'queue' }],
      },
    },
    {
      // What is not written has its default: one language, holding allowed, slots as above.
      name: 'billing',
      queueId: '2f7b1c90-5d3e-4a86-b1f4-93c6d0e8a752',
      pool: 'frontline',
      timeZone: 'Europe/London',
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
      offer: { waitSeconds: 90 },
    },
  ],
});
