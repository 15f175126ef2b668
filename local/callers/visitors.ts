import type { FlowLeg } from '../connect/types';
import type { Telephone } from '../flows/runner/types';

/** Somebody from outside the simulation, at a telephone of their own. */
export interface Visitor {
  /** Null when it is withheld: no dial ever reaches such a telephone. */
  readonly number: string | null;
  /** Whether this visitor is the one who listens on a contact. */
  readonly isOn: (contactId: string) => boolean;
  readonly telephone: (leg: FlowLeg) => Telephone;
  /** A dial to this number has begun to ring. */
  readonly rings: (contactId: string) => void;
}

/** Whose telephone is whose. */
export interface Visitors {
  readonly arrive: (visitor: Visitor) => void;
  readonly leave: (visitor: Visitor) => void;
  /** Whose telephone a dial to the number rings. */
  readonly at: (number: string) => Visitor | undefined;
  /** Who is on a contact: a simulated caller may ring in from a visitor's number. */
  readonly on: (contactId: string) => Visitor | undefined;
}

export function createVisitors(): Visitors {
  const present = new Set<Visitor>();
  return {
    arrive: (visitor) => void present.add(visitor),
    leave: (visitor) => void present.delete(visitor),
    at: (number) => [...present].find((visitor) => visitor.number === number),
    on: (contactId) => [...present].find((visitor) => visitor.isOn(contactId)),
  };
}
