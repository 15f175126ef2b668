import { report, reportSource } from '../../../support/report-source';

test.each([
  [[], 'one report is needed: lost, open, causes, service, callbacks, lines, notices'],
  [['losses'], 'unknown report "losses"; there are lost, open, causes, service, callbacks, lines, notices'],
  [['lost', 'causes'], 'one report at a time'],
  [['lost', '--from', 'yesterday'], '--from: got "yesterday"; allowed is a day such as 2026-03-02'],
  [['lost', '--from', '2026-03-02', '--to', '2026-03-01'], '--from: 2026-03-02 is after --to, 2026-03-01'],
  [['causes', '--from', '2020-01-01'], '--from: got'],
  [['lost', '--queue', 'sales'], '--queue: got "sales"; there are support, billing'],
  [['lost', '--reason', 'bored'], '--reason: got "bored"; allowed is one of forbidden,'],
  [['open', '--queue', 'sales'], '--queue: got "sales"; there are support, billing'],
  [['open', '--from', '2026-03-02'], '--from: is not for the report open, but for lost, causes'],
  [['open', '--masked'], '--masked: is not for the report open, but for lost'],
  [['open', '--region', 'eu-west-2'], '--region: is only for a deployed --table'],
  [['lost', '--format', 'pdf'], '--format: got "pdf"; allowed is one of table, json, csv, xlsx'],
  [['lost', '--format', 'xlsx'], '--out: is needed with --format xlsx'],
  [['lost', '--within', '20'], '--within: is not for the report lost, but for service'],
  [['service', '--processed'], '--processed: is not for the report service, but for lost'],
  [['service', '--within', '0'], '--within: got "0"; allowed is a whole number from 1 to 3600'],
  [['lost', '--limit', '0'], '--limit: got "0"; allowed is a whole number from 1 to 1000'],
  [['lost', '--next', 'x'], '--next: got "x"; allowed is where an earlier page ended'],
  [['lost', '--next', 'x', '--format', 'csv'], '--next: got "x"'],
  [['notices', '--next', '2026-13:x'], '--next: got "2026-13:x"'],
  [['notices', '--next', '2026-03:x', '--format', 'json'], '--next: got "2026-03:x"'],
  [['lost', '--out', '/no/such/folder/lost.csv', '--format', 'csv'], '--out: "/no/such/folder/lost.csv" cannot'],
])('%j is refused: %s', async (argv, reason) => {
  const refusal = report(reportSource(), ...argv);
  await expect(refusal).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(reason) });
});

test('lines that nobody measures are told so', async () => {
  await expect(report(reportSource(), 'lines')).rejects.toThrow('nobody has measured them here');
});
