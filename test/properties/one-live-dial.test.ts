import { attemptBreaches } from '../simulation/attempt-breaches';
import { registerAll } from '../simulation/drawn-day';
import { onEveryDay } from './every-day';

// Invariant 1: at most one live dial of ours per callback, and per number.
// Broken by a claim that is not conditional, a dial without the number's guard, a repair under a new client token, a
// guard that is let go by somebody else than its holder, or an attempt number that advances while its contact lives.
// Beside test/simulation/interleaving.test.ts: here two queues share each number on every day, and processes die.

test('no number and no callback is rung twice at once, whatever is lost, doubled or killed between two steps', async () => {
  let dials = 0;
  let deaths = 0;
  await onEveryDay({ runs: 80, seed: 11, drawn: { rounds: { minLength: 3, maxLength: 8 } } }, async (day, play) => {
    await registerAll(day);
    await play();
    expect([...day.connect.breaches, ...attemptBreaches(day)]).toEqual([]);
    dials += day.connect.dials();
    deaths += day.processes.filter(({ kind, notes }) => kind === 'pass' && notes.some(isDeath)).length;
  });
  // Days without dials, or without anybody dying in the middle of one, would prove nothing.
  expect(dials).toBeGreaterThan(40);
  expect(deaths).toBeGreaterThan(2);
});

function isDeath(note: { readonly kind: string; readonly reason?: string }): boolean {
  return note.kind === 'fault' && (note.reason ?? '').includes('the process is dead');
}
