/** One simulated caller: what chance has decided about this person before the phone is picked up. Milliseconds. */
export interface Person {
  /** How long this person holds in the queue before hanging up. */
  readonly holdPatienceMs: number;
  readonly acceptsOffer: boolean;
  /** What this person does on ringing in while a callback is open. */
  readonly whenCallbackOpen: 'keep' | 'hold' | 'cancel';
  /** From picking up a callback to pressing 1; absent: nobody presses, as voicemail does not. */
  readonly pressesAfterMs?: number;
  /** How long this person waits for the agent after pressing 1. */
  readonly readyPatienceMs: number;
  readonly talkMs: number;
  readonly afterContactWorkMs: number;
}

/** Who is on which call. */
export interface People {
  readonly ringsIn: (contactId: string, number: string | null, person: Person) => void;
  /** The person on a contact: the one who rang in, or the one whose number was dialed. */
  readonly on: (contactId: string, number: string | null) => Person | undefined;
  /** The same person, on the contact that follows. */
  readonly goesOver: (fromContactId: string, contactId: string) => void;
  readonly leaves: (contactId: string) => void;
}

/**
 * `stranger` draws a person for a number that nobody rang from in this run: callbacks of an earlier run are answered too.
 * Without it such a number is nobody's.
 */
export function createPeople(stranger?: () => Person): People {
  const byContact = new Map<string, Person>();
  const byNumber = new Map<string, Person>();
  return {
    ringsIn: (contactId, number, person) => {
      byContact.set(contactId, person);
      // A number is answered by whoever rang from it last.
      if (number !== null) byNumber.set(number, person);
    },
    on: (contactId, number) => {
      const known = byContact.get(contactId) ?? (number === null ? undefined : byNumber.get(number));
      if (known !== undefined || stranger === undefined || number === null) return known;
      const met = stranger();
      byNumber.set(number, met);
      return met;
    },
    goesOver: (fromContactId, contactId) => {
      const person = byContact.get(fromContactId);
      if (person !== undefined) byContact.set(contactId, person);
    },
    leaves: (contactId) => void byContact.delete(contactId),
  };
}
