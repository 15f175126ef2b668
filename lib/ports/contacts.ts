import type { ContactFacts } from '../core/callback/attempt';
import type { Initiation } from '../core/lost/initiation';
import type { RoutingStep } from '../core/routing/routing-step';

/** What the contact centre says of one contact when asked. */
export type ContactLookup =
  | {
      readonly kind: 'found';
      readonly facts: ContactFacts;
      readonly attributes: Readonly<Record<string, string>>;
      /** As presented, where known. */
      readonly customerNumber?: string;
      /** The contact whose call this one is a part of; absent on the first. */
      readonly initialContactId?: string;
      /** The queue it was put in last, by Connect's id. */
      readonly queueId?: string;
      /** How it began; `other` also for what is no call. */
      readonly initiation?: Initiation;
      /** The contacts that an agent has passed it on as; of those that a flow has, Connect does not tell. */
      readonly nextContactIds?: readonly string[];
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
   * Restricts who may have a contact that is not queued yet, step by step, each for its time; then any agent of its queue.
   * Best effort: `false` when it could not be done.
   */
  readonly setRouting: (contactId: string, steps: readonly Omit<RoutingStep, 'strategy'>[]) => Promise<boolean>;
}
