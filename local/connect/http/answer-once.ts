import { canonicalJson } from './canonical-json';
import { ApiError } from './errors';
import type { ApiCore } from './operation';

/**
 * Starts a contact, or answers a repeat of the token with the contact of the first request: also at a quota that would
 * refuse a new one.
 */
export function answerOnce(
  core: ApiCore,
  token: string | undefined,
  request: unknown,
  start: () => string,
): { readonly ContactId: string } {
  if (token === undefined) return { ContactId: start() };
  const fingerprint = canonicalJson(request);
  const accepted = core.tokens.find(token);
  if (accepted === undefined) {
    const contactId = start();
    core.tokens.keep({ token, fingerprint, contactId, acceptedAtMs: core.nowMs() });
    return { ContactId: contactId };
  }
  // What Connect does with a reused token and other parameters is not documented; refusing shows a caller's mistake soonest.
  if (accepted.fingerprint !== fingerprint) {
    throw new ApiError('IdempotencyException', 'The ClientToken was used with different parameters.');
  }
  return { ContactId: accepted.contactId };
}
