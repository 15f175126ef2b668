import { createErasableMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { erasePerson } from '../../../lib/app/erase/erase-person';
import type { EraseDeps } from '../../../lib/app/erase/find-kept';
import type { Erasure, KeptThing } from '../../../lib/ports/erasure';
import { createManualClock } from '../../support/builders/manual-clock';
import { policyOf } from '../../support/builders/policies';
import { keepLives } from './erasure-lives';
import { NOON_MS, NUMBER, OTHER_NUMBER, scheduledWith, waitingWith } from './samples';

// Goal: erasing that stops at any point loses nothing: run again, it takes the rest. Method: everything is kept anew, the
// engine fails at the first, the second ... removal, and what a whole run takes away is looked for after the second run.

const wished = { isMeant: true, forgetsOptOut: true, isNow: true };
const clock = createManualClock(NOON_MS + 3_600_000);
const aliases = { cli: '+442079460004', callNumber: '+442079460003' };

async function world(): Promise<EraseDeps> {
  const { store, erasure } = createErasableMemoryStore();
  await keepLives(store, NUMBER, 'a', aliases);
  await store.callbacks.register(scheduledWith({ id: 'other', number: OTHER_NUMBER, cli: NUMBER }), 0);
  return { store, erasure, clock, policy: policyOf(), lookBackMs: 45 * 86_400_000 };
}

/** Fails at the removal of that number, from 0 on; tells of what it has removed. */
function stoppingAt(erasure: Erasure, last: number): { readonly erasure: Erasure; readonly removed: KeptThing[] } {
  const removed: KeptThing[] = [];
  const remove = async (thing: KeptThing) => {
    if (removed.length === last) throw new Error('no network');
    removed.push(thing);
    return erasure.remove(thing);
  };
  return { erasure: { ...erasure, remove }, removed };
}

async function leftOf(erasure: Erasure, things: readonly KeptThing[]): Promise<readonly KeptThing[]> {
  const there = await Promise.all(things.map((thing) => erasure.isThere(thing)));
  return things.filter((_, index) => there[index] === true);
}

test('erasing that stops anywhere takes the rest when it is run again', async () => {
  const deps = await world();
  const whole = stoppingAt(deps.erasure, -1);
  await erasePerson({ ...deps, erasure: whole.erasure }, NUMBER, wished);
  expect(whole.removed.length).toBeGreaterThan(20);
  for (let last = 0; last < whole.removed.length; last += 1) {
    const again = await world();
    const stopped = { ...again, erasure: stoppingAt(again.erasure, last).erasure };
    await expect(erasePerson(stopped, NUMBER, wished)).rejects.toThrow('no network');
    expect(await erasePerson(again, NUMBER, wished)).toMatchObject({ ok: true });
    expect({ last, left: await leftOf(again.erasure, whole.removed) }).toEqual({ last, left: [] });
    expect(await again.store.pools.holding('support', 9, 0)).toEqual([]);
    expect(await again.store.slots.counts('support', 0, NOON_MS * 2)).toEqual(new Map());
    expect((await again.store.callbacks.find('other'))?.cli).toBe(OTHER_NUMBER);
  }
});

test('a callback in the line is not dialed while what leads to it goes', async () => {
  const deps = await world();
  await deps.store.callbacks.register(waitingWith({ id: 'inline', queue: 'sales', number: NUMBER, cli: NUMBER }), 0);
  const stopped = { ...deps, erasure: stoppingAt(deps.erasure, 0).erasure };
  await expect(erasePerson(stopped, NUMBER, wished)).rejects.toThrow('no network');
  expect(await deps.store.callbacks.line({ queue: 'sales', class: 'standard' }, 9)).toEqual([]);
  expect((await deps.store.callbacks.get({ number: NUMBER, queue: 'sales' }))?.value).toMatchObject({
    state: 'scheduled',
    dueAtMs: NOON_MS + 3_600_000 + 600_000,
  });
});
