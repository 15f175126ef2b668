import { defineConfig } from './lib/core/policy/policy';

/**
 * Everything an admin sets, in one file; `npx cdk synth` refuses a wrong field and says what is allowed.
 * The values below drive the laptop: the same file, a centre with two queues that share their agents.
 */
export const config = defineConfig({
  // The Connect instance, and the flow that plays when a caller answers a callback.
  instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
  callbackFlowId: '8d1f5e2a-7b9c-4d31-8c0d-4a5293b14b7e',
  // Numbers without a country code are read as of this country.
  country: 'GB',
  // This deployment's share of the account's dial quota, and how long a dial may ring.
  dialing: { perSecond: 2, burst: 5, ringLimitSeconds: 25, perNumberPerDay: 5 },
  // Nobody is called outside these local times, in any zone the number may be in.
  legalHours: { from: '08:00', to: '20:00' },
  queues: [
    {
      name: 'support',
      queueId: '6c0d4a52-93b1-4b7e-8d1f-5e2a7b9c0d31',
      pool: 'frontline',
      timeZone: 'Europe/London',
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '20:00' }],
      // Offer a callback when the expected wait is longer than this.
      offer: { waitSeconds: 120 },
      attempts: { max: 3, retryAfterSeconds: { busy: 300, noAnswer: 900, voicemail: 900 } },
    },
    {
      name: 'billing',
      queueId: '2f7b1c90-5d3e-4a86-b1f4-93c6d0e8a752',
      pool: 'frontline',
      timeZone: 'Europe/London',
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
      offer: { waitSeconds: 90 },
    },
  ],
});
