import { ConnectServiceException } from '@aws-sdk/client-connect';

/** What a failed Connect call means for us, whatever the operation. */
export type Failure =
  | { readonly kind: 'throttled' }
  /** Connect answered and refused; nothing was done. */
  | { readonly kind: 'refused'; readonly name: string }
  /** No answer, or a fault of Connect's own: it may or may not have been done. */
  | { readonly kind: 'unknown'; readonly reason: string };

const throttling = new Set(['ThrottlingException', 'TooManyRequestsException', 'LimitExceededException']);

/** Names the failure. An error that is no answer of Connect's, a time-out or a broken connection, is `unknown`. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ConnectServiceException)) {
    return { kind: 'unknown', reason: error instanceof Error ? error.name : 'unknown fault' };
  }
  const status = error.$metadata.httpStatusCode ?? 0;
  if (throttling.has(error.name) || status === 429) return { kind: 'throttled' };
  if (status >= 500 || status < 400) return { kind: 'unknown', reason: error.name };
  // The message may repeat the number; the name says enough.
  return { kind: 'refused', name: error.name };
}

/** Epoch milliseconds of an SDK date; Connect's "unset" (1970) counts as absent. */
export function msOf(date: Date | undefined): number | undefined {
  const ms = date?.getTime();
  return ms === undefined || ms < 31_536_000_000 ? undefined : ms;
}
