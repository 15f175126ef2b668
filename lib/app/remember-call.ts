import { contactAttributes } from '../core/contact-attributes';
import { parsePhoneNumber } from '../core/phone-number';
import type { RememberedContact } from '../ports/contact-store';
import type { Deps } from './deps';
import { findDial } from './find-dial';
import { holdBackCaller } from './hold-back';
import type { InboundCall } from './identify-caller';

export type RememberDeps = Pick<
  Deps,
  'store' | 'contacts' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'
>;

/** A call that came in, as it is remembered. */
type Inbound = Extract<RememberedContact, { kind: 'inbound' }>;

/**
 * What is remembered of the call on the line. One whose first question was lost is remembered now, by the time at which
 * it came in, and what is open of its caller is held back. Undefined: a dial of ours.
 */
export async function rememberCall(
  deps: RememberDeps,
  call: InboundCall & { readonly attributes: Readonly<Record<string, string>> },
): Promise<Inbound | undefined> {
  const { contactId, queue, from, attributes } = call;
  const remembered = await deps.store.contacts.get(contactId);
  if (remembered !== undefined) return remembered.kind === 'inbound' ? remembered : undefined;
  const isSaidToBeDial = attributes[contactAttributes.callbackId] !== undefined;
  if (isSaidToBeDial && (await findDial(deps, contactId, attributes)) !== undefined) return undefined;
  const enteredAtMs = await initiatedAtMs(deps, contactId);
  const number = parsePhoneNumber(from, deps.policy.country);
  if (number.ok) await holdBackCaller(deps, number.value, contactId);
  const known = number.ok ? { number: number.value } : {};
  const inbound: Inbound = { kind: 'inbound', contactId, ...known, queue: queue.name, enteredAtMs };
  await deps.store.contacts.remember(inbound, deps.clock.nowMs());
  return inbound;
}

/** When it came in; now, where nobody says. */
async function initiatedAtMs(deps: RememberDeps, contactId: string): Promise<number> {
  const lookup = await deps.contacts.describe(contactId);
  const nowMs = deps.clock.nowMs();
  return Math.min(nowMs, (lookup.kind === 'found' ? lookup.facts.initiatedAtMs : undefined) ?? nowMs);
}
