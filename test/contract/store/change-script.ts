import type { Change } from '../../../lib/ports/changes';
import type { Store } from '../../../lib/ports/store';
import { dayWith, rankingWith } from './fcr';
import { CASE_ID, CASE_KEY, caseWith, closedMark, deliveryWith, fullCase, fullFacts } from './lost-samples';
import { everyMark, handledCall, lostCall, lostMark } from './lost-samples';
import { rosterWith } from './roster';
import {
  answeredWith,
  closedWith,
  dialingWith,
  guardWith,
  NOON_MS,
  NUMBER,
  OTHER_NUMBER,
  waitingWith,
} from './samples';
import { tallyWith } from './tallies';

const first = waitingWith();
const dialed = dialingWith({ attempt: 1 });
const answered = answeredWith({ attempt: 1 });
const closed = closedWith({ attempt: 1 });
const archived = { ...closed, archived: true };
const second = waitingWith({ id: '01JNB5Q4T2000000000000000B' });
const other = waitingWith({ number: OTHER_NUMBER, id: '01JNB5Q4T2000000000000000D' });
const settled = caseWith();
const triedAgain = caseWith({ tries: 2 });

/** Writes of all kinds to one store: some change a callback or a case, some are refused, some say nothing new. */
export async function writeScript({ callbacks, cases, ...store }: Store): Promise<void> {
  await callbacks.register(first, 0);
  await callbacks.register(second, 0);
  await callbacks.put(dialed, 1);
  await callbacks.put(answered, 1);
  await callbacks.put(answered, 2);
  await callbacks.put(closed, 3);
  await callbacks.archive(archived, 4);
  await callbacks.put(archived, 4);
  await callbacks.register(second, 5);
  await callbacks.alias(OTHER_NUMBER, second);
  await callbacks.register(other, 0);
  await cases.open(CASE_KEY, [lostMark(1)], CASE_ID);
  await cases.settle(settled, 1);
  await cases.settle(settled, 1);
  await cases.open(CASE_KEY, [lostMark(2)], CASE_ID);
  await cases.settle(settled, 1);
  await cases.settle(triedAgain, 2);
  await cases.mark(CASE_KEY, [...everyMark, closedMark]);
  await cases.settle(fullCase, 3);
  await store.calls.put({ facts: fullFacts, judged: lostCall() }, 0);
  await store.history.keepLost(lostCall(), 1);
  await store.history.keepHandled(handledCall());
  await store.deliveries.take(deliveryWith(), NOON_MS);
  await store.deliveries.takeSmsTurn(NUMBER, { deliveryId: 'a', atMs: NOON_MS, perMs: 1 });
  await store.guards.put(guardWith(), 0);
  await store.fcr.putDay('support', dayWith('2026-03-02'));
  await store.fcr.putRanking('support', rankingWith(NOON_MS));
  await store.fcr.promise('support', '2026-03-02', { callbackId: 'a', attempt: 1, atMs: NOON_MS });
  await store.fcr.take('support', '2026-03-02', { callbackId: 'a', attempt: 1, agentId: 'ann' });
  await store.roster.put(rosterWith(NOON_MS));
  await store.pools.putTally('frontline', tallyWith(), 0);
  await store.callers.remember(NUMBER, { language: 'ru-RU' });
}

/** What the script changes, in order for each item. */
export const scriptChanges: readonly Change[] = [
  { kind: 'callback', after: first, version: 1 },
  { kind: 'callback', before: first, after: dialed, version: 2 },
  { kind: 'callback', before: dialed, after: answered, version: 3 },
  { kind: 'callback', before: answered, after: closed, version: 4 },
  { kind: 'callback', before: closed, after: archived, version: 5 },
  { kind: 'callback', before: archived, after: second, version: 6 },
  { kind: 'callback', after: other, version: 1 },
  { kind: 'case', after: settled, version: 1 },
  { kind: 'case', before: settled, after: triedAgain, version: 2 },
  { kind: 'case', before: triedAgain, after: fullCase, version: 3 },
];

/** Changes by item, each in the order in which it was told. */
export function byItem(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const items = new Map<string, Change[]>();
  for (const change of changes) {
    const item = `${change.kind} ${change.after.number} ${change.after.queue}`;
    items.set(item, [...(items.get(item) ?? []), change]);
  }
  return items;
}
