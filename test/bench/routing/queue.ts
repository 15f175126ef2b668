import { invariant } from '../../../lib/core/invariant';
import type { RoutingStep } from '../../../lib/core/routing/routing-step';
import type { Agents } from './agents';
import type { EventClock } from './event-clock';

/** A contact that waits for an agent. */
export interface Waiting {
  /** What its age counts from. */
  readonly placeMs: number;
  readonly enteredAtMs: number;
  /** Whose turn it is first; then anybody's. */
  readonly steps: readonly RoutingStep[];
  /** An agent has it; `restrictedMs`: how long not everybody might. */
  readonly taken: (agentId: string, restrictedMs: number) => void;
}

/**
 * A queue as Connect has it: a new contact goes to whoever of its agents has been free longest, a freed agent takes the
 * oldest contact that admits that agent, and a contact that steps restrict waits for their agents, whether they are free or
 * not, until the step expires.
 */
export interface Queue {
  readonly enter: (contact: Waiting) => void;
  /** The caller hangs up: how long not everybody might have had the contact. Undefined where an agent was first. */
  readonly leave: (contact: Waiting) => number | undefined;
  readonly freed: (agentId: string) => void;
  readonly waiting: () => readonly Waiting[];
}

interface Place {
  readonly contact: Waiting;
  /** The step in force; as many as there are: anybody's. */
  step: number;
  /** Since when it is anybody's. */
  openedAtMs?: number;
}

export function createQueue(clock: EventClock, agents: Agents): Queue {
  const places: Place[] = [];

  function take(place: Place, agentId: string): void {
    remove(place);
    place.contact.taken(agentId, restrictedMs(place));
  }

  function restrictedMs({ openedAtMs = clock.nowMs(), contact }: Place): number {
    return openedAtMs - contact.enteredAtMs;
  }

  function remove(place: Place): void {
    const at = places.indexOf(place);
    invariant(at >= 0, 'only who waits leaves the queue');
    places.splice(at, 1);
  }

  function offer(place: Place): void {
    const agentId = agents.longestIdle((one) => admits(place, one));
    if (agentId !== undefined) take(place, agentId);
  }

  function inForce(place: Place): void {
    const step = place.contact.steps[place.step];
    if (step === undefined) {
      place.openedAtMs = clock.nowMs();
    } else {
      clock.at(clock.nowMs() + step.forMs, () => {
        if (!places.includes(place)) return;
        place.step += 1;
        inForce(place);
      });
    }
    offer(place);
  }

  return {
    enter: (contact) => {
      const place: Place = { contact, step: 0 };
      const behind = places.findIndex((one) => one.contact.placeMs > contact.placeMs);
      places.splice(behind === -1 ? places.length : behind, 0, place);
      inForce(place);
    },
    leave: (contact) => {
      const place = places.find((one) => one.contact === contact);
      if (place === undefined) return undefined;
      remove(place);
      return restrictedMs(place);
    },
    freed: (agentId) => {
      const place = places.find((one) => admits(one, agentId));
      if (place !== undefined) take(place, agentId);
    },
    waiting: () => places.map(({ contact }) => contact),
  };
}

function admits({ contact, step }: Place, agentId: string): boolean {
  const inForce = contact.steps[step];
  if (inForce === undefined) return true;
  invariant(inForce.admits.kind === 'agents', 'nobody has proficiencies here');
  return inForce.admits.agentIds.includes(agentId);
}
