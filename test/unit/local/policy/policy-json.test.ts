import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runJson } from '../../../../local/policy/run-json';
import type { HoldfreeConfig } from '../../../../lib/core/policy/schema';
import { config } from '../../../support/builders/policies';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-policy-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

function fileOf(name: string, changes: Partial<HoldfreeConfig> = {}): string {
  const file = path.join(folder, `${name}.config.js`);
  fs.writeFileSync(file, `exports.config = ${JSON.stringify(config(changes))};`);
  return file;
}

describe('the configuration as it is delivered', () => {
  test('is printed as the bundles carry it', () => {
    expect(runJson([], fileOf('right'))).toBe(JSON.stringify(config()));
  });

  test('is refused as at synth, a line for each field', () => {
    const wrong = fileOf('wrong', { country: 'Britain', dialing: { burst: 0 } });
    expect(() => runJson([], wrong)).toThrow(
      'wrong.config.js: country: got "Britain"; allowed is an ISO country code, "GB" say\nwrong.config.js: dialing.burst: got 0',
    );
    expect(() => runJson([], path.join(folder, 'none.ts'))).toThrow('none.ts: there is no such file');
    expect(() => runJson(['--queue'], wrong)).toThrow('--queue: nothing is expected');
  });
});
