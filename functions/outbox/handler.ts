import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { tellChanges } from '../../lib/app/outbox/tell-change';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { Change } from '../../lib/ports/changes';
import type { EventBus } from '../../lib/ports/event-bus';
import type { Journal } from '../../lib/ports/journal';
import { noEarlyTimeout } from '../shared/no-early-timeout';

/** What the outbox stands on. */
export interface OutboxDeps {
  readonly bus: EventBus;
  readonly journal: Journal;
}

interface ReadChange {
  readonly change: Change;
  readonly record: DynamoDBRecord;
}

/**
 * Takes the table's stream and tells what its changes mean. The stream goes on from the first record that failed: those
 * after it come again, and their events with the same ids. A record of an item that is not what we write never will be
 * readable, and would stop its shard for a day: it is told in the journal and left out.
 */
export function createHandler(deps: OutboxDeps, readChange: (record: DynamoDBRecord) => Change | undefined) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>(noEarlyTimeout).handler(async ({ Records: records }) => {
    const { read, stoppedAt } = readUpToFault(deps, records, readChange);
    const { failed } = await tellChanges(
      deps,
      read.map(({ change }) => change),
    );
    const first = read.find(({ change }) => failed.includes(change))?.record ?? stoppedAt;
    return { batchItemFailures: first === undefined ? [] : [{ itemIdentifier: sequenceNumberOf(first) }] };
  });
}

/** What can be told now, and the record at which reading stopped for a fault that is not the record's. */
function readUpToFault(
  { journal }: OutboxDeps,
  records: readonly DynamoDBRecord[],
  readChange: (record: DynamoDBRecord) => Change | undefined,
): { readonly read: readonly ReadChange[]; readonly stoppedAt?: DynamoDBRecord } {
  const read: ReadChange[] = [];
  for (const record of records) {
    try {
      const change = readChange(record);
      if (change !== undefined) read.push({ change, record });
    } catch (fault) {
      const isLeftOut = fault instanceof AdapterError && fault.isUnreadable;
      const name = fault instanceof Error ? fault.name : 'unknown fault';
      // Neither the keys nor what the fault says: both may hold a number.
      const reason = `record ${record.eventID ?? ''} ${isLeftOut ? 'left out' : 'comes again'}: ${name}`;
      journal.note({ kind: 'fault', where: 'outbox', reason });
      if (!isLeftOut) return { read, stoppedAt: record };
    }
  }
  return { read };
}

function sequenceNumberOf({ dynamodb }: DynamoDBRecord): string {
  return dynamodb?.SequenceNumber ?? '';
}
