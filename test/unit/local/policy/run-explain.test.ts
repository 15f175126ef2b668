import { config as shipped } from '../../../../holdfree.config';
import { runExplain } from '../../../../local/policy/run-explain';
import { UsageError } from '../../../../local/terminal/usage-error';
import { config, queueConfig } from '../../../support/builders/policies';

const annaId = '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01';

const written = config({
  fcr: { minSample: 40 },
  agents: { anna: annaId.toUpperCase() },
  queues: [
    queueConfig('support', {
      routing: { inbound: [{ to: 'agents', agents: ['anna'] }, { to: 'queue' }] },
      attempts: { max: 4, retriesMax: { voicemail: 0, busy: 1 } },
      lost: { callBack: { queue: 'billing', attempts: { max: 4, spacingMinutes: [5, 90] }, giveUpSeconds: 7_200 } },
    }),
    queueConfig('billing', { attempts: { max: 1 } }),
  ],
});

test('a queue is explained by who gets its callers, and how callbacks are offered, tried again and given up', () => {
  expect(runExplain(['--queue', 'support'], written).slice(4)).toEqual([
    '',
    'Queue support',
    '  Callers who ring in',
    '    For 30 s anna.',
    '    Then anybody who serves the queue.',
    '  Callers who asked for a callback',
    '    Anybody who serves the queue.',
    '    Offered where one is expected to wait longer than 2 min.',
    '    At most 4 attempts, at most 1 after busy, none after voicemail; the next one 5 min after busy, ' +
      '15 min after no answer, 5 min after a failure of the call, 5 min after a caller who left while waiting for the agent.',
    '    Given up 5 days after it was registered, whatever happens.',
    '  Callers who were lost are not called back by this queue.',
  ]);
});

test('callers who were lost are explained where they are called back, by the steps of that queue', () => {
  const lines = runExplain(['--queue', 'billing'], written);
  expect(lines.slice(lines.indexOf('  Callers who were lost in support'))).toEqual([
    '  Callers who were lost in support',
    '    For 30 s the 5 agents who solve most at once (measured over 90 days, at least 40 calls each).',
    '    Then anybody who serves the queue.',
    '    Called back 1 min after the call was lost, at the soonest.',
    '    At most 4 attempts; the next one after 5 min, then 90 min, then 90 min.',
    '    Given up after 2 h in the line with nobody free, and 5 days after it was registered, whatever happens.',
  ]);
  expect(lines).toContain('    One attempt.');
});

test('the shipped configuration is explained, every queue of it, after how first call resolution is measured', () => {
  const lines = runExplain([], shipped);
  expect(lines[0]).toBe('First call resolution of an agent in a queue');
  expect(lines.filter((line) => line.startsWith('Queue '))).toEqual(['Queue support', 'Queue billing']);
});

test('what is wrong is told as synth tells it, and a queue that is not there with those that are', () => {
  const refused = (argv: readonly string[], changes: object = {}) => {
    return () => runExplain(argv, { ...written, ...changes });
  };
  const wrong = refused([], { fcr: { windowDays: 0, minSample: 0 } });
  expect(wrong).toThrow(UsageError);
  expect(wrong).toThrow(
    /^holdfree\.config\.ts: fcr\.windowDays: got 0; .+\nholdfree\.config\.ts: fcr\.minSample: got 0; /,
  );
  expect(refused(['--queue', 'sales'])).toThrow('--queue: got "sales"; allowed is one of support, billing');
  expect(refused(['support'])).toThrow('support: nothing is expected but --queue NAME');
});
