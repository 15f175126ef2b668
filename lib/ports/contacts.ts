import type { ContactFacts } from '../core/callback/attempt';

/** What the contact centre says of one contact when asked. */
export type ContactLookup =
  | {
      readonly kind: 'found';
      readonly facts: ContactFacts;
      readonly attributes: Readonly<Record<string, string>>;
      /** E.164, where known. */
      readonly customerNumber?: string;
    }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unavailable' };

/** The authority on single contacts: slow, limited to a few a second, and right. */
export interface Contacts {
  readonly describe: (contactId: string) => Promise<ContactLookup>;
  /**
   * Gives a contact the age of its place, so that it is served before callers who came later. Best effort: `false` when
   * it could not be done, and the caller then waits from now.
   */
  readonly setAge: (contactId: string, ageMs: number) => Promise<boolean>;
  /**
   * Lets only these agents have a contact that is not queued yet, for `forMs`; then any agent of its queue. Best effort:
   * `false` when it could not be done.
   */
  readonly setAgents: (contactId: string, agentIds: readonly string[], forMs: number) => Promise<boolean>;
}
