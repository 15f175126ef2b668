import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { config } from '../../../../holdfree.config';
import { chosenConfig } from '../../../../local/policy/chosen-config';
import { localPolicy } from '../../../../local/run/local-policy';
import { UsageError } from '../../../../local/terminal/usage-error';

test('the configuration that is shipped is the policy of the laptop', () => {
  expect(localPolicy().queues.map((queue) => queue.name)).toEqual(['support', 'billing']);
});

test('a wrong field is refused in one line that names the file, the field, the value and what is allowed', () => {
  const refused = (): unknown => localPolicy({ ...config, country: 'Britain' });
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(/^holdfree\.config\.ts: country: got "Britain"; allowed is .+$/);
});

describe('the file that HOLDFREE_CONFIG names', () => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-chosen-'));
  const before = process.env['HOLDFREE_CONFIG'];
  afterEach(() => {
    if (before === undefined) delete process.env['HOLDFREE_CONFIG'];
    else process.env['HOLDFREE_CONFIG'] = before;
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  function choose(name: string, changes: object): void {
    const file = path.join(folder, name);
    fs.writeFileSync(file, `exports.config = ${JSON.stringify({ ...config, ...changes })};`);
    process.env['HOLDFREE_CONFIG'] = file;
  }

  test('is the policy of the laptop', () => {
    choose('centre.config.js', { queues: [{ ...config.queues[0], name: 'sales' }] });
    expect(localPolicy().queues.map((queue) => queue.name)).toEqual(['sales']);
    expect(chosenConfig().queues).toHaveLength(1);
  });

  test('is refused by its own name, a line for each field, as at synth', () => {
    choose('wrong.config.js', { country: 'Britain', retention: { days: 0 } });
    for (const read of [localPolicy, chosenConfig]) {
      expect(read).toThrow(UsageError);
      expect(read).toThrow(
        /^wrong\.config\.js: country: got "Britain".+\nwrong\.config\.js: retention\.days: got 0.+$/,
      );
    }
  });
});
