import { parseStartOptions, startHelp } from '../../../../local/options';
import { UsageError } from '../../../../local/terminal/usage-error';

test('all twelve agents come to work and callers ring, unless something else is said', () => {
  expect(parseStartOptions([])).toMatchObject({ agentsOnShift: 12, hasCallers: true });
});

test.each([
  [['--agents', '0', '--callers', 'off'], { agentsOnShift: 0, hasCallers: false }],
  [['--agents', '3', '--callers', 'on'], { agentsOnShift: 3, hasCallers: true }],
  [['--for', '1h', '--agents', '12'], { agentsOnShift: 12, forMs: 3_600_000 }],
])('%j is read', (argv, options) => {
  expect(parseStartOptions(argv)).toMatchObject(options);
});

test.each([
  [['--agents', '13'], '--agents: got "13"; allowed is a whole number from 0 to 12'],
  [['--agents', '-1'], '--agents'],
  [['--agents', '1.5'], '--agents'],
  [['--agents', ''], '--agents'],
  [['--callers', 'no'], '--callers: got "no"; allowed is on or off'],
  [['--callers', ''], '--callers'],
])('%j is refused by name', (argv, reason) => {
  expect(() => parseStartOptions(argv)).toThrow(UsageError);
  expect(() => parseStartOptions(argv)).toThrow(reason);
});

test('help names every option', () => {
  for (const option of ['for', 'seed', 'speed', 'agents', 'callers', 'json', 'plain', 'fresh']) {
    expect(startHelp).toContain(`--${option}`);
  }
});
