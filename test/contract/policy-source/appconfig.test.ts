import { AppConfigDataClient } from '@aws-sdk/client-appconfigdata';
import { createAppConfigPolicySource } from '../../../lib/adapters/appconfig/policy-source';
import type { JournalEntry } from '../../../lib/ports/journal';
import { AppConfigData } from '../../support/appconfig-data';
import { createManualClock } from '../../support/builders/manual-clock';

let service: AppConfigData;
let client: AppConfigDataClient;
beforeEach(async () => {
  service = await AppConfigData.start();
  client = new AppConfigDataClient(service.clientConfig);
});
afterEach(async () => {
  client.destroy();
  await service.stop();
});

function open() {
  const clock = createManualClock(Date.parse('2026-03-02T12:00:00Z'));
  const notes: JournalEntry[] = [];
  const where = { application: 'abc1234', environment: 'deployed', profile: 'def5678' };
  const journal = { note: (entry: JournalEntry) => notes.push(entry) };
  return { clock, notes, source: createAppConfigPolicySource(client, where, { clock, journal }) };
}

describe('the policy from AppConfig', () => {
  test('is asked for in a session of its own', async () => {
    const { source, notes } = open();
    service.deployed = '{"a":1}';
    expect(await source.latest()).toEqual({ content: '{"a":1}' });
    expect(service.sessions).toEqual([
      {
        ApplicationIdentifier: 'abc1234',
        EnvironmentIdentifier: 'deployed',
        ConfigurationProfileIdentifier: 'def5678',
        RequiredMinimumPollIntervalInSeconds: 30,
      },
    ]);
    expect(notes).toEqual([]);
  });

  test('is asked for once a minute, however many ask here', async () => {
    const { clock, source } = open();
    service.deployed = '{"a":1}';
    const first = await source.latest();
    clock.advance(59_999);
    expect(await source.latest()).toBe(first);
    expect(service.asked).toEqual(['start', 'get']);
    clock.advance(1);
    // An empty answer: what is known is the newest.
    expect(await Promise.all([source.latest(), source.latest()])).toEqual([first, first]);
    expect(await source.latest()).toBe(first);
    expect(service.asked).toEqual(['start', 'get', 'get']);
  });

  test('changes with what is deployed, by a token of its own each time', async () => {
    const { clock, source, notes } = open();
    for (const content of ['{"a":1}', '{"a":2}', '{"a":1}']) {
      service.deployed = content;
      expect(await source.latest()).toEqual({ content });
      clock.advance(60_000);
    }
    expect(service.asked).toEqual(['start', 'get', 'get', 'get']);
    expect(notes).toEqual([]);
  });

  test('goes on in a new session when the token has expired, and is then no other than before', async () => {
    const { clock, source, notes } = open();
    service.deployed = '{"a":1}';
    const first = await source.latest();
    clock.advance(86_400_000);
    service.expireTokens();
    expect(await source.latest()).toBe(first);
    expect(service.asked).toEqual(['start', 'get', 'get', 'start', 'get']);
    expect(notes).toEqual([]);
  });

  test('stays what it was through a fault, which is told once in five minutes and tried again each minute', async () => {
    const { clock, source, notes } = open();
    service.deployed = '{"a":1}';
    const first = await source.latest();
    service.fault = 'unavailable';
    for (let minute = 0; minute < 5; minute += 1) {
      clock.advance(60_000);
      expect(await source.latest()).toBe(first);
    }
    expect(notes).toEqual([
      { kind: 'fault', where: 'policy', reason: expect.stringContaining('InternalServerException') },
    ]);
    // The token may have been spent: each try begins with a session.
    expect(service.asked).toEqual(['start', 'get', 'get', 'start', 'start', 'start', 'start']);
    clock.advance(60_000);
    await source.latest();
    expect(notes).toHaveLength(2);
    service.fault = undefined;
    service.deployed = '{"a":2}';
    clock.advance(60_000);
    expect(await source.latest()).toEqual({ content: '{"a":2}' });
  });

  test('is unknown while there is none or it may not be read, without a throw', async () => {
    const { clock, source, notes } = open();
    service.fault = 'denied';
    expect(await source.latest()).toBeUndefined();
    service.fault = undefined;
    clock.advance(60_000);
    expect(await source.latest()).toBeUndefined();
    expect(notes).toMatchObject([{ kind: 'fault', where: 'policy' }]);
  });

  test('is waited for no longer than somebody on the line can bear, and longest at first', async () => {
    const { clock, source, notes } = open();
    service.fault = 'silent';
    const waits: number[] = [];
    const within = { ...clock, within: async (ms: number) => Promise.reject(new Error(String(waits.push(ms)))) };
    const where = { application: 'a', environment: 'b', profile: 'c' };
    const impatient = createAppConfigPolicySource(client, where, { clock: within, journal: { note: () => undefined } });
    expect(await impatient.latest()).toBeUndefined();
    expect(waits).toEqual([800]);
    // On a real limit: the answer does not come, and nobody waits on for it.
    const asking = source.latest();
    clock.advance(801);
    expect(await asking).toBeUndefined();
    expect(notes).toMatchObject([{ reason: expect.stringContaining('no answer within 800 ms') }]);
    service.fault = undefined;
    service.deployed = '{"a":1}';
    clock.advance(60_000);
    const known = await source.latest();
    service.fault = 'silent';
    clock.advance(60_000);
    const again = source.latest();
    clock.advance(301);
    expect(await again).toBe(known);
  });
});
