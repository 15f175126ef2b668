import { DynamoDBDocumentClient, GetCommand, type NativeAttributeValue } from '@aws-sdk/lib-dynamodb';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import type { Store } from '../../../lib/ports/store';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { claimWith } from './claims';
import { dayWith, rankingWith } from './fcr';
import { CALL_MS, CASE_ID, CASE_KEY, caseWith, closedMark, deliveryWith, fullCase, fullFacts } from './lost-samples';
import { handledCall, lostCall, lostMark } from './lost-samples';
import { rosterWith } from './roster';
import { closedWith, NOON_MS, NUMBER, OTHER_NUMBER, waitingWith } from './samples';
import { tallyWith } from './tallies';

const daysAfter = (ms: number, days: number) => Math.ceil((ms + days * 86_400_000) / 1000);

let engine: EmbeddedDynamo;
let store: Store;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
  await createTable(engine.client, 'callbacks');
  store = createDynamoStore(engine.client, 'callbacks');
});
afterAll(() => engine.close());

/** When the table may delete an item; undefined: never. */
async function expiryOf(pk: string, sk: string): Promise<NativeAttributeValue> {
  const document = DynamoDBDocumentClient.from(engine.client);
  const { Item } = await document.send(new GetCommand({ TableName: 'callbacks', Key: { pk, sk } }));
  if (Item === undefined) throw new Error(`no item ${pk} ${sk}`);
  return Item['expiresAtSeconds'];
}

test('a slot expires a month after it, and leaving one that nobody booked leaves nothing behind', async () => {
  const slot = { queue: 'support', startMs: NOON_MS };
  await store.slots.book(slot, 'a', 1);
  await store.slots.leave(slot, 'a');
  await store.slots.leave({ ...slot, queue: 'billing' }, 'a');
  const sortKey = String(NOON_MS).padStart(15, '0');
  expect(await expiryOf('SLOT#support', sortKey)).toBe(daysAfter(NOON_MS, 31));
  await expect(expiryOf('SLOT#billing', sortKey)).rejects.toThrow('no item');
});

test('a holder whom nobody takes away expires a day after coming', async () => {
  await store.pools.holds('support', { contactId: 'call-1', sinceMs: NOON_MS });
  const sortKey = `${String(NOON_MS).padStart(15, '0')}#call-1`;
  expect(await expiryOf('HOLDERS#support', sortKey)).toBe(daysAfter(NOON_MS, 1));
});

test('what is kept of a caller never expires', async () => {
  await store.callers.remember(NUMBER, { language: 'ru-RU', optedOutAtMs: NOON_MS });
  expect(await expiryOf(`CALLER#${NUMBER}`, 'PROFILE')).toBeUndefined();
});

test('the last call of a caller expires with its contact, a month after it', async () => {
  await store.callers.noteCall(NUMBER, { contactId: 'c1', atMs: NOON_MS });
  expect(await expiryOf(`CALLER#${NUMBER}`, 'RANG')).toBe(daysAfter(NOON_MS, 31));
});

test('a number named later leads to its callback as long as the callback can be looked up', async () => {
  await store.callbacks.alias(OTHER_NUMBER, waitingWith());
  const expiry = await expiryOf(`CALLER#${OTHER_NUMBER}`, `ALIAS#support#${NUMBER}`);
  expect(expiry).toBe(daysAfter(waitingWith().deadlineMs, 400));
});

test('a call expires 400 days after it began, and a month after that while its end is not known', async () => {
  const { callId } = fullFacts;
  await store.calls.put({ facts: { callId, segments: [{ contactId: callId, told: { stage: 'entered' } }] } }, 0);
  expect(await expiryOf(`CALL#${callId}`, 'CALL')).toBeUndefined();
  await store.calls.put({ facts: fullFacts }, 1);
  expect(await expiryOf(`CALL#${callId}`, 'CALL')).toBe(daysAfter(CALL_MS, 31));
  await store.calls.put({ facts: fullFacts, judged: lostCall({ startedAtMs: CALL_MS - 1000 }) }, 2);
  expect(await expiryOf(`CALL#${callId}`, 'CALL')).toBe(daysAfter(CALL_MS - 1000, 400));
});

test('what a caller has been through expires 400 days after it began, and what was never kept leaves nothing', async () => {
  const [lost, handled] = [lostCall(), handledCall()];
  await store.history.keepLost(lost, 1);
  await store.history.dropLost(lost, 2);
  await store.history.keepHandled(handled);
  await store.history.dropLost({ ...lost, callId: 'never' }, 2);
  const at = String(CALL_MS).padStart(15, '0');
  expect(await expiryOf(`CALLER#${NUMBER}`, `LOST#${at}#${lost.callId}`)).toBe(daysAfter(CALL_MS, 400));
  expect(await expiryOf(`CALLER#${NUMBER}`, `HANDLED#${at}#${handled.contactId}`)).toBe(daysAfter(CALL_MS, 400));
  await expect(expiryOf(`CALLER#${NUMBER}`, `LOST#${at}#never`)).rejects.toThrow('no item');
});

test('a case never expires while it is open, and 400 days after it was closed, as does its id', async () => {
  const itsExpiry = () => expiryOf(`CALLER#${NUMBER}`, 'CASE#support');
  await store.cases.open(CASE_KEY, [lostMark(1)], CASE_ID);
  expect(await itsExpiry()).toBeUndefined();
  expect(await expiryOf(`ID#${CASE_ID}`, 'CASE')).toBe(daysAfter(CALL_MS + 96_000, 800));
  await store.cases.settle(caseWith(), 1);
  expect(await itsExpiry()).toBeUndefined();
  await store.cases.mark(CASE_KEY, [closedMark]);
  await store.cases.settle({ ...fullCase, reopened: 0 }, 2);
  expect(await itsExpiry()).toBe(daysAfter(fullCase.closed.atMs, 400));
  expect(await expiryOf(`ID#${CASE_ID}`, 'CASE')).toBe(daysAfter(fullCase.closed.atMs, 400));
  const later = CALL_MS + 300 * 86_400_000;
  await store.cases.settle(caseWith({ reopened: 1, lostAtMs: later }), 2);
  expect(await itsExpiry()).toBeUndefined();
  expect(await expiryOf(`ID#${CASE_ID}`, 'CASE')).toBe(daysAfter(later, 800));
});

test('a delivery expires 400 days after it began, the turn to send an SMS after a day', async () => {
  await store.deliveries.take(deliveryWith(), CALL_MS);
  expect(await expiryOf(`NOTICE#${deliveryWith().id}`, 'NOTICE')).toBe(daysAfter(CALL_MS, 400));
  await store.deliveries.takeSmsTurn(NUMBER, { deliveryId: 'd', atMs: CALL_MS, perMs: 600_000 });
  expect(await expiryOf(`CALLER#${NUMBER}`, 'SMS')).toBe(daysAfter(CALL_MS, 1));
});

test('a counted day and a ranking expire after 400 days, shares after 5, a tally after 3, a roster and a claim after one', async () => {
  const day = '2026-03-02';
  const dayMs = Date.parse(day);
  await store.fcr.putDay('support', dayWith(day));
  await store.fcr.putRanking('support', rankingWith(NOON_MS));
  await store.fcr.promise('support', day, { callbackId: 'a', attempt: 1, atMs: NOON_MS });
  await store.fcr.take('billing', day, { callbackId: 'a', attempt: 1, agentId: 'ann' });
  await store.pools.putTally('frontline', tallyWith({ day }), 0);
  await store.roster.put(rosterWith(NOON_MS));
  await store.pools.claim('frontline', claimWith(), NOON_MS);
  expect(await expiryOf('FCR#support', `DAY#${day}`)).toBe(daysAfter(dayMs, 400));
  expect(await expiryOf('FCR#support', 'RANK')).toBe(daysAfter(NOON_MS, 400));
  for (const queue of ['support', 'billing']) {
    expect(await expiryOf(`FCR#${queue}`, `SHARE#${day}#a#1`)).toBe(daysAfter(dayMs, 5));
  }
  expect(await expiryOf('POOL#frontline', 'TALLY#ann')).toBe(daysAfter(dayMs, 3));
  expect(await expiryOf('POOL#frontline', 'CLAIM#ann')).toBe(daysAfter(NOON_MS, 1));
  expect(await expiryOf('INSTANCE', 'ROSTER')).toBe(daysAfter(NOON_MS, 1));
});

test('what is over is kept as long as the store is told, facts of contacts no longer than that, and a profile for ever', async () => {
  const month = createDynamoStore(engine.client, 'callbacks', { keptMs: 30 * 86_400_000 });
  const closed = closedWith({ number: OTHER_NUMBER });
  await month.callbacks.register(closed, 0);
  await month.callbacks.archive(closed, 1);
  const partition = `CALLER#${OTHER_NUMBER}`;
  expect(await expiryOf(partition, 'CALLBACK#support')).toBe(daysAfter(closed.closedAtMs, 30));
  expect(await expiryOf(partition, `CLOSED#${closed.id}`)).toBe(daysAfter(closed.closedAtMs, 30));
  expect(await expiryOf(`ID#${closed.id}`, 'ID')).toBe(daysAfter(closed.deadlineMs, 30));
  await month.callbacks.alias(NUMBER, closed);
  expect(await expiryOf(`CALLER#${NUMBER}`, `ALIAS#support#${OTHER_NUMBER}`)).toBe(daysAfter(closed.deadlineMs, 30));
  await month.contacts.remember({ kind: 'inbound', contactId: 'k1', queue: 'support', enteredAtMs: NOON_MS }, NOON_MS);
  expect(await expiryOf('CONTACT#k1', 'CONTACT')).toBe(daysAfter(NOON_MS, 30));
  const handled = handledCall({ number: OTHER_NUMBER });
  await month.history.keepHandled(handled);
  const at = String(handled.connectedAtMs).padStart(15, '0');
  expect(await expiryOf(partition, `HANDLED#${at}#${handled.contactId}`)).toBe(daysAfter(handled.connectedAtMs, 30));
  const lost = lostCall({ number: OTHER_NUMBER });
  await month.history.keepLost(lost, 1);
  expect(await expiryOf(partition, `LOST#${String(lost.startedAtMs).padStart(15, '0')}#${lost.callId}`)).toBe(
    daysAfter(lost.startedAtMs, 30),
  );
  await month.calls.put({ facts: { ...fullFacts, callId: 'k2' } }, 0);
  expect(await expiryOf('CALL#k2', 'CALL')).toBe(daysAfter(CALL_MS, 30));
  await month.deliveries.put(deliveryWith({ id: 'k3' }));
  expect(await expiryOf('NOTICE#k3', 'NOTICE')).toBe(daysAfter(deliveryWith().atMs, 30));
  const key = { ...CASE_KEY, number: OTHER_NUMBER };
  await month.cases.open(key, [lostMark(1), closedMark], 'k4');
  expect(await expiryOf(partition, 'CASE#support')).toBeUndefined();
  await month.cases.settle({ ...fullCase, ...key, id: 'k4', reopened: 0 }, 1);
  expect(await expiryOf(partition, 'CASE#support')).toBe(daysAfter(fullCase.closed.atMs, 30));
  await month.fcr.putDay('kept', dayWith('2026-03-02'));
  expect(await expiryOf('FCR#kept', 'DAY#2026-03-02')).toBe(daysAfter(Date.parse('2026-03-02'), 30));
});
