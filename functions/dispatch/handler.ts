import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { noEarlyTimeout } from '../shared/no-early-timeout';
import type { Deps } from '../../lib/app/deps';
import { runDispatch } from '../../lib/app/dispatch/run-dispatch';

/**
 * Runs the dispatcher. However many wakes and ticks a batch holds, they ask for the same one run; a fault fails the
 * batch, which comes again after its visibility timeout.
 */
export function createHandler(deps: Deps) {
  return middy<SQSEvent, SQSBatchResponse>(noEarlyTimeout).handler(async () => {
    await runDispatch(deps);
    return { batchItemFailures: [] };
  });
}
