import * as fc from 'fast-check';
import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../../../functions/contact-records/contact-record';
import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import type { Deps } from '../../../../lib/app/deps';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import { canonical } from '../../../../lib/core/lost/canonical';
import type { LostCase } from '../../../../lib/core/lost/case';
import { foldCase } from '../../../../lib/core/lost/fold-case';
import type { JudgedCall } from '../../../../lib/core/lost/judged-call';
import type { Store } from '../../../../lib/ports/store';
import { drawing } from '../../../simulation/drawing';
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { policyOf } from '../../../support/builders/policies';
import { tellLeg, type Leg } from '../../../support/builders/call-story';
import { createWorld } from '../../../support/builders/world';
import { histories, type History, type News } from './call-histories';

const { instanceArn } = policyOf();

type Told = (deps: Deps) => Promise<void>;

/** The same record with another second, as one that rounds has it: Connect does not say whether it cuts. */
function laterBy(addMs: number, record: unknown): string {
  const time = /"(\d{4}-\d\d-\d\dT[\d:]+Z)"/g;
  return JSON.stringify(record).replace(
    time,
    (_all, iso: string) => `"${new Date(Date.parse(iso) + addMs).toISOString()}"`,
  );
}

/** Read once, however often it is told. */
function readerOf(news: News, addMs = 0): Told {
  if ('event' in news) {
    const parsed = parseContactEvent(news.event);
    return async (deps) => (parsed.kind === 'event' ? recordContactEvent(deps, parsed.event) : undefined);
  }
  const parsed = parseContactRecord(laterBy(addMs, news.record), instanceArn);
  if (parsed.kind !== 'record') throw new Error(`${parsed.kind} record`);
  return (deps) => recordContactRecord(deps, parsed.record);
}

/** All that is known of the caller's calls, conversations and cases; nothing of the ids that chance gives. */
async function stateOf({ store }: { readonly store: Store }, history: History) {
  const stored = await Promise.all(history.legs.map(({ id }) => store.calls.get(id)));
  const { number = callerNumber } = history;
  const marked = await store.cases.ofCaller(number);
  const folded = marked.flatMap((one) => foldCase(one) ?? []);
  const everything = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  const open = await store.cases.page({ status: 'open', ...everything }, { limit: 50 });
  const processed = await store.cases.page({ status: 'processed', ...everything }, { limit: 50 });
  const settled = [...open.items, ...processed.items];
  const byQueue = (list: readonly LostCase[]) => list.toSorted((a, b) => a.queue.localeCompare(b.queue));
  agree(byQueue(settled), byQueue(folded));
  return {
    calls: stored.flatMap((one) => one?.value.judged ?? []),
    lost: await store.history.lostSince(number, 0),
    handled: await store.history.handledSince(number, 0),
    // What was taken for lost for a while leaves a case in which nothing was.
    cases: byQueue(folded)
      .filter(({ closed }) => closed?.how !== 'not_lost')
      .map(({ id: _id, ...rest }) => rest),
  };
}

function inWords(call: JudgedCall | undefined): string {
  if (call === undefined) return 'unknown';
  if (call.outcome === 'excluded') return `excluded: ${call.why}`;
  return call.outcome === 'served' ? 'served' : `lost: ${call.type}, ${call.reason}, ${call.queue}`;
}

function caseInWords({ queue, status, closed, tries, ourTries, reopened }: Omit<LostCase, 'id'>): string {
  const again = reopened === 0 ? '' : ` +${reopened}`;
  return `${queue} ${status === 'open' ? 'open' : (closed?.how ?? '')}: ${tries}/${ourTries}${again}`;
}

/** Flows of ours ask before they queue a caller; that is where the number of who is served comes from. */
async function rememberAsked(store: Store, { id, method, agent, queueName, from = callerNumber }: Leg): Promise<void> {
  if (method !== undefined || agent === undefined || queueName === null || from === null) return;
  const contact = { kind: 'inbound', contactId: id, number: from, queue: 'support', enteredAtMs: noonMs } as const;
  await store.contacts.remember(contact, noonMs);
}

/** A way to play one history in any order, each time from the beginning. */
function playerOf(history: History) {
  const world = createWorld({
    nowMs: noonMs + 7_200_000,
    ...(history.config === undefined ? {} : { config: history.config }),
  });
  for (const leg of history.legs) tellLeg(world, leg);
  return async (order: readonly Told[]) => {
    const store = createMemoryStore();
    const keep: typeof world.keep = async (...callbacks) => {
      for (const callback of callbacks) await store.callbacks.register(callback, 0);
    };
    const deps = { ...world, store, keep };
    for (const leg of history.legs) await rememberAsked(store, leg);
    await history.before?.(deps);
    for (const told of order) await told(deps);
    return stateOf(deps, history);
  };
}

function* ordersOf<T>(all: readonly T[]): Generator<readonly T[]> {
  if (all.length <= 1) yield all;
  for (const [index, one] of all.entries()) {
    for (const rest of all.length > 1 ? ordersOf(all.toSpliced(index, 1)) : []) yield [one, ...rest];
  }
}

/** Texts are compared a hundred times as fast as values are. */
function agree(state: unknown, expected: unknown): void {
  expect(canonical(state)).toBe(canonical(expected));
}

const named = histories.map((history) => [history.name, history] as const);

test('there are at least forty histories, each with a name of its own', () => {
  expect(new Set(histories.map(({ name }) => name)).size).toBe(histories.length);
  expect(histories.length).toBeGreaterThanOrEqual(40);
});

describe('what is known of a caller', () => {
  test.each(named)('%s', async (_name, history) => {
    const state = await playerOf(history)(history.news.map((news) => readerOf(news)));
    const verdicts = Object.keys(history.calls).map((id) => [
      id,
      inWords(state.calls.find(({ callId }) => callId === id)),
    ]);
    expect(Object.fromEntries(verdicts)).toEqual(history.calls);
    expect(state.lost.map(({ callId }) => callId).toSorted()).toEqual(
      Object.keys(history.calls).filter((id) => history.calls[id]?.startsWith('lost') === true),
    );
    expect(state.cases.map(caseInWords)).toEqual(history.cases);
    expect(state.handled.map(({ contactId, how }) => `${contactId} ${how}`)).toEqual(history.handled ?? []);
  });
});

describe('in whatever order it is told', () => {
  test.each(named)('%s', async (_name, history) => {
    const play = playerOf(history);
    const all = history.news.map((news) => readerOf(news));
    const expected = await play(all);
    if (all.length <= 6) {
      for (const order of ordersOf(all)) agree(await play(order), expected);
      return;
    }
    const shuffled = fc.shuffledSubarray([...all], { minLength: all.length });
    await fc.assert(
      fc.asyncProperty(shuffled, async (order) => agree(await play(order), expected)),
      drawing(500, 23),
    );
  });
});

describe('where records round seconds up that events cut', () => {
  const inBrief = ({ calls, lost, handled, cases }: Awaited<ReturnType<typeof stateOf>>) => ({
    calls: calls.map(inWords),
    lost: lost.map(({ callId }) => callId),
    handled: handled.map(({ contactId, how }) => `${contactId} ${how}`),
    cases: cases.map(caseInWords),
  });

  test.each(named)('%s', async (_name, history) => {
    const play = playerOf(history);
    const expected = inBrief(await play(history.news.map((news) => readerOf(news))));
    const rounded = history.news.map((news) => readerOf(news, 1000));
    for (const order of [rounded, rounded.toReversed()]) expect(inBrief(await play(order))).toEqual(expected);
  });
});
