import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import type { Store } from '../../../../lib/ports/store';
import { keepTrack } from '../../../../local/store/kept-store';
import { openRecorded, recordedAtMs, writeRecorded } from '../../../../local/store/recorded-file';
import { callerNumber, closed, noonMs } from '../../../support/builders/callbacks';
import { lostCall, servedCall } from '../../../support/builders/judged-calls';
import { policyOf } from '../../../support/builders/policies';

const key = { number: callerNumber, queue: 'support' };
const caseId = '01JNB0000000000000000000CS';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfree-recorded-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a report could read of a store. */
async function readAll({ calls, cases, callbacks, deliveries, history }: Store) {
  const limit = { limit: 10 };
  const query = { status: 'open', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } as const;
  return {
    calls: (await calls.ofDay('2026-03-02', limit)).items,
    cases: (await cases.page(query, limit)).items,
    id: (await cases.get(key))?.id,
    callbacks: (await callbacks.closedOf('completed', '2026-03', limit)).items,
    delivery: await deliveries.get('d1'),
    handled: await history.handledSince(callerNumber, 0),
  };
}

test('what reports are made of is read again as it was written, with policy and last instant', async () => {
  const kept = keepTrack(createMemoryStore());
  const { calls, cases, callbacks, deliveries, history } = kept.store;
  const lost = lostCall();
  for (const judged of [lost, servedCall()]) {
    await calls.put({ facts: { callId: judged.callId, segments: [] }, judged }, 0);
  }
  const { callId, startedAtMs, endedAtMs, type, reason } = lost;
  const mark = { kind: 'lost', callId, basis: 1, startedAtMs, endedAtMs, lost: { type, reason } } as const;
  const { version } = await cases.open(key, [mark], caseId);
  const summary = { ...key, id: caseId, status: 'open', firstAtMs: startedAtMs, lastAtMs: startedAtMs } as const;
  const counts = { lostAtMs: endedAtMs, tries: 1, ourTries: 0, type, reason, afterMs: 0, reopened: 0 };
  await cases.settle({ ...summary, ...counts }, version);
  const callback = closed({ outcome: 'completed', closedAtMs: noonMs });
  await callbacks.register(callback, 0);
  await callbacks.archive(callback, 1);
  const delivery = {
    id: 'd1',
    caseId,
    channel: 'sms',
    to: 'caller',
    state: 'sending',
    tries: 1,
    atMs: noonMs,
  } as const;
  await deliveries.take(delivery, noonMs);
  await deliveries.put({ ...delivery, state: 'sent' });

  const talk = { contactId: 'dial-1', number: callerNumber, queue: 'support', agentId: 'agent-1' };
  await history.keepHandled({ ...talk, how: 'called_back', connectedAtMs: noonMs - 60_000, endedAtMs: noonMs });

  expect(await recordedAtMs(folder)).toBeUndefined();
  const policy = policyOf();
  await writeRecorded({ what: 'a test', nowMs: noonMs, policy }, kept.items(), folder);
  const opened = await openRecorded(folder);
  expect(opened?.head).toEqual({ what: 'a test', nowMs: noonMs, policy });
  expect(opened === undefined ? undefined : await readAll(opened.store)).toEqual(await readAll(kept.store));
  expect(await readAll(kept.store)).toMatchObject({
    calls: [{}, {}],
    cases: [{}],
    callbacks: [{}],
    id: caseId,
    handled: [{}],
  });
});
