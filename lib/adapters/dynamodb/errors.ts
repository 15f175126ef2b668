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
function toAdapterError(error: unknown): AdapterError {
  const name = String(memberOf(error, 'name'));
  const code = String(memberOf(error, 'code'));
  // What broke the connection has a code of the system (ECONNRESET); ERR_ codes are mistakes in a call.
  const isConnection = code.startsWith('E') && !code.startsWith('ERR_');
  const isServers = Number(memberOf(memberOf(error, '$metadata'), 'httpStatusCode')) >= 500;
  return new AdapterError('dynamodb', { retryable: passing.has(name) || isConnection || isServers, cause: error });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
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
  return (await unlessConflict(write)) === 'conflict' ? 'conflict' : 'stored';
}

/** The same for a write that answers with something. */
export async function unlessConflict<T>(write: () => Promise<T>): Promise<T | 'conflict'> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw toAdapterError(error);
  }
}
