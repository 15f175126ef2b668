import { contactAttributes } from '../../lib/core/contact-attributes';
import type { ContactEvent } from '../../lib/app/record-contact-event';
import type { ContactFacts } from '../../lib/core/callback/attempt';
import type { DialRequest } from '../../lib/core/callback/callback';
import type { Contacts } from '../../lib/ports/contacts';
import type { Dialer } from '../../lib/ports/dialer';

/** A contact that lives from its dial until it is over. */
interface LiveContact {
  readonly request: DialRequest;
  readonly startedAtMs: number;
  facts: ContactFacts;
}

/** How the answer to one dial fares. */
export type DialFate = 'started' | 'answer_lost' | 'never_reached' | 'throttled' | 'refused';

/** A Connect whose contacts ring, are answered and end, and which notes every promise that a dial breaks. */
export interface RingingConnect {
  readonly dialer: Dialer;
  readonly contacts: Contacts;
  readonly breaches: readonly string[];
  readonly dials: () => number;
  readonly setFates: (fates: readonly DialFate[]) => void;
  readonly live: () => readonly string[];
  readonly isReady: (contactId: string) => boolean;
  readonly attributesOf: (contactId: string) => Readonly<Record<string, string>>;
  /** Adds to what is known of a contact and gives the event that tells of it; undefined when it is over already. */
  readonly happen: (contactId: string, kind: ContactEvent['kind'], reason?: string) => ContactEvent | undefined;
  /** Every contact that was made, in order. */
  readonly rings: () => readonly { readonly request: DialRequest; readonly startedAtMs: number }[];
  /** Those that ring or wait for an agent. */
  readonly inFlight: () => readonly DialRequest[];
  readonly requestOf: (contactId: string) => DialRequest;
  /** Ends what has rung or waited for a key for a minute, as Connect and the flow do. */
  readonly endStale: () => readonly ContactEvent[];
}

const RINGS_MS_MAX = 60_000;
const callbackOf = ({ attributes }: DialRequest) => attributes[contactAttributes.callbackId];

export function createRingingConnect(nowMs: () => number): RingingConnect {
  const book = new Map<string, LiveContact>();
  const contactOfToken = new Map<string, string>();
  const breaches: string[] = [];
  let fates: readonly DialFate[] = [];
  let dials = 0;

  const isLive = (contact: LiveContact) => contact.facts.disconnectedAtMs === undefined;
  const contactOf = (contactId: string): LiveContact => {
    const contact = book.get(contactId);
    if (contact === undefined) throw new Error(`no contact ${contactId}`);
    return contact;
  };

  function contactFor(request: DialRequest): string {
    const known = contactOfToken.get(request.clientToken);
    if (known !== undefined) {
      const isSame = JSON.stringify(contactOf(known).request) === JSON.stringify(request);
      if (!isSame) breaches.push(`${request.clientToken} was sent with two different requests`);
      return known;
    }
    for (const [contactId, other] of book) {
      if (!isLive(other)) continue;
      const which = `${contactId} (${other.request.clientToken})`;
      if (other.request.number === request.number) {
        breaches.push(`${request.clientToken} rings a number that ${which} still rings`);
      }
      if (callbackOf(other.request) === callbackOf(request)) {
        breaches.push(`${request.clientToken} rings for a callback that ${which} still rings for`);
      }
    }
    const contactId = `dial-${book.size + 1}`;
    contactOfToken.set(request.clientToken, contactId);
    book.set(contactId, { request, startedAtMs: nowMs(), facts: { contactId } });
    return contactId;
  }

  function happen(contactId: string, kind: ContactEvent['kind'], reason?: string): ContactEvent | undefined {
    const contact = contactOf(contactId);
    if (!isLive(contact)) return undefined;
    const at = nowMs();
    const added: Partial<ContactFacts> = {
      ...(kind === 'connected_to_system' ? { connectedToSystemAtMs: at } : {}),
      ...(kind === 'queued' ? { enqueuedAtMs: at } : {}),
      ...(kind === 'connected_to_agent' ? { connectedToAgentAtMs: at, agentId: 'agent-1' } : {}),
      ...(kind === 'disconnected' ? { disconnectedAtMs: at } : {}),
      ...(kind === 'disconnected' && reason !== undefined ? { disconnectReason: reason } : {}),
    };
    contact.facts = { ...contact.facts, ...added };
    return { kind, initiation: 'api', queueId: contact.request.queueId, facts: contact.facts };
  }

  return {
    dialer: {
      dial: async (request) => {
        const [fate = 'started', ...later] = fates;
        fates = later;
        if (fate === 'throttled') return { kind: 'throttled' };
        // What it lets ring once it does not refuse for being sent again.
        const isRefused = fate === 'refused' && !contactOfToken.has(request.clientToken);
        if (isRefused) return { kind: 'number_refused', reason: 'DestinationNotAllowedException' };
        if (fate === 'never_reached') return { kind: 'unknown', reason: 'TimeoutError' };
        dials += 1;
        const contactId = contactFor(request);
        return fate === 'answer_lost' ? { kind: 'unknown', reason: 'TimeoutError' } : { kind: 'started', contactId };
      },
      stop: async (contactId) => (happen(contactId, 'disconnected') === undefined ? 'already_over' : 'stopped'),
    },
    contacts: {
      describe: async (contactId) => {
        const contact = book.get(contactId);
        if (contact === undefined) return { kind: 'not_found' };
        const { attributes, number } = contact.request;
        return { kind: 'found', facts: contact.facts, attributes, customerNumber: number };
      },
      setAge: async () => true,
      setRouting: async () => true,
    },
    breaches,
    dials: () => dials,
    setFates: (next) => void (fates = next),
    live: () => [...book].filter(([, contact]) => isLive(contact)).map(([contactId]) => contactId),
    isReady: (contactId) => contactOf(contactId).facts.enqueuedAtMs !== undefined,
    attributesOf: (contactId) => contactOf(contactId).request.attributes,
    requestOf: (contactId) => contactOf(contactId).request,
    rings: () => [...book.values()],
    inFlight: () =>
      [...book.values()]
        .filter((contact) => isLive(contact) && contact.facts.connectedToAgentAtMs === undefined)
        .map(({ request }) => request),
    happen,
    endStale: () => {
      const stale = [...book].filter(
        ([, contact]) =>
          isLive(contact) && contact.facts.enqueuedAtMs === undefined && nowMs() - contact.startedAtMs >= RINGS_MS_MAX,
      );
      return stale.flatMap(([contactId]) => happen(contactId, 'disconnected') ?? []);
    },
  };
}
