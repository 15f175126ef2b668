import type { SteppedClock } from '../clock/stepped-clock';
import type { Contact } from './contact';
import { activateCriteria, admitsNow } from './criteria-steps';
import { ownerOf, personalQueueOf } from './personal-queue';
import { compareOrder, createQueueLine } from './queue-line';
import type { QueueLine } from './queue-line';
import type { Agent, Roster } from './roster';
import type { Instance } from './setup';

const OFFER_MS_MAX = 20_000;
const MISSED_PAUSE_MS = 5_000;

export interface RouterDeps {
  readonly clock: SteppedClock;
  readonly instance: Instance;
  readonly roster: Roster;
  readonly acceptMs: () => number;
  /** Until the two are joined, withdrawing the contact still frees the agent. */
  readonly onAccepted: (contact: Contact, agent: Agent) => void;
  readonly onStepExpired: (contact: Contact) => void;
}

/** Brings waiting contacts and available agents together. */
export interface Router {
  readonly lineOf: (queueId: string) => QueueLine;
  /** Takes a contact whose stage, queue and order are set. */
  readonly enqueue: (contact: Contact) => void;
  /** Takes the contact out of its line, or takes the offer of it back. */
  readonly withdraw: (contact: Contact) => void;
  /** Changes what a waiting contact is ordered by. */
  readonly reorder: (contact: Contact, order: Pick<Contact['order'], 'priority' | 'effectiveEnqueuedAtMs'>) => void;
  readonly activateCriteria: (contact: Contact) => void;
  /** The agent's last contact is over: available again, or offline if signing out. */
  readonly release: (agent: Agent) => void;
}

/**
 * Whenever an agent is available there is no contact that this agent may take: so a new contact is matched only with the
 * agents available, and a freed agent only with the contacts waiting, never all with all.
 */
export function createRouter(deps: RouterDeps): Router {
  const { clock, instance, roster } = deps;
  const lines = new Map(instance.setup.queues.map(({ id }) => [id, createQueueLine(clock.nowMs)]));
  const lineOf = (queueId: string): QueueLine => {
    const line = lines.get(queueId);
    if (line !== undefined) return line;
    if (instance.queueMax(queueId) === undefined) throw new Error(`unknown queue ${queueId}`);
    // Agents' own queues are seldom used, so each begins with its first contact.
    const personal = createQueueLine(clock.nowMs);
    lines.set(queueId, personal);
    return personal;
  };
  const lineOfContact = (contact: Contact): QueueLine => lineOf(contact.view.queueId ?? '');

  const personalLineOf = (agent: Agent): QueueLine | undefined => lines.get(personalQueueOf(agent.setup.id));
  const match = createMatcher(deps, lineOf, personalLineOf);
  const offers = createOffers(deps, lineOfContact, match);
  const onStepExpired = (contact: Contact): void => {
    deps.onStepExpired(contact);
    offers.tryContact(contact);
  };
  const activate = (contact: Contact): void => {
    // Criteria are for standard queues only.
    if (ownerOf(contact.view.queueId) === undefined) activateCriteria(clock, contact, onStepExpired);
  };

  return {
    lineOf,
    enqueue: (contact) => {
      lineOfContact(contact).insert(contact);
      activate(contact);
      const serving = instance.profilesOfQueue(contact.view.queueId ?? '');
      for (const delayMs of new Set(serving.map((profile) => profile.delayMs))) {
        if (delayMs > 0) contact.queueTimers.push(clock.after(delayMs, () => offers.tryContact(contact)));
      }
      offers.tryContact(contact);
    },
    withdraw: (contact) => {
      if (contact.offeredToAgentId === undefined) {
        if (contact.view.queueId !== undefined) lineOfContact(contact).remove(contact);
        return;
      }
      const agent = roster.get(contact.offeredToAgentId);
      contact.offeredToAgentId = undefined;
      if (contact.stageTimer !== undefined) clock.cancel(contact.stageTimer);
      offers.release(agent);
    },
    reorder: (contact, order) => {
      const isInLine = contact.view.stage === 'queued';
      if (isInLine) lineOfContact(contact).remove(contact);
      contact.order = { ...contact.order, ...order };
      if (isInLine) lineOfContact(contact).insert(contact);
    },
    activateCriteria: (contact) => {
      activate(contact);
      offers.tryContact(contact);
    },
    release: offers.release,
  };
}

interface Matcher {
  readonly agentFor: (contact: Contact) => Agent | undefined;
  readonly contactFor: (agent: Agent) => Contact | undefined;
}

function createMatcher(
  { clock, instance, roster }: RouterDeps,
  lineOf: (queueId: string) => QueueLine,
  personalLineOf: (agent: Agent) => QueueLine | undefined,
): Matcher {
  const hasWaited = (contact: Contact, delayMs: number): boolean =>
    clock.nowMs() >= (contact.view.enqueuedAtMs ?? 0) + delayMs;

  return {
    agentFor: (contact) => {
      const ownerId = ownerOf(contact.view.queueId);
      if (ownerId !== undefined) {
        const owner = roster.get(ownerId);
        return owner.state === 'available' ? owner : undefined;
      }
      let best: Agent | undefined;
      for (const { profileId, delayMs } of instance.profilesOfQueue(contact.view.queueId ?? '')) {
        if (!hasWaited(contact, delayMs)) continue;
        for (const agent of roster.availableIn(profileId)) {
          if (best !== undefined && best.availableOrder < agent.availableOrder) break;
          if (!admitsNow(contact, agent.setup.id)) continue;
          best = agent;
          break;
        }
      }
      return best;
    },
    contactFor: (agent) => {
      // An agent's own queue comes before every standard one.
      const personal = personalLineOf(agent)?.find(() => true);
      if (personal !== undefined) return personal;
      let best: Contact | undefined;
      let bestPriority = Number.POSITIVE_INFINITY;
      for (const { queueId, priority, delaySeconds } of instance.profiles.get(agent.setup.routingProfileId)?.queues ??
        []) {
        if (priority > bestPriority) continue;
        const delayMs = delaySeconds * 1_000;
        const head = lineOf(queueId).find(
          (contact) => hasWaited(contact, delayMs) && admitsNow(contact, agent.setup.id),
        );
        if (head === undefined) continue;
        if (best !== undefined && priority === bestPriority && compareAge(best, head) <= 0) continue;
        best = head;
        bestPriority = priority;
      }
      return best;
    },
  };
}

// Across queues only age counts; a contact's own priority orders it within its queue.
function compareAge(a: Contact, b: Contact): number {
  return a.order.effectiveEnqueuedAtMs - b.order.effectiveEnqueuedAtMs || compareOrder(a, b);
}

interface Offers {
  readonly tryContact: (contact: Contact) => void;
  readonly release: (agent: Agent) => void;
}

function createOffers(
  { clock, roster, acceptMs, onAccepted }: RouterDeps,
  lineOf: (contact: Contact) => QueueLine,
  match: Matcher,
): Offers {
  const release = (agent: Agent): void => {
    if (agent.isSigningOut) {
      agent.isSigningOut = false;
      roster.setState(agent, 'offline');
      return;
    }
    roster.setState(agent, 'available');
    const contact = match.contactFor(agent);
    if (contact !== undefined) offer(contact, agent);
  };
  const miss = (contact: Contact, agent: Agent): void => {
    contact.offeredToAgentId = undefined;
    contact.stageTimer = undefined;
    contact.view = { ...contact.view, stage: 'queued' };
    lineOf(contact).insert(contact);
    roster.setState(agent, 'missed', contact.view.contactId);
    clock.after(MISSED_PAUSE_MS, () => release(agent));
    tryContact(contact);
  };
  const accept = (contact: Contact, agent: Agent): void => {
    contact.stageTimer = undefined;
    onAccepted(contact, agent);
  };
  const offer = (contact: Contact, agent: Agent): void => {
    lineOf(contact).remove(contact);
    const agentConnectionAttempts = contact.view.agentConnectionAttempts + 1;
    contact.view = { ...contact.view, stage: 'offered', agentConnectionAttempts };
    contact.offeredToAgentId = agent.setup.id;
    roster.setState(agent, 'offered', contact.view.contactId);
    const answerMs = acceptMs();
    contact.stageTimer =
      answerMs < OFFER_MS_MAX
        ? clock.after(answerMs, () => accept(contact, agent))
        : clock.after(OFFER_MS_MAX, () => miss(contact, agent));
  };
  const tryContact = (contact: Contact): void => {
    if (contact.view.stage !== 'queued') return;
    const agent = match.agentFor(contact);
    if (agent !== undefined) offer(contact, agent);
  };
  return { tryContact, release };
}
