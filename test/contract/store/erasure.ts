import { erasePerson } from '../../../lib/app/erase/erase-person';
import type { Erasure, KeptThing } from '../../../lib/ports/erasure';
import type { Store } from '../../../lib/ports/store';
import { policyOf } from '../../support/builders/policies';
import { createManualClock } from '../../support/builders/manual-clock';
import { keepLives } from './erasure-lives';
import { describeOthers } from './erasure-others';
import { answeredWith, dialingWith, guardWith, NOON_MS, NUMBER, offeredWith, OTHER_NUMBER } from './samples';

/** An empty store, and what erases in it. `texts`: everything that is in it, where the engine can say that. */
export type OpenErasable = () => Promise<{
  readonly store: Store;
  readonly erasure: Erasure;
  readonly texts?: () => Promise<readonly string[]>;
}>;

const [NAMED, ELSEWHERE] = ['+442079460003', '+442079460004'];
const wished = { isMeant: true, forgetsOptOut: true, isNow: true };

/** What every adapter finds of a person, and takes away. */
export function describeErasure(name: string, open: OpenErasable): void {
  const policy = policyOf();
  const world = async () => {
    const { store, erasure, texts } = await open();
    return {
      deps: { store, erasure, policy, lookBackMs: 45 * 86_400_000, clock: createManualClock(NOON_MS + 3_600_000) },
      texts,
    };
  };

  describe(`the contract of erasing: ${name}`, () => {
    test('all that names a person goes, all of another stays, and a second time nothing is found', async () => {
      const { deps, texts } = await world();
      await keepLives(deps.store, OTHER_NUMBER, 'b');
      const before = (await texts?.())?.toSorted();
      await keepLives(deps.store, NUMBER, 'a', { cli: ELSEWHERE, callNumber: NAMED });
      const planned = await erasePerson(deps, NUMBER, { ...wished, isMeant: false });
      const erased = await erasePerson(deps, NUMBER, wished);
      expect(erased).toEqual(planned);
      expect(erased).toEqual({
        ok: true,
        value: {
          keptOptOut: false,
          counts: {
            callback: 2,
            alias: 2,
            callback_id: 3,
            closed_callback: 1,
            case_id: 1,
            contact: 5,
            call: 3,
            contact_row: 2,
            claim: 1,
            dial_guard: 1,
            lost_call: 1,
            handled_call: 1,
            case: 1,
            profile: 1,
            last_call: 1,
            sms_turn: 1,
            holding: 1,
            slot: 1,
          },
        },
      });
      const after = await texts?.();
      expect(after?.filter((text) => text.includes(NUMBER)) ?? []).toEqual([]);
      // What is left beside the other's is a delivery, which names nobody.
      expect(after?.filter((text) => !text.includes('NOTICE#a-d')).toSorted()).toEqual(before);
      expect(await deps.store.callbacks.ofCaller(OTHER_NUMBER)).toHaveLength(2);
      expect(await deps.store.slots.counts('support', 0, NOON_MS * 2)).toEqual(new Map([[NOON_MS, 1]]));
      expect(await erasePerson(deps, NUMBER, wished)).toEqual({ ok: true, value: { keptOptOut: false, counts: {} } });
      const others = await erasePerson(deps, OTHER_NUMBER, { ...wished, isMeant: false });
      expect(others).toMatchObject({ value: { counts: { callback: 2, lost_call: 1, call: 3, profile: 1 } } });
    });

    test('the wish not to be called stays alone, until that is to go too', async () => {
      const { deps } = await world();
      await keepLives(deps.store, NUMBER, 'a');
      const kept = await erasePerson(deps, NUMBER, { ...wished, forgetsOptOut: false });
      expect(kept).toMatchObject({ ok: true, value: { keptOptOut: true, counts: { language: 1 } } });
      expect(await deps.store.callers.get(NUMBER)).toEqual({ optedOutAtMs: NOON_MS });
      expect(await deps.erasure.under(NUMBER)).toEqual([{ kind: 'profile', number: NUMBER }]);
      const again = await erasePerson(deps, NUMBER, { ...wished, forgetsOptOut: false });
      expect(again).toEqual({ ok: true, value: { keptOptOut: true, counts: {} } });
      expect(await erasePerson(deps, NUMBER, wished)).toMatchObject({ value: { counts: { profile: 1 } } });
      expect(await deps.store.callers.get(NUMBER)).toBeUndefined();
    });

    test.each([
      ['is being dialed', dialingWith(), 'dial_live'],
      ['has a task with an agent', offeredWith(), 'dial_live'],
      ['has picked up', answeredWith(), 'dial_live'],
    ])('nothing goes while somebody who %s is there', async (_name, callback, code) => {
      const { deps } = await world();
      await deps.store.callbacks.register(callback, 0);
      await deps.store.callers.remember(NUMBER, { language: 'en-US' });
      expect(await erasePerson(deps, NUMBER, wished)).toEqual({ ok: false, error: { code } });
      const thing: KeptThing = { kind: 'callback', number: NUMBER, queue: 'support' };
      // Also where it has become so since it was looked at.
      expect(await deps.erasure.remove(thing)).toBe('live');
      expect(await deps.erasure.isThere(thing)).toBe(true);
      expect(await deps.store.callers.get(NUMBER)).toEqual({ language: 'en-US' });
    });

    test('nothing goes while the caller is on the line, or the number is taken for a dial', async () => {
      const { deps } = await world();
      await deps.store.callers.noteCall(NUMBER, { contactId: 'now', atMs: NOON_MS });
      expect(await erasePerson(deps, NUMBER, wished)).toEqual({ ok: false, error: { code: 'on_the_line' } });
      const ended = { contactId: 'now', told: { from: NUMBER, disconnectedAtMs: NOON_MS + 1_000 } };
      await deps.store.calls.put({ facts: { callId: 'now', segments: [ended] } }, 0);
      const holder = { callbackId: 'x', attempt: 1, leaseUntilMs: NOON_MS + 7_200_000 };
      await deps.store.guards.put(guardWith({ number: NUMBER, holder }), 0);
      expect(await erasePerson(deps, NUMBER, wished)).toEqual({ ok: false, error: { code: 'dial_live' } });
    });

    describeOthers(world);
  });
}
