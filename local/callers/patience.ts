import type { SteppedClock, Timer } from '../clock/stepped-clock';
import type { CentreChange, ContactView } from '../connect/types';
import type { People } from './person';

/** Lets people hang up once they have held for as long as they would. */
export interface Patience {
  readonly onChange: (change: CentreChange) => void;
}

export function createPatience(deps: {
  readonly clock: SteppedClock;
  readonly people: People;
  readonly contactOf: (contactId: string) => ContactView | undefined;
  readonly hangUp: (contactId: string) => void;
}): Patience {
  const { clock, people } = deps;
  const waiting = new Map<string, { readonly timer: Timer; readonly untilMs: number }>();

  function startWaiting(contactId: string, untilMs: number): void {
    const timer = clock.at(untilMs, () => {
      waiting.delete(contactId);
      deps.hangUp(contactId);
    });
    waiting.set(contactId, { timer, untilMs });
  }

  function stopWaiting(contactId: string): number | undefined {
    const known = waiting.get(contactId);
    if (known === undefined) return undefined;
    clock.cancel(known.timer);
    waiting.delete(contactId);
    return known.untilMs;
  }

  return {
    onChange: (change) => {
      switch (change.kind) {
        case 'contact_queued': {
          const contact = deps.contactOf(change.contactId);
          const person = people.on(change.contactId, contact?.customerNumber ?? null);
          if (person === undefined || waiting.has(change.contactId)) return;
          const isCallback = contact?.initiationMethod === 'API';
          const patienceMs = isCallback ? person.readyPatienceMs : person.holdPatienceMs;
          // Nobody leaves in the very instant in which an agent picks up.
          startWaiting(change.contactId, change.atMs + Math.max(1, patienceMs));
          return;
        }
        case 'contact_transferred': {
          // The same person, still waiting: what was left of the patience goes along.
          const untilMs = stopWaiting(change.fromContactId);
          if (untilMs !== undefined) startWaiting(change.contactId, untilMs);
          return;
        }
        case 'agent_connected':
        case 'contact_ended':
          stopWaiting(change.contactId);
          return;
        case 'contact_started':
        case 'contact_connected':
        case 'agent_state':
          return;
      }
    },
  };
}
