import type { OfferOutcome, TaskOffer, Tasks } from '../../../lib/ports/tasks';

/** A Connect for tasks that answers as told, honours client tokens and keeps every call made to it. */
export interface PretendTasks extends Tasks {
  readonly offers: readonly TaskOffer[];
  readonly given: readonly { readonly contactId: string; readonly agentId: string }[];
  /** What the next offers come to; after them tasks are offered. `lost`: the task is made and the answer is lost. */
  readonly answerNext: (...outcomes: readonly (OfferOutcome | 'lost')[]) => void;
  /** While not, tasks cannot be ended and nothing can be given. */
  readonly setAvailable: (isAvailable: boolean) => void;
  /** A contact waits in a queue from now on; it can be given to an agent once. */
  readonly queue: (contactId: string) => void;
  /** An agent is through with a task, or it is over in another way. */
  readonly complete: (contactId: string) => void;
  /** Tasks that are not over. */
  readonly open: () => readonly string[];
}

export function createPretendTasks(): PretendTasks {
  const contactOfToken = new Map<string, string>();
  const open = new Set<string>();
  const queued = new Set<string>();
  const offers: TaskOffer[] = [];
  const given: { readonly contactId: string; readonly agentId: string }[] = [];
  const outcomes: (OfferOutcome | 'lost')[] = [];
  let isAvailable = true;

  function contactFor({ clientToken }: TaskOffer): string {
    const known = contactOfToken.get(clientToken);
    if (known !== undefined) return known;
    const contactId = `task-${contactOfToken.size + 1}`;
    contactOfToken.set(clientToken, contactId);
    open.add(contactId);
    return contactId;
  }

  return {
    offers,
    given,
    offer: async (task) => {
      offers.push(task);
      const next = outcomes.shift();
      if (next !== undefined && next !== 'lost') return next;
      const contactId = contactFor(task);
      return next === 'lost' ? { kind: 'unknown', reason: 'TimeoutError' } : { kind: 'offered', contactId };
    },
    end: async (contactId) => {
      if (!isAvailable) return 'unavailable';
      return open.delete(contactId) ? 'ended' : 'already_over';
    },
    giveTo: async (contactId, agentId) => {
      if (!isAvailable) return 'unknown';
      if (!queued.delete(contactId)) return 'refused';
      given.push({ contactId, agentId });
      return 'given';
    },
    answerNext: (...next) => void outcomes.push(...next),
    setAvailable: (next) => void (isAvailable = next),
    queue: (contactId) => void queued.add(contactId),
    complete: (contactId) => void open.delete(contactId),
    open: () => [...open],
  };
}
