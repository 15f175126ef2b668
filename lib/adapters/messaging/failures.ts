import type { SendOutcome } from '../../ports/messages';

/** What the clients of AWS throw when the service has answered. */
interface ServiceFault {
  readonly name: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

/**
 * What a failed send means. Only names and codes are told: messages may repeat the number. An error that is no answer of
 * the service, a time-out or a broken connection, leaves open whether it was sent.
 */
export function outcomeOfFailure(error: unknown): SendOutcome {
  if (!isServiceFault(error)) {
    return { kind: 'unknown', reason: error instanceof Error ? error.name : 'unknown fault' };
  }
  const status = error.$metadata.httpStatusCode ?? 0;
  if (status === 429 || error.name.includes('Throttl')) return { kind: 'throttled' };
  if (status >= 500 || status < 400) return { kind: 'unknown', reason: error.name };
  return { kind: 'refused', reason: reasonOf(error) };
}

function isServiceFault(error: unknown): error is ServiceFault {
  return error instanceof Error && '$fault' in error && '$metadata' in error;
}

/** End User Messaging names the cause in a code of its own: whether the number has opted out, say. */
function reasonOf(error: ServiceFault): string {
  const code = 'Reason' in error ? error.Reason : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? `${error.name}: ${code}` : error.name;
}
