import { deliver, type Sent } from '../../../../lib/app/notices/deliver';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import { noonMs } from '../../../support/builders/callbacks';
import { caseId } from '../../../support/builders/cases';
import { createNoticeWorld } from '../../../support/builders/notices';

const outgoing = { id: `${caseId}:after:topic:mail:1.case.opened`, caseId, channel: 'topic', to: 'mail' } as const;
const throttled: Sent = { kind: 'throttled' };
const unknown: Sent = { kind: 'unknown', reason: 'TimeoutError' };

/** Sends with these answers, one after the other, an event at a time; how often it was sent. */
async function sendWith(answers: readonly Sent[]) {
  const world = createNoticeWorld();
  const turns: boolean[] = [];
  const send = async ({ mayHaveArrived }: { readonly mayHaveArrived: boolean }): Promise<Sent> => {
    turns.push(mayHaveArrived);
    return answers[turns.length - 1] ?? { kind: 'sent', ref: 'message-1' };
  };
  const once = async (): Promise<unknown> => deliver(world, outgoing, send).catch((fault: unknown) => fault);
  return { world, turns, once };
}

describe('the ledger of deliveries', () => {
  test('sends once, and answers a repeat with what became of it', async () => {
    const { world, turns, once } = await sendWith([]);
    const delivery = await once();
    expect(delivery).toEqual({ ...outgoing, state: 'sent', tries: 1, atMs: noonMs + 1_000, ref: 'message-1' });
    expect(await once()).toEqual(delivery);
    expect(turns).toEqual([false]);
    expect(world.notes).toEqual([]);
  });

  test('tries twice at once, then has the event come again', async () => {
    const { world, turns, once } = await sendWith([throttled, throttled]);
    const fault = await once();
    expect(fault).toBeInstanceOf(AdapterError);
    expect(fault).toMatchObject({ retryable: true });
    expect(world.clock.nowMs()).toBe(noonMs + 2_000);
    expect(await once()).toMatchObject({ state: 'sent', tries: 3 });
    expect(turns).toEqual([false, false, false]);
  });

  test('knows of a try that may have arrived, though a later one certainly has not', async () => {
    const { turns, once } = await sendWith([unknown, throttled]);
    await once();
    await once();
    expect(turns).toEqual([false, true, true]);
  });

  test('knows nothing of a try that died, though an earlier one certainly has not arrived', async () => {
    const world = createNoticeWorld();
    const turns: boolean[] = [];
    const send = async ({ mayHaveArrived }: { readonly mayHaveArrived: boolean }): Promise<Sent> => {
      turns.push(mayHaveArrived);
      if (turns.length === 2) throw new Error('crash');
      return turns.length === 1 ? throttled : { kind: 'sent' };
    };
    await expect(deliver(world, outgoing, send)).rejects.toThrow('crash');
    world.clock.advance(60_000);
    await deliver(world, outgoing, send);
    expect(turns).toEqual([false, false, true]);
  });

  test('sets aside after five tries, to be seen, with a word in the journal and no number', async () => {
    const { world, turns, once } = await sendWith([unknown, unknown, unknown, unknown, unknown]);
    await once();
    await once();
    expect(await once()).toMatchObject({ state: 'failed', tries: 5, why: 'TimeoutError' });
    expect(await once()).toMatchObject({ state: 'failed' });
    expect(turns).toHaveLength(5);
    expect(world.notes).toEqual([{ kind: 'fault', where: 'notice topic', reason: `${outgoing.id}: TimeoutError` }]);
    const page = await world.store.deliveries.failed('2026-03', { limit: 10 });
    expect(page.items).toEqual([
      expect.objectContaining({ id: outgoing.id, why: 'TimeoutError', mayHaveArrived: true }),
    ]);
  });

  test('sets aside at once what was refused', async () => {
    const { turns, once } = await sendWith([{ kind: 'refused', reason: 'OptedOut' }]);
    const failed = { state: 'failed', why: 'OptedOut', tries: 1, atMs: noonMs + 1_000 };
    expect(await once()).toEqual({ ...outgoing, ...failed });
    expect(turns).toHaveLength(1);
  });

  test('leaves it to whoever is sending, and takes over when that one is gone', async () => {
    const world = createNoticeWorld();
    await expect(deliver(world, outgoing, async () => Promise.reject(new Error('crash')))).rejects.toThrow('crash');
    const turns: boolean[] = [];
    const send = async ({ mayHaveArrived }: { readonly mayHaveArrived: boolean }): Promise<Sent> => {
      turns.push(mayHaveArrived);
      return { kind: 'sent' };
    };
    await expect(deliver(world, outgoing, send)).rejects.toMatchObject({ retryable: true });
    expect(turns).toEqual([]);
    // Lambda brings an event again after a minute.
    world.clock.advance(60_000);
    expect(await deliver(world, outgoing, send)).toMatchObject({ state: 'sent', tries: 2 });
    expect(turns).toEqual([true]);
  });
});
