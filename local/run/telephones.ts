import { createKeypad } from '../callers/keypad';
import type { People } from '../callers/person';
import type { Visitors } from '../callers/visitors';
import type { ContactView, FlowEntry, FlowLeg, PhoneNetwork } from '../connect/types';
import type { Telephone } from '../flows/runner/types';

/** How long hearing and pressing take. */
export interface Hearing {
  /** How long a prompt lasts, by its words. Milliseconds. */
  readonly speechMs: (text: string) => number;
  /** From the beginning of a menu to a simulated person's key. Milliseconds. */
  readonly reactionMs: number;
}

/** Nobody listens, and nobody presses a key. */
const silent: Telephone = {
  hears: () => undefined,
  press: async (leg, withinMs) => ((await leg.wait(withinMs)) === 'gone' ? 'gone' : 'none'),
};

/** Whose telephone a leg leads to: a visitor's, a simulated person's, or nobody's. */
export function telephonesOf(deps: {
  readonly people: People;
  readonly visitors: Visitors | undefined;
  readonly contactOf: (contactId: string) => ContactView | undefined;
  readonly reactionMs: number;
}): (leg: FlowLeg, entry: FlowEntry) => Telephone {
  return (leg, entry) => {
    // In an agent whisper it is the agent who listens, and says nothing.
    if (entry.kind === 'agent_whisper') return silent;
    const visitor = deps.visitors?.on(leg.contactId);
    if (visitor !== undefined) return visitor.telephone(leg);
    const contact = deps.contactOf(leg.contactId);
    const person = deps.people.on(leg.contactId, contact?.customerNumber ?? null);
    if (person === undefined) return silent;
    const isMachine = contact?.answeredBy === 'voicemail';
    return createKeypad({ person, isMachine, reactionMs: deps.reactionMs, startedAtMs: leg.nowMs() });
  };
}

/** A visitor's telephone rings until somebody picks it up. */
export function withVisitors(network: PhoneNetwork, visitors: Visitors | undefined): PhoneNetwork {
  if (visitors === undefined) return network;
  return {
    dial: (leg) => {
      const visitor = visitors.at(leg.to);
      if (visitor === undefined) return network.dial(leg);
      visitor.rings(leg.contactId);
      return { kind: 'rings' };
    },
  };
}
