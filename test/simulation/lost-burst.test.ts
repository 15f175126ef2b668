import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHandler as createContactRecords } from '../../functions/contact-records/handler';
import { createHandler as createNotify } from '../../functions/notify/handler';
import { createHandler as createOutbox } from '../../functions/outbox/handler';
import { createMemoryStore } from '../../lib/adapters/memory/memory-store';
import type { DomainEvent } from '../../lib/core/events/domain-event';
import type { Change } from '../../lib/ports/changes';
import { changeIn, kinesisEvent, tableStreamEvent } from '../../local/host/stream-events';
import { createLocalNotices } from '../../local/notices/notices';
import { recordOf } from '../support/builders/call-story';
import { lambdaContext } from '../support/builders/lambda';
import { mobile, tellAll } from '../support/builders/notices';
import { createWorld } from '../support/builders/world';

const CALLS = 1_000;

/** Each on its own, as if every one of them had a function to itself. */
const apart = <T>(data: T, index: number) => [{ sequenceNumber: String(index + 1), atMs: 0, data }];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfree-burst-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a thousand lost calls of one number at once are one case with a thousand tries, one task and one SMS', async () => {
  const changes: Change[] = [];
  const store = createMemoryStore({ onChange: (change) => void changes.push(change) });
  const world = createWorld({ config: tellAll, wrapStore: () => store });
  const notices = createLocalNotices(world.clock.nowMs, folder);
  const tokens = new Set<string>();
  const deps = {
    ...world,
    ...notices,
    caseTasks: {
      start: async ({ clientToken }: { readonly clientToken: string }) => {
        tokens.add(clientToken);
        return { kind: 'started' as const, contactId: `task of ${clientToken}` };
      },
      update: async () => 'updated' as const,
      end: async () => 'ended' as const,
    },
  };
  const records = Array.from({ length: CALLS }, (_, index) =>
    recordOf({ id: `c${index}`, start: index % 60, queued: 61, end: 120, stage: 'queued', from: mobile }),
  );
  const take = createContactRecords(world);
  const taken = await Promise.all(records.map((record, at) => take(kinesisEvent(apart(record, at)), lambdaContext)));
  expect(taken.every(({ batchItemFailures }) => batchItemFailures.length === 0)).toBe(true);

  const told: DomainEvent[] = [];
  const bus = { tell: async (events: readonly DomainEvent[]) => ({ refused: [], taken: told.push(...events) }) };
  const tell = createOutbox({ ...world, bus }, changeIn);
  await Promise.all(changes.map((change, at) => tell(tableStreamEvent(apart(change, at)), lambdaContext)));
  const notify = createNotify(deps);
  const cases = told.filter(({ type }) => type.startsWith('case.'));
  // Those that find one of them at work come again, as events do.
  for (let left = cases; left.length > 0;) {
    const done = await Promise.allSettled(
      left.map(({ type, detail }) => notify(JSON.parse(JSON.stringify(envelope(type, detail))), lambdaContext)),
    );
    left = left.filter((_, at) => done[at]?.status === 'rejected');
  }

  const query = { status: 'open', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } as const;
  const { items } = await store.cases.page(query, { limit: 10 });
  expect(items).toMatchObject([{ number: mobile, queue: 'support', status: 'open', tries: CALLS, reopened: 0 }]);
  expect(tokens.size).toBe(1);
  expect(notices.counts().sms).toBe(1);
  const files = readdirSync(folder).filter((name) => name.includes('-sms-'));
  expect(files).toHaveLength(1);
  expect(readFileSync(join(folder, files[0] ?? 'none'), 'utf8')).toContain(`SMS to ${mobile}`);
});

function envelope(type: string, detail: DomainEvent['detail']) {
  return { version: '0', id: detail.id, 'detail-type': type, source: 'holdfree', resources: [], detail };
}
