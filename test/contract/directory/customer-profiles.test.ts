import { CustomerProfilesClient } from '@aws-sdk/client-customer-profiles';
import { createCustomerProfilesDirectory } from '../../../lib/adapters/customer-profiles/directory';
import type { JournalEntry } from '../../../lib/ports/journal';
import { AwsService, awsError } from '../../support/aws-service';
import { createManualClock } from '../../support/builders/manual-clock';

let service: AwsService;
let client: CustomerProfilesClient;
beforeAll(async () => {
  service = await AwsService.start();
  client = new CustomerProfilesClient(service.clientConfig);
});
afterAll(async () => {
  client.destroy();
  await service.stop();
});

const policy = {
  kind: 'customer-profiles',
  domain: 'our-domain',
  agentAttribute: 'agentId',
  languageAttribute: 'language',
  vipAttribute: 'vip',
} as const;
const number = '+441632960123';

function open(limits: { readonly timeLimitMs?: number; readonly keptMax?: number } = {}) {
  const clock = createManualClock(Date.parse('2026-03-02T12:00:00Z'));
  const notes: JournalEntry[] = [];
  const journal = { note: (entry: JournalEntry) => void notes.push(entry) };
  const directory = createCustomerProfilesDirectory(client, policy, { clock, journal, timeLimitMs: 30_000, ...limits });
  return { clock, notes, directory };
}

const profiles = (...Items: readonly object[]) => ({ body: { Items } });

describe('the directory in Customer Profiles', () => {
  test('searches the domain by the number, and knows what the profile says', async () => {
    const { directory } = open();
    service.script(
      profiles({
        ProfileId: 'p1',
        FirstName: 'Jo',
        LastName: 'Smith',
        BusinessName: 'Example Ltd',
        Attributes: { agentId: ' 0C2A1E57-11D2-4F6E-8A3E-6F1F0C3B9A01', language: 'ru-RU', vip: 'Yes', other: 'x' },
      }),
    );
    expect(await directory.find(number)).toEqual({
      kind: 'known',
      customer: { name: 'Jo Smith', agentId: '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01', language: 'ru-RU', isVip: true },
    });
    expect(service.requests).toMatchObject([{ method: 'POST' }]);
    expect(service.requests[0]?.url).toBe('/domains/our-domain/profiles/search?max-results=10');
    expect(JSON.parse(service.requests[0]?.body ?? '')).toEqual({ KeyName: '_phone', Values: [number] });
  });

  test.each([
    ['only a business', { BusinessName: 'Example Ltd' }, { name: 'Example Ltd' }],
    ['only a last name', { LastName: 'Smith', BusinessName: 'Example Ltd' }, { name: 'Smith' }],
    ['attributes that mean nothing', { Attributes: { agentId: ' ', language: 'de-DE', vip: 'no' } }, {}],
    ['nothing at all', {}, {}],
  ])('takes a profile with %s for what it is', async (_name, profile, customer) => {
    const { directory } = open();
    service.script(profiles(profile));
    expect(await directory.find(number)).toEqual({ kind: 'known', customer });
  });

  test('of several profiles takes the first that an agent looks after, else the first', async () => {
    const { directory } = open();
    const [plain, cared] = [{ FirstName: 'Jo' }, { FirstName: 'Al', Attributes: { agentId: 'ann' } }];
    service.script(profiles(plain, cared, { Attributes: { agentId: 'bob' } }), profiles(plain, { FirstName: 'Al' }));
    expect(await directory.find(number)).toEqual({ kind: 'known', customer: { name: 'Al', agentId: 'ann' } });
    expect(await directory.find('+441632960124')).toEqual({ kind: 'known', customer: { name: 'Jo' } });
  });

  test('asks once in five minutes for each caller, known or not', async () => {
    const { clock, directory } = open();
    service.script(profiles(), profiles({ FirstName: 'Jo' }), profiles({ FirstName: 'Al' }));
    expect(await directory.find(number)).toEqual({ kind: 'unknown' });
    expect(await directory.find('+441632960124')).toEqual({ kind: 'known', customer: { name: 'Jo' } });
    clock.advance(299_999);
    expect(await directory.find(number)).toEqual({ kind: 'unknown' });
    expect(service.requests).toHaveLength(2);
    clock.advance(1);
    expect(await directory.find(number)).toEqual({ kind: 'known', customer: { name: 'Al' } });
  });

  test('remembers the callers who came last, and no more than so many', async () => {
    const { directory } = open({ keptMax: 2 });
    service.script(profiles());
    for (const last of ['0', '1', '2', '2', '1']) await directory.find(`+44163296012${last}`);
    expect(service.requests).toHaveLength(3);
    await directory.find('+441632960120');
    expect(service.requests).toHaveLength(4);
  });

  test.each([
    ['throttled', awsError('ThrottlingException', 429)],
    ['not permitted', awsError('AccessDeniedException', 403)],
    ['of a domain that is not there', awsError('ResourceNotFoundException', 404)],
    ['that meets a fault', awsError('InternalServerException', 500)],
    ['without an answer in time', 'silent'],
    ['whose connection breaks', 'broken'],
  ] as const)('a search %s is no answer, is asked again, and is told once in five minutes', async (_name, answer) => {
    const { clock, notes, directory } = open(answer === 'silent' ? { timeLimitMs: 50 } : {});
    service.script(answer);
    expect(await directory.find(number)).toEqual({ kind: 'unavailable' });
    expect(await directory.find(number)).toEqual({ kind: 'unavailable' });
    expect(notes).toEqual([{ kind: 'fault', where: 'directory', reason: expect.any(String) }]);
    expect(JSON.stringify(notes)).not.toContain('1632');
    clock.advance(300_000);
    expect(await directory.find(number)).toEqual({ kind: 'unavailable' });
    expect(notes).toHaveLength(2);
    expect(service.requests).toHaveLength(3);
  });
});
