import { createErasableMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { runErase } from '../../../../local/erase/run-erase';
import { dialing, noonMs, waiting } from '../../../support/builders/callbacks';
import { policyOf } from '../../../support/builders/policies';

const number = '+441632960123';

function world() {
  const { store, erasure } = createErasableMemoryStore();
  const printed: string[] = [];
  const asked: object[] = [];
  let closed = 0;
  const source = {
    store,
    erasure,
    policy: policyOf(),
    nowMs: noonMs,
    what: 'a store',
    close: async () => void (closed += 1),
  };
  const open = async ({ table, region }: { table: string | undefined; region: string | undefined }) => {
    asked.push({ table, region });
    return source;
  };
  const run = (...argv: string[]) => runErase(argv, { open, print: (line) => void printed.push(line) });
  return { store, source, printed, asked, closed: () => closed, run };
}

describe('npm run erase', () => {
  test('changes nothing until it is meant, masks the number, and finds nothing a second time', async () => {
    const { store, printed, run, closed } = world();
    await store.callbacks.register(waiting({ number, cli: number }), 0);
    await run('01632 960123');
    expect(printed.slice(0, 3)).toEqual([
      '+44********23: this would be erased from a store',
      '  callbacks         1\n  ids of callbacks  1',
      'nothing has been changed: --yes erases it',
    ]);
    expect(await store.callbacks.ofCaller(number)).toHaveLength(1);
    await run(number, '--yes', '--json');
    expect(JSON.parse(printed.at(-1) ?? '')).toMatchObject({ erased: true, counts: { callback: 1, callback_id: 1 } });
    expect(await store.callbacks.ofCaller(number)).toEqual([]);
    await run(number);
    expect(printed.at(-1)).toBe('+44********23: nothing is kept in a store');
    expect(printed.join('\n')).not.toContain(number);
    expect(closed()).toBe(3);
  });

  test('says that a wish not to be called stays, and what takes it away too', async () => {
    const { store, printed, run } = world();
    await store.callers.remember(number, { optedOutAtMs: noonMs });
    await run(number, '--yes');
    expect(printed.join('\n')).toContain('kept: that this number is not to be called');
    await run(number, '--yes', '--forget-opt-out');
    expect(await store.callers.get(number)).toBeUndefined();
  });

  test('refuses in one line while the number is dialed, and leaves the store as it is', async () => {
    const { store, run, closed } = world();
    await store.callbacks.register(dialing({ number, cli: number }), 0);
    await expect(run(number, '--yes')).rejects.toThrow(/^\+44\*{8}23: is being dialed.*erase again when that is over/);
    expect(await store.callbacks.ofCaller(number)).toHaveLength(1);
    expect(closed()).toBe(1);
  });

  test('says apart what is of others and loses the number only', async () => {
    const { store, printed, run } = world();
    await store.callbacks.register(waiting({ number: '+441632960124', cli: number }), 0);
    await run(number);
    expect(printed.slice(0, 5)).toEqual([
      '+44********23: this would be erased from a store',
      '  numbers that lead to a callback  1',
      'of other people, who named this number: would be cut out of',
      '  callbacks, from then on called under their own numbers  1',
      'nothing has been changed: --yes erases it',
    ]);
    await run(number, '--yes');
    expect(printed).toContain('of other people, who named this number: cut out of');
    expect(await store.callbacks.ofCaller('+441632960124')).toMatchObject([{ value: { cli: '+441632960124' } }]);
  });

  test('right after a conversation it says until when it waits, and goes ahead where that is asked for', async () => {
    const { store, printed, run } = world();
    const talked = { contactId: 'c1', number, agentId: 'ann', how: 'rang_in', endedAtMs: noonMs } as const;
    await store.history.keepHandled({ ...talked, connectedAtMs: noonMs - 60_000 });
    await run(number);
    expect(printed).toContainEqual(expect.stringMatching(/^not before 2026-03-02 12:59 UTC, or with --now: /));
    await expect(run(number, '--yes')).rejects.toThrow('Erase after 2026-03-02 12:59 UTC, or now with --now and again');
    await run(number, '--yes', '--now', '--json');
    expect(JSON.parse(printed.at(-1) ?? '')).toMatchObject({ erased: true, counts: { handled_call: 1 } });
  });

  test('looks as far back as things may be kept, further where that is asked for', async () => {
    const { store, printed, run } = world();
    const startedAtMs = noonMs - 500 * 86_400_000;
    const facts = { callId: 'c1', segments: [] };
    const judged = {
      callId: 'c1',
      number,
      startedAtMs,
      endedAtMs: startedAtMs,
      isFinal: true,
      why: 'internal',
    } as const;
    await store.calls.put({ facts, judged: { ...judged, outcome: 'excluded' } }, 0);
    await run(number);
    expect(printed.at(-1)).toBe('+44********23: nothing is kept in a store');
    await run(number, '--since', '2024-10-01');
    expect(printed).toContain('  calls  1');
  });

  test.each([
    [[], 'one NUMBER is needed'],
    [[number, '--since', '2024-02-30'], '--since: got "2024-02-30"; allowed is a day, 2024-05-31 say'],
    [[number, '--since', 'May'], '--since: got "May"; allowed is a day'],
    [[number, '--since', '2030-01-01'], '--since: got "2030-01-01"; allowed is a day of the last 3,650'],
    [[number, '--since', '2010-01-01'], '--since: got "2010-01-01"; allowed is a day of the last 3,650'],
    [['1', '2'], 'one NUMBER is needed'],
    [['12'], 'NUMBER: got "**"; allowed is a number of GB'],
    [[number, '--region', 'eu-west-2'], '--region: is only for a deployed --table'],
    [[number, '--table', 'no table'], '--table: got "no table"; allowed is the name of a table'],
    [[number, '--all'], 'known options'],
  ])('%j is refused by name', async (argv, words) => {
    await expect(world().run(...argv)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(words),
    });
  });

  test('opens the table that is named, and nothing in a copy for reports', async () => {
    const { run, asked, source } = world();
    await run(number, '--table', 'holdfree-1', '--region', 'eu-west-2');
    expect(asked).toEqual([{ table: 'holdfree-1', region: 'eu-west-2' }]);
    const { erasure: _none, ...copy } = source;
    const inCopy = runErase([number], { open: async () => copy, print: () => undefined });
    await expect(inCopy).rejects.toThrow('is a copy for reports');
  });
});
