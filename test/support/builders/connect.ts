import type { ContactFacts } from '../../../lib/core/callback/attempt';
import type { DialRequest } from '../../../lib/core/callback/callback';
import type { Initiation } from '../../../lib/core/lost/initiation';
import type { Contacts } from '../../../lib/ports/contacts';
import type { Dialer, DialOutcome } from '../../../lib/ports/dialer';

/** A contact of the pretended Connect. */
export interface PretendContact {
  readonly facts: ContactFacts;
  readonly attributes: Readonly<Record<string, string>>;
  readonly customerNumber: string;
  readonly request?: DialRequest;
  readonly queueId?: string;
  readonly initiation?: Initiation;
  readonly nextContactIds?: readonly string[];
}

type Steps = Parameters<Contacts['setRouting']>[1];
type MoreToTell = Partial<Pick<PretendContact, 'attributes' | 'queueId' | 'initiation' | 'nextContactIds'>>;

/** A Connect that answers as told, honours client tokens and keeps every call made to it. */
export interface PretendConnect {
  readonly dialer: Dialer;
  readonly contacts: Contacts;
  readonly dialed: readonly DialRequest[];
  readonly stopped: readonly string[];
  readonly ages: ReadonlyMap<string, number>;
  /** Which agents alone may have a contact at first. */
  readonly admitted: ReadonlyMap<string, readonly string[]>;
  /** The steps that were set last. */
  readonly routed: ReadonlyMap<string, Steps>;
  readonly book: ReadonlyMap<string, PretendContact>;
  /** What the next dials come to; after them dials start. `lost`: the dial starts and its answer is lost. */
  readonly answerNext: (...outcomes: readonly (DialOutcome | 'lost')[]) => void;
  readonly setAvailable: (isAvailable: boolean) => void;
  /** Puts an inbound or an agent's call on the book, or adds to what is known of a contact. */
  readonly tell: (facts: ContactFacts, customerNumber?: string, more?: MoreToTell) => void;
}

export function createPretendConnect(nowMs: () => number): PretendConnect {
  const book = new Map<string, PretendContact>();
  const contactOfToken = new Map<string, string>();
  const dialed: DialRequest[] = [];
  const stopped: string[] = [];
  const ages = new Map<string, number>();
  const admitted = new Map<string, readonly string[]>();
  const routed = new Map<string, Steps>();
  const outcomes: (DialOutcome | 'lost')[] = [];
  let isAvailable = true;

  function contactFor(request: DialRequest): string {
    const known = contactOfToken.get(request.clientToken);
    if (known !== undefined) return known;
    const contactId = `dial-${contactOfToken.size + 1}`;
    contactOfToken.set(request.clientToken, contactId);
    const { attributes, number } = request;
    book.set(contactId, { facts: { contactId }, attributes, customerNumber: number, request });
    return contactId;
  }

  function tell(facts: ContactFacts, customerNumber?: string, more: MoreToTell = {}): void {
    const known = book.get(facts.contactId);
    const number = customerNumber ?? known?.customerNumber ?? '';
    book.set(facts.contactId, {
      attributes: {},
      ...known,
      ...more,
      facts: { ...known?.facts, ...facts },
      customerNumber: number,
    });
  }

  const dialer: Dialer = {
    dial: async (request) => {
      dialed.push(request);
      const next = outcomes.shift();
      if (next !== undefined && next !== 'lost') return next;
      const contactId = contactFor(request);
      return next === 'lost' ? { kind: 'unknown', reason: 'TimeoutError' } : { kind: 'started', contactId };
    },
    stop: async (contactId) => {
      if (!isAvailable) return 'unavailable';
      stopped.push(contactId);
      const known = book.get(contactId);
      if (known === undefined || known.facts.disconnectedAtMs !== undefined) return 'already_over';
      tell({ contactId, disconnectedAtMs: nowMs(), disconnectReason: 'OTHER' });
      return 'stopped';
    },
  };
  const contacts: Contacts = {
    describe: async (contactId) => {
      if (!isAvailable) return { kind: 'unavailable' };
      const known = book.get(contactId);
      if (known === undefined) return { kind: 'not_found' };
      const { customerNumber, request: _sent, ...told } = known;
      return { kind: 'found', ...told, ...(customerNumber === '' ? {} : { customerNumber }) };
    },
    setAge: async (contactId, ageMs) => {
      ages.set(contactId, ageMs);
      return isAvailable;
    },
    setRouting: async (contactId, steps) => {
      routed.set(contactId, steps);
      const [first] = steps;
      if (first?.admits.kind === 'agents') admitted.set(contactId, first.admits.agentIds);
      return isAvailable;
    },
  };
  return {
    dialer,
    contacts,
    dialed,
    stopped,
    ages,
    admitted,
    routed,
    book,
    answerNext: (...next) => void outcomes.push(...next),
    setAvailable: (next) => void (isAvailable = next),
    tell,
  };
}
