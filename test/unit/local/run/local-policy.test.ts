import { config } from '../../../../holdfree.config';
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
