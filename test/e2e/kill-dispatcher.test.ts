import type { Callback } from '../../lib/core/callback/callback';
import { leaseMs } from '../../lib/core/callback/leases';
import { CALLER, openCrashCentre, type CrashCentre } from '../support/crash/centre';
import { startCommands } from '../support/processes/run-script';
import { crashPoints, type CrashPoint } from '../support/crash/run-plan';

// Goal: a dispatcher that is killed at the worst moment neither dials a caller twice nor forgets one.
// Method: real processes, real adapters, a real SIGKILL. The centre and the table are in this process, each dispatcher
// that is killed runs in one of its own, and those after it in another, all at the time that the test gives them.

const answers = { kind: 'answers', afterMs: 12_000, who: 'person' } as const;
/** Longer than the longest life of a contact here: 12 s to answer, 90 s of talk, 10 s of work. */
const WHOLE_CALL_MS = 180_000;

const restarted = startCommands();
afterAll(restarted.end);

let centre: CrashCentre;
afterEach(() => centre.close());

const stored = async (): Promise<Callback | undefined> => (await centre.deps.store.callbacks.get(centre.key))?.value;
const dialsNoted = (run: { readonly journal: readonly { readonly kind: string }[] }) =>
  run.journal.filter((entry) => entry.kind === 'dialed');

async function crash(point: CrashPoint): Promise<void> {
  expect(await stored()).toMatchObject({ state: 'waiting', attempt: 0 });
  const killed = await centre.dispatch(point);
  expect(killed).toMatchObject({ signal: 'SIGKILL', complaint: '' });
}

async function restart() {
  const run = await centre.dispatch();
  expect(run).toMatchObject({ exitCode: 0, complaint: '' });
  return run;
}

describe.each(crashPoints)('a dispatcher killed %s', (point) => {
  const isClaimed = point !== 'after-guard-before-claim';
  const isSent = point === 'between-dial-and-store' || point === 'after-contact-remembered';

  test('leaves a caller who is dialed once, reaches an agent and is done', async () => {
    centre = await openCrashCentre(answers, restarted);
    await crash(point);
    expect(await stored()).toMatchObject({ state: isClaimed ? 'dialing' : 'waiting', attempt: 0 });
    expect(centre.dialsTo(CALLER)).toBe(isSent ? 1 : 0);

    // At once: a claim keeps others from dialing. Before the claim nothing was sent, and dialing is right.
    await centre.pass(1_000);
    const second = await restart();
    expect(dialsNoted(second)).toHaveLength(isClaimed ? 0 : 1);
    expect(centre.dialsTo(CALLER)).toBe(isSent || !isClaimed ? 1 : 0);

    // Beyond the lease; no event of the first contact has been delivered yet.
    await centre.pass(leaseMs.dialing);
    await restart();
    expect(centre.dialsTo(CALLER)).toBe(1);
    expect(await stored()).toMatchObject({ attempt: 0, contactId: expect.any(String) });

    await centre.pass(WHOLE_CALL_MS);
    await centre.deliverEvents();
    await restart();
    expect(centre.dialsTo(CALLER)).toBe(1);
    expect(await stored()).toMatchObject({
      state: 'closed',
      outcome: 'completed',
      archived: true,
      attempt: 1,
      attemptsSpent: 1,
      past: [{ attempt: 1, outcome: 'reached' }],
    });
    const guard = await centre.deps.store.guards.get(CALLER);
    expect(guard?.value.holder).toBeUndefined();
    expect(guard?.value.dials).toHaveLength(1);
  });
});

test('events that come before the restart find the callback by what the dial itself carries', async () => {
  centre = await openCrashCentre(answers, restarted);
  await crash('between-dial-and-store');
  await centre.pass(20_000);
  await centre.deliverEvents();
  expect(await stored()).toMatchObject({ state: 'talking', agentId: 'ann' });
  await centre.pass(WHOLE_CALL_MS);
  await centre.deliverEvents();
  await restart();
  expect(await stored()).toMatchObject({ state: 'closed', outcome: 'completed', attempt: 1 });
  expect(centre.dialsTo(CALLER)).toBe(1);
});

test('a dial that had rung out before the restart counts as that attempt, and the next one waits its time', async () => {
  centre = await openCrashCentre({ kind: 'busy', afterMs: 4_000 }, restarted);
  await crash('between-dial-and-store');
  await centre.pass(leaseMs.dialing);
  await restart();
  expect(centre.dialsTo(CALLER)).toBe(1);
  expect(await stored()).toMatchObject({
    state: 'scheduled',
    why: 'retry',
    attempt: 1,
    past: [{ attempt: 1, outcome: 'busy' }],
  });
  // Its events are late, and change nothing.
  const before = await stored();
  await centre.deliverEvents();
  expect(await stored()).toEqual(before);
});
