/** What outlives one play of a contact. It is kept by the first contact of a chain, so a transfer between queues keeps it. */
export interface CallState {
  /** By flow and action: how often a Loop has sent the caller round. */
  readonly loops: Map<string, number>;
  /** By flow. */
  readonly flowAttributes: Map<string, Readonly<Record<string, string>>>;
  storedInput: string | undefined;
  voice: string;
}

export interface CallStates {
  readonly of: (initialContactId: string) => CallState;
  readonly forget: (initialContactId: string) => void;
}

/** A caller whom an agent took is never heard of again, so the oldest state goes when there are this many. */
const statesMax = 10_000;

/** The voice of a contact for which none was set. */
const voiceDefault = 'Joanna';

/** Keeps the states of the calls that were played on last. */
export function createCallStates(): CallStates {
  const states = new Map<string, CallState>();
  return {
    of: (initialContactId) => {
      const state = states.get(initialContactId) ?? createCallState();
      states.delete(initialContactId);
      states.set(initialContactId, state);
      const [oldest] = states.keys();
      if (states.size > statesMax && oldest !== undefined) states.delete(oldest);
      return state;
    },
    forget: (initialContactId) => {
      states.delete(initialContactId);
    },
  };
}

function createCallState(): CallState {
  return { loops: new Map(), flowAttributes: new Map(), storedInput: undefined, voice: voiceDefault };
}
