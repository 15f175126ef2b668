import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { AdapterError } from '../../ports/adapter-error';
import type { PutOutcome } from '../../ports/stored';

/** Faults that pass by themselves; anything else would fail again in the same way. */
const passing = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'TransactionConflictException',
]);

/** Turns whatever the SDK threw into the one error our callers know. */
export function toAdapterError(error: unknown): AdapterError {
  const name = error instanceof Error ? error.name : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new AdapterError('dynamodb', { retryable: passing.has(name) || code.startsWith('E'), cause: error });
}

/** Runs a call whose failure is a fault. */
export async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toAdapterError(error);
  }
}

/** Runs a conditional write: a failed condition is an outcome, everything else a fault. */
export async function conditional(write: () => Promise<unknown>): Promise<PutOutcome> {
  try {
    await write();
    return 'stored';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw toAdapterError(error);
  }
}
