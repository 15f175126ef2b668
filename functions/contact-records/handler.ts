import middy from '@middy/core';
import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import type { Deps } from '../../lib/app/deps';
import { recordContactRecord } from '../../lib/app/record-contact-record';
import { AdapterError } from '../../lib/ports/adapter-error';
import { noEarlyTimeout } from '../shared/no-early-timeout';
import { parseContactRecord } from './contact-record';

/**
 * Takes contact records, one after the other. One that is malformed, or about a stored item that nobody can read, is told in
 * the journal and left out: no repeat would mend it. At any other fault the batch stops and Lambda comes again from that
 * record, so that what somebody mends in time (a permission, say) costs nothing, and the dead letters name the others.
 */
export function createHandler(deps: Deps) {
  return middy<KinesisStreamEvent, KinesisStreamBatchResponse>(noEarlyTimeout).handler(async ({ Records }) => {
    for (const { kinesis } of Records) {
      try {
        await take(deps, kinesis);
      } catch (error) {
        note(deps, kinesis, error instanceof Error ? error.message : 'unknown fault');
        const isUnreadable = error instanceof AdapterError && error.isUnreadable;
        if (!isUnreadable) return { batchItemFailures: [{ itemIdentifier: kinesis.sequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  });
}

type Kinesis = KinesisStreamRecord['kinesis'];

async function take(deps: Deps, kinesis: Kinesis): Promise<void> {
  const data = Buffer.from(kinesis.data, 'base64').toString('utf8');
  const parsed = parseContactRecord(data, deps.policy.instanceArn);
  if (parsed.kind === 'malformed') note(deps, kinesis, `not a contact record: ${parsed.reason}`);
  else if (parsed.kind === 'record') await recordContactRecord(deps, parsed.record);
}

/** The sequence number finds it in the stream, for as long as that keeps it. */
function note({ journal }: Deps, { sequenceNumber }: Kinesis, reason: string): void {
  journal.note({ kind: 'fault', where: 'contact-records', reason: `${reason} (record ${sequenceNumber})` });
}
