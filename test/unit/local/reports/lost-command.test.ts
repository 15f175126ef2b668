import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import type { CaseMark } from '../../../../lib/core/lost/case';
import { startControlServer } from '../../../../local/live/control-server';
import { liveDesk } from '../../../../local/lost/live-desk';
import { runLost, type CaseDesk } from '../../../../local/lost/run-lost';
import { storeDesk } from '../../../../local/lost/store-desk';
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { policyOf } from '../../../support/builders/policies';
import { keepCase, report, reportSource } from '../../../support/report-source';

const policy = policyOf();

function lostMark(): CaseMark {
  const lost = { type: 'abandoned', reason: 'agents_busy' } as const;
  const startedAtMs = noonMs - 3_600_000;
  return { kind: 'lost', callId: 'call-1', basis: 1, startedAtMs, endedAtMs: startedAtMs + 60_000, lost };
}

/** A caller with an open case in each queue. */
async function twoCases() {
  const store = createMemoryStore();
  const source = reportSource({ store });
  await keepCase(store, { number: callerNumber, queue: 'support' }, [lostMark()], '01JNBCASE0000000000000001');
  await keepCase(store, { number: callerNumber, queue: 'billing' }, [lostMark()], '01JNBCASE0000000000000002');
  return source;
}

async function runOn(desk: CaseDesk, ...argv: readonly string[]): Promise<readonly string[]> {
  const printed: string[] = [];
  await runLost(argv, { open: async () => desk, policy: () => policy, print: (line) => void printed.push(line) });
  return printed;
}

async function processed(source: Awaited<ReturnType<typeof twoCases>>) {
  const { out } = await report(source, 'lost', '--processed', '--format', 'json');
  return JSON.parse(out).rows.map(({ queue, how, by, handledReason }: Record<string, string>) => [
    queue,
    how,
    by,
    handledReason,
  ]);
}

test('the reasons are those of the policy', async () => {
  const printed = await runOn(storeDesk(await twoCases(), { isDeployed: false }), 'reasons');
  expect(printed).toEqual(policy.lost.handledReasons);
  expect(printed.length).toBeGreaterThan(0);
});

test('all cases of a caller are closed, with the reason in own words, and the number is not repeated', async () => {
  const source = await twoCases();
  // As one writes it in the country of the policy.
  const printed = await runOn(
    storeDesk(source, { isDeployed: false }),
    'handle',
    '01632960001',
    '--reason',
    'wrote back',
  );
  expect(printed).toHaveLength(2);
  expect(printed.join()).not.toContain(callerNumber.slice(3));
  expect(await processed(source)).toEqual(
    expect.arrayContaining([
      ['support', 'by_hand', 'supervisor', 'wrote back'],
      ['billing', 'by_hand', 'supervisor', 'wrote back'],
    ]),
  );
});

test('in a run that has ended it is said that nobody is told', async () => {
  const source = { ...(await twoCases()), hasEnded: true };
  const argv = ['handle', callerNumber, '--reason', 'spoke', '--queue', 'billing'];
  const printed = await runOn(storeDesk(source, { isDeployed: false }), ...argv);
  expect(printed).toHaveLength(2);
  expect(printed[1]).toContain('nobody is told');
});

test('with a queue only that case is closed, by whom is kept, and a second time there is nothing to close', async () => {
  const source = await twoCases();
  const argv = ['handle', callerNumber, '--reason', 'spoke', '--queue', 'billing', '--by', 'Ada'];
  expect(await runOn(storeDesk(source, { isDeployed: false }), ...argv)).toHaveLength(1);
  expect(await processed(source)).toEqual([['billing', 'by_hand', 'Ada', 'spoke']]);
  const again = runOn(storeDesk(source, { isDeployed: false }), ...argv);
  await expect(again).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining('+44********01 has no open case in billing'),
  });
});

test.each([
  [[], 'got nothing; allowed is handle NUMBER --reason TEXT, or reasons'],
  [['delete', callerNumber], 'got "delete"'],
  [['reasons', '--reason', 'x'], '--reason: is not for reasons, but for handle'],
  [['reasons', '--queue', 'billing'], '--queue: is not for reasons, but for handle'],
  [['reasons', '--by', 'Ada'], '--by: is not for reasons, but for handle'],
  [['reasons', '--table', 'calls'], '--table: is not for reasons, but for handle'],
  [['handle', '--reason', 'x'], 'one NUMBER is needed'],
  [['handle', '+44 1632', '960001', '--reason', 'x'], 'one NUMBER is needed'],
  [['handle', callerNumber], '--reason: is needed'],
  [['handle', callerNumber, '--reason', ' '], '--reason: is empty'],
  [['handle', callerNumber, '--reason', 'x'.repeat(201)], '--reason: got 201 characters; allowed are at most 200'],
  [['handle', 'Ada', '--reason', 'x'], 'handle: got "***"; allowed is a number of GB'],
  [['handle', callerNumber, '--reason', 'x', '--queue', 'sales'], '--queue: got "sales"; there are support, billing'],
  [['handle', '+441632960099', '--reason', 'x'], '+44********99 has no open case'],
])('%j is refused: %s', async (argv, message) => {
  const refusal = runOn(storeDesk(await twoCases(), { isDeployed: false }), ...argv);
  await expect(refusal).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(message) });
});

test('nothing can be closed in a copy that is gone afterwards', async () => {
  const source = await twoCases();
  expect(() => storeDesk({ ...source, isCopy: true }, { isDeployed: false })).toThrow('is a copy for reports');
});

describe('a live run', () => {
  const asked: unknown[] = [];
  let server: Awaited<ReturnType<typeof startControlServer>>;
  beforeAll(async () => {
    server = await startControlServer({
      clock: { nowMs: () => noonMs, after: (_ms: number, task: () => void) => task() },
      policy,
      visits: { find: () => undefined },
      handleCase: async (json: { readonly number: string }) => {
        asked.push(json);
        return json.number === callerNumber
          ? { status: 200, body: { cases: JSON.stringify([{ caseId: 'case-1', queue: 'support' }]) } }
          : { status: 404, body: { error: '+44********99: no_open_case' } };
      },
    } as unknown as Parameters<typeof startControlServer>[0]);
  });
  afterAll(() => server.close());

  test('closes its cases itself', async () => {
    const printed = await runOn(liveDesk(server.address, policy), 'handle', callerNumber, '--reason', 'spoke');
    expect(printed).toEqual(['closed: support, case case-1, +44********01: spoke']);
    expect(asked).toEqual([{ number: callerNumber, reason: 'spoke', by: 'supervisor' }]);
  });

  test('says when there is no case', async () => {
    const refusal = runOn(liveDesk(server.address, policy), 'handle', '+441632960099', '--reason', 'spoke');
    await expect(refusal).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('no open case'),
    });
  });
});
