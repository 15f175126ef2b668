import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { caseKeyOf, settlingOf } from '../../../lib/adapters/dynamodb/case-item';
import { KEPT_MS } from '../../../lib/adapters/dynamodb/retention';
import type { LostCase } from '../../../lib/core/lost/case';
import type { Store } from '../../../lib/ports/store';
import { dynamoClientFor } from '../../../local/store/embedded-dynamo';

/** All cases of the bench are of this month, in the zone of the queues as in UTC. */
export const month = {
  fromDay: '2026-02-01',
  toDay: '2026-02-28',
  fromMs: Date.UTC(2026, 1, 1),
  toMs: Date.UTC(2026, 2, 1),
};

/** One case in so many belongs to the agent whom the bench looks for. */
const RARE = 10_000;
export const RARE_AGENT = 'agent-rare';

const reasons = ['agents_busy', 'not_answered', 'abandoned_menu', 'waited_too_long'] as const;

/** One of so many open cases, spread over the month. Numbers have more digits than any number that can be called. */
function caseAt(index: number, of: number): LostCase {
  const atMs = month.fromMs + Math.floor(((index / of) * (month.toMs - month.fromMs - 120_000)) / 1000) * 1000;
  return {
    id: `01JNBCASE${String(index).padStart(17, '0')}`,
    number: `+447700900${String(index).padStart(9, '0')}`,
    queue: index % 2 === 0 ? 'support' : 'billing',
    status: 'open',
    firstAtMs: atMs,
    lastAtMs: atMs,
    lostAtMs: atMs + 60_000,
    tries: 1 + (index % 3),
    ourTries: index % 2,
    type: 'abandoned',
    reason: reasons[index % reasons.length] ?? 'agents_busy',
    afterMs: 0,
    reopened: 0,
    customer: { name: `Customer ${index}`, agentId: index % RARE === 0 ? RARE_AGENT : `agent-${index % 40}` },
  };
}

/** Stores cases through the ports, each with a mark. */
export async function fillThroughPorts({ cases }: Pick<Store, 'cases'>, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const summary = caseAt(index, count);
    const marked = await cases.open(summary, [{ kind: 'tried', ref: 'bench', atMs: summary.lostAtMs }], summary.id);
    await cases.settle(summary, marked.version);
  }
}

/** The most that one request takes. */
const BATCH = 25;

/** Stores items as settling leaves them: three conditional writes a case would take minutes and show nothing more. */
export async function fillTable(
  endpoint: string,
  tableName: string,
  count: number,
  progress: (line: string) => void,
): Promise<void> {
  const client = dynamoClientFor(endpoint);
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  for (let from = 0; from < count; from += BATCH) {
    const writes = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => ({
      PutRequest: { Item: itemOf(caseAt(from + offset, count)) },
    }));
    await document.send(new BatchWriteCommand({ RequestItems: { [tableName]: writes } }));
    if (from % 10_000 === 0) progress(`dynalite: ${from} of ${count} cases stored`);
  }
  client.destroy();
}

function itemOf(summary: LostCase) {
  const settled = Object.entries(settlingOf(summary, 1, KEPT_MS).values ?? {}).map(([name, value]) => [
    name.slice(1),
    value,
  ]);
  const { id, number, queue } = summary;
  return { ...caseKeyOf(summary), id, number, queue, ...Object.fromEntries(settled) };
}
