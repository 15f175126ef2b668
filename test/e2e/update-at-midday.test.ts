import { setTimeout as wait } from 'node:timers/promises';
import type { Callback } from '../../lib/core/callback/callback';
import { describeWith } from '../support/describe-with';
import { openMiddayCentre, type MiddayCentre, type Release } from '../support/midday/midday-centre';
import { buildReleases, previousRelease, type Releases } from '../support/midday/releases';

// Goal: an update at midday, and its taking back, lose no dial and make none twice.
// Method: the bundles of the release before and of this tree run on one table and one Connect, each function in a process
// of its own. Dispatchers are killed at their worst moments, and the other release goes on with what they left.

/** The release before this one, and its commit for a clone without tags. */
const previous = previousRelease('v0.1.0', 'b647fb71574d7c49a2c87dc200d35b6828620b6d');
const missing = previous === undefined ? 'the release before is not in the history of this clone' : undefined;

const callers = [1, 2, 3, 4, 5, 6, 7].map((n) => `+44770090010${n}`);
const [first = '', second = '', third = '', fourth = '', fifth = ''] = callers;
/** Longer than the lease of a dial, shorter than a conversation. */
const BEYOND_LEASE_MS = 80_000;
const TALK_MS = 120_000;
/** Nobody is to become free while a dial that was never sent waits for its lease: somebody else would be dialed meanwhile. */
const LONG_TALK_MS = 400_000;

describeWith(missing, 'an update at midday', () => {
  let releases: Releases;
  let centre: MiddayCentre;
  beforeAll(async () => {
    releases = buildReleases(previous ?? '');
    centre = await openMiddayCentre(releases, (number) => (number === third ? LONG_TALK_MS : TALK_MS));
  });
  afterAll(async () => {
    await centre.close();
    releases.remove();
  });

  /** Runs follow one another, as wakes and ticks ask for them, until the process is killed. */
  async function dispatch(release: Release): Promise<void> {
    const { dispatch: dispatcher } = centre.deployed[release];
    while (dispatcher.isAlive()) {
      await dispatcher.invoke({ Records: [] }).catch((fault: Error) => {
        if (dispatcher.isAlive()) throw fault;
      });
      await wait(50);
    }
  }

  /** The n-th dial that is sent from now on ends its dispatcher: before Connect has made a contact, or after. */
  function killAt(release: Release, n: number, way: 'internal' | 'lost_reply'): void {
    let sent = 0;
    centre.onDial(() => {
      sent += 1;
      if (sent !== n) return undefined;
      centre.deployed[release].dispatch.kill();
      return way;
    });
  }

  async function register(numbers: readonly string[]): Promise<void> {
    for (const number of numbers) {
      centre.callIn(number);
      await until(async () => (await centre.callback(number))?.state === 'waiting');
    }
  }

  /** A whole pass, in which nobody is dialed who must not be: it ends before the next reading, five seconds later. */
  async function aPass(): Promise<void> {
    const readings = () => centre.asked('GetCurrentMetricData');
    const before = readings();
    await until(() => readings() > before);
    await centre.pass(6_000);
    await until(() => readings() > before + 1);
  }

  const isDialed = (count: number) => until(() => centre.dialed.length >= count);

  /** The dispatcher that is running ends as it was told to; the next one claims a dial and is killed before it is sent. */
  async function breakOff(release: Release, running: Promise<void>): Promise<void> {
    await running;
    centre.restart(release, 'dispatch');
    killAt(release, 1, 'internal');
    await dispatch(release);
    centre.onDial(() => undefined);
  }

  /** It dials nobody again at once, and after the lease sends what was claimed. */
  async function takeOver(release: Release, dialed: number): Promise<{ readonly running: Promise<void> }> {
    centre.setLive(release);
    if (!centre.deployed[release].dispatch.isAlive()) centre.restart(release, 'dispatch');
    const running = dispatch(release);
    await aPass();
    expect(centre.dialed).toEqual(callers.slice(0, dialed));
    await centre.pass(BEYOND_LEASE_MS);
    await isDialed(dialed + 1);
    expect(centre.dialed).toEqual(callers.slice(0, dialed + 1));
    // Events of the dials before were under way all the time, and come to a release that did not make them.
    centre.releaseEvents();
    return { running };
  }

  test('loses no dial and makes none twice, and neither does its taking back', async () => {
    await register(callers.slice(0, 5));
    for (const agent of ['ann', 'bob', 'cat']) centre.emulator.signIn(agent);
    await centre.pass(1_000);

    centre.holdEvents();
    killAt('old', 2, 'lost_reply');
    await breakOff('old', dispatch('old'));
    expect(centre.dialed).toEqual([first, second]);
    await expectClaimed(second, third);

    const { running: updated } = await takeOver('new', 2);
    // What the new release writes, the old one is to read.
    await register(callers.slice(5));

    centre.holdEvents();
    killAt('new', 1, 'lost_reply');
    await centre.pass(TALK_MS);
    await breakOff('new', updated);
    expect(centre.dialed).toEqual([first, second, third, fourth]);
    await expectClaimed(fourth, fifth);

    const { running: takenBack } = await takeOver('old', 4);
    // A dial takes some seconds, and so does the work after the conversation.
    await centre.pass(TALK_MS + 10_000);
    await isDialed(7);
    await centre.pass(LONG_TALK_MS);
    await until(async () => (await Promise.all(callers.map(centre.callback))).every(isOver));
    centre.deployed.old.dispatch.kill();
    await takenBack;

    expect(centre.dialed).toEqual(callers);
    for (const number of callers) {
      const past = [{ attempt: 1, outcome: 'reached' }];
      expect(await centre.callback(number)).toMatchObject({ outcome: 'completed', attempt: 1, past });
      expect(await centre.holderOf(number)).toBeUndefined();
    }
    // Each release was told of the other's dials; the end of the first two came when the update was taken back.
    expect([first, second, fourth].map(centre.tellersOf)).toEqual([['new', 'old'], ['new', 'old'], ['old']]);
  });

  async function expectClaimed(...numbers: readonly string[]): Promise<void> {
    for (const number of numbers) {
      const callback = await centre.callback(number);
      expect(callback).toMatchObject({ state: 'dialing', attempt: 0, request: { number } });
      expect(callback).not.toHaveProperty('contactId');
    }
  }
});

function isOver(callback: Callback | undefined): boolean {
  return callback?.state === 'closed' && callback.archived;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > endMs) throw new Error(`it did not come to that: ${String(isSo)}`);
    await wait(20);
  }
}
