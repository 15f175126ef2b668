import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readSettings } from '../../../functions/shared/settings';
import { createDirectory } from '../../../functions/shared/wire-directory';
import { createManualClock } from '../../support/builders/manual-clock';
import { config } from '../../support/builders/policies';

const number = '+441632960123';
const around = { clock: createManualClock(0), journal: { note: () => undefined } };

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'customers-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

describe('the directory of a policy', () => {
  test('knows nobody where the policy names none', async () => {
    expect(await createDirectory({ country: 'GB' }, around).find(number)).toEqual({ kind: 'unknown' });
  });

  test('reads the file that the policy names, or the one beside the bundle', async () => {
    const file = written('policy.csv', `number,name,agent,language,vip\n${number},Jo,,,\n`);
    const beside = written('bundle.csv', `number,name,agent,language,vip\n01632 960123,Al,,,\n`);
    const policy = { country: 'GB', directory: { kind: 'csv', file } } as const;
    expect(await createDirectory(policy, around).find(number)).toEqual({ kind: 'known', customer: { name: 'Jo' } });
    const deployed = createDirectory(policy, { ...around, customersFile: beside });
    expect(await deployed.find(number)).toEqual({ kind: 'known', customer: { name: 'Al' } });
  });

  test('reads the file once, however often a policy is delivered', async () => {
    const file = written('once.csv', `number,name,agent,language,vip\n${number},Jo,,,\n`);
    const policy = { country: 'GB', directory: { kind: 'csv', file } } as const;
    const first = createDirectory(policy, around);
    fs.rmSync(file);
    expect(createDirectory({ ...policy }, around)).toBe(first);
    expect(await first.find(number)).toMatchObject({ kind: 'known' });
  });

  test('is beside the bundle where the environment says so', () => {
    const environment = { TABLE_NAME: 't', DISPATCH_QUEUE_URL: 'q' };
    const policyJson = JSON.stringify(config());
    expect(readSettings(environment, policyJson)).not.toHaveProperty('customersFile');
    const deployed = readSettings({ ...environment, CUSTOMERS_FILE: 'customers.csv' }, policyJson);
    expect(deployed.customersFile).toBe('customers.csv');
  });

  test('does not start with a file that is wrong or missing', () => {
    const file = written('wrong.csv', 'number,name,agent,language,vip\nnobody,,,,\n');
    const policyOf = (of: string) => ({ country: 'GB', directory: { kind: 'csv', file: of } }) as const;
    expect(() => createDirectory(policyOf(file), around)).toThrow(/line 2, number/);
    expect(() => createDirectory(policyOf(path.join(folder, 'none.csv')), around)).toThrow(/ENOENT/);
  });
});
