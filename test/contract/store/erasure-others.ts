import { erasePerson } from '../../../lib/app/erase/erase-person';
import type { EraseDeps } from '../../../lib/app/erase/find-kept';
import { fullFacts, lostCall, lostMark } from './lost-samples';
import { closedWith, dialingWith, NOON_MS, NUMBER, OTHER_NUMBER, scheduledWith, waitingWith } from './samples';

const wished = { isMeant: true, forgetsOptOut: true, isNow: true };

/** A store, what erases in it, and all that is in it as text where the engine can say that. */
type World = () => Promise<{
  readonly deps: EraseDeps;
  readonly texts: (() => Promise<readonly string[]>) | undefined;
}>;

/** What becomes of other people's things that name the number, and what is left of a number beside all that is found. */
export function describeOthers(open: World): void {
  /** No item holds the number any longer. */
  const expectGone = async (texts: (() => Promise<readonly string[]>) | undefined) =>
    expect(((await texts?.()) ?? []).filter((text) => text.includes(NUMBER))).toEqual([]);

  test("another person's callbacks lose the number and stay: open, closed, and those that only a copy tells of", async () => {
    const { deps, texts } = await open();
    const { callbacks } = deps.store;
    const older = closedWith({ id: 'c0', number: OTHER_NUMBER, cli: NUMBER });
    await callbacks.register(older, 0);
    await callbacks.archive(older, 1);
    const newer = scheduledWith({
      id: 'c1',
      number: OTHER_NUMBER,
      cli: OTHER_NUMBER,
      callNumber: NUMBER,
      slotMs: NOON_MS,
    });
    await callbacks.register({ ...newer, id: 'c1' }, 1);
    await callbacks.alias(NUMBER, newer);
    const closed = closedWith({ id: 'c2', queue: 'billing', number: OTHER_NUMBER, cli: NUMBER, callNumber: NUMBER });
    await callbacks.register(closed, 0);
    await callbacks.archive(closed, 1);
    const counts = { alias: 3, other_callback: 1, other_copy: 2 };
    expect(await erasePerson(deps, NUMBER, { ...wished, isMeant: false })).toMatchObject({ value: { counts } });
    expect(await erasePerson(deps, NUMBER, wished)).toEqual({ ok: true, value: { counts, keptOptOut: false } });
    const { callNumber: _cut, ...underOwn } = newer;
    expect((await callbacks.get(newer))?.value).toStrictEqual(underOwn);
    const { callNumber: _also, ...copy } = { ...closed, cli: OTHER_NUMBER };
    expect(await callbacks.find('c2')).toStrictEqual(copy);
    expect(await callbacks.find('c0')).toStrictEqual({ ...older, cli: OTHER_NUMBER, archived: true });
    const month = await callbacks.closedOf('completed', '2026-03', { limit: 9 });
    expect(month.items.map(({ cli }) => cli)).toEqual([OTHER_NUMBER, OTHER_NUMBER]);
    await expectGone(texts);
    expect(await erasePerson(deps, NUMBER, wished)).toMatchObject({ value: { counts: {} } });
  });

  test("nothing goes while another person's callback that names the number is being dialed", async () => {
    const { deps } = await open();
    await deps.store.callbacks.register(dialingWith({ number: OTHER_NUMBER, cli: NUMBER }), 0);
    expect(await erasePerson(deps, NUMBER, wished)).toEqual({ ok: false, error: { code: 'dial_live' } });
  });

  test("another person's call loses the number, in whatever form it was told, and stays theirs", async () => {
    const { deps, texts } = await open();
    const told = { kind: 'inbound', from: OTHER_NUMBER, initiatedAtMs: NOON_MS } as const;
    const later = { kind: 'transfer', initiatedAtMs: NOON_MS } as const;
    const facts = (from: object) => ({
      callId: 'theirs',
      segments: [
        { contactId: 'theirs', told },
        { contactId: 'theirs-2', told: { ...later, ...from }, record: { ...later, ...from, updatedAtMs: NOON_MS } },
      ],
    });
    const judged = lostCall({ callId: 'theirs', number: OTHER_NUMBER });
    const national = `0${NUMBER.slice(3)}`;
    await deps.store.calls.put({ facts: facts({ from: national }), judged }, 0);
    await deps.store.callers.noteCall(NUMBER, { contactId: 'theirs', atMs: NOON_MS - 86_400_000 });
    const answer = await erasePerson(deps, NUMBER, wished);
    expect(answer).toEqual({ ok: true, value: { counts: { last_call: 1, other_call: 1 }, keptOptOut: false } });
    expect((await deps.store.calls.get('theirs'))?.value).toStrictEqual({ facts: facts({}), judged });
    await expectGone(texts);
    expect(await deps.store.calls.get(fullFacts.callId)).toBeUndefined();
  });

  test('of many calls whose end nobody told of the latest twelve go, and a dial to the number of no callback any more', async () => {
    const { deps } = await open();
    const { contacts, callers } = deps.store;
    const calls = Array.from({ length: 30 }, (_, index) => `call-${index}`);
    for (const contactId of calls) {
      await callers.noteCall(NUMBER, { contactId, atMs: NOON_MS - 90_000_000 });
      await contacts.remember(
        { kind: 'inbound', contactId, number: NUMBER, queue: 'support', enteredAtMs: 0 },
        NOON_MS,
      );
    }
    const key = { number: NUMBER, queue: 'support' };
    await contacts.remember({ kind: 'dial', contactId: 'unheard', callbackId: 'gone', key, attempt: 1 }, NOON_MS);
    expect(await erasePerson(deps, NUMBER, wished)).toMatchObject({ ok: true });
    const left = (await Promise.all(calls.map((id) => contacts.get(id)))).filter((one) => one !== undefined);
    expect(left.length).toBeLessThanOrEqual(18);
    expect(await Promise.all(calls.slice(-12).map((id) => contacts.get(id)))).toEqual(Array(12).fill(undefined));
    expect(await contacts.get('unheard')).toBeUndefined();
  });

  test('a request that another one was faster than leaves no number behind', async () => {
    const { deps, texts } = await open();
    const { callbacks } = deps.store;
    await callbacks.register(waitingWith({ id: 'first', number: NUMBER, cli: NUMBER }), 0);
    expect(await callbacks.register(waitingWith({ id: 'second', number: NUMBER, cli: NUMBER }), 0)).toBe('conflict');
    expect(await callbacks.find('second')).toBeUndefined();
    // Stored after all, and told of twice, it stays to be found.
    expect(await callbacks.register(waitingWith({ id: 'first', number: NUMBER, cli: NUMBER }), 0)).toBe('conflict');
    expect(await callbacks.find('first')).toBeDefined();
    await erasePerson(deps, NUMBER, wished);
    await expectGone(texts);
  });

  test('of two who open a case at once the id that did not become the case names nobody', async () => {
    const { deps, texts } = await open();
    const { cases } = deps.store;
    const key = { number: NUMBER, queue: 'support' };
    await Promise.all(['one', 'two'].map((id, index) => cases.open(key, [lostMark(index)], id)));
    const id = (await cases.get(key))?.id;
    expect(await cases.keyOf(id === 'one' ? 'two' : 'one')).toBeUndefined();
    expect(await cases.keyOf(id ?? '')).toEqual(key);
    await erasePerson(deps, NUMBER, wished);
    await expectGone(texts);
  });

  test('right after a call nothing goes unless that is asked for, and an hour later it does', async () => {
    const { deps } = await open();
    const nowMs = deps.clock.nowMs();
    const segments = [
      { contactId: 'c', told: { from: NUMBER, initiatedAtMs: nowMs - 600_000, disconnectedAtMs: nowMs } },
    ];
    await deps.store.calls.put({ facts: { callId: 'c', segments } }, 0);
    await deps.store.callers.noteCall(NUMBER, { contactId: 'c', atMs: nowMs - 600_000 });
    const untilMs = nowMs + 3_600_000;
    const waits = { ...wished, isNow: false };
    expect(await erasePerson(deps, NUMBER, waits)).toEqual({ ok: false, error: { code: 'just_called', untilMs } });
    const counts = { call: 1, last_call: 1 };
    const planned = await erasePerson(deps, NUMBER, { ...waits, isMeant: false });
    expect(planned).toEqual({ ok: true, value: { counts, keptOptOut: false, restsUntilMs: untilMs } });
    const clock = { ...deps.clock, nowMs: () => untilMs };
    expect(await erasePerson({ ...deps, clock }, NUMBER, waits)).toEqual({
      ok: true,
      value: { counts, keptOptOut: false },
    });
  });
}
