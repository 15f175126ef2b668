import type { Rng } from '../../lib/core/rng';
import type { SteppedClock } from '../clock/stepped-clock';
import type { Contact } from './contact';
import type { DialFate, PhoneNetwork } from './types';

/** What became of a ring; both are called on the clock, after the contact's ring timer is gone. */
export interface RingEnds {
  readonly answered: (who: 'person' | 'voicemail') => void;
  /** `isUnanswered` tells a phone that rang out from everything else that goes wrong. */
  readonly failed: (reason: string, isUnanswered: boolean) => void;
}

/** Rings customers' phones. */
export interface PhoneLines {
  readonly ring: (contact: Contact, to: string, ends: RingEnds) => void;
  readonly dialCounts: () => Readonly<Record<string, number>>;
  readonly restoreDialCounts: (counts: Readonly<Record<string, number>>) => void;
}

export interface PhoneLinesDeps {
  readonly clock: SteppedClock;
  readonly rng: Rng;
  readonly network: PhoneNetwork;
}

const RING_MS_MAX = 60_000;
// Which of these an unanswered dial gets is not documented, so all of them must be coped with.
const UNANSWERED_REASONS = ['TELECOM_TIMEOUT', 'TELECOM_UNANSWERED', 'TELECOM_ORIGINATOR_CANCEL'] as const;
const FAILURE_REASONS = {
  busy: 'TELECOM_BUSY',
  invalid: 'TELECOM_NUMBER_INVALID',
  blocked: 'TELECOM_POTENTIAL_BLOCKING',
  problem: 'TELECOM_PROBLEM',
} as const;

/** Counts dials by destination, whoever places them. */
export function createPhoneLines({ clock, rng, network }: PhoneLinesDeps): PhoneLines {
  const dialsByNumber = new Map<string, number>();

  const ringOut = (contact: Contact, { failed }: RingEnds, afterMs = RING_MS_MAX): void => {
    contact.stageTimer = clock.after(Math.min(afterMs, RING_MS_MAX), () => {
      contact.stageTimer = undefined;
      contact.answer = undefined;
      const index = Math.floor(rng.next() * UNANSWERED_REASONS.length);
      failed(UNANSWERED_REASONS[index] ?? UNANSWERED_REASONS[0], true);
    });
  };
  const follow = (contact: Contact, fate: DialFate, ends: RingEnds): void => {
    if (fate.kind === 'no_answer' || fate.kind === 'rings' || fate.afterMs >= RING_MS_MAX) {
      ringOut(contact, ends, fate.kind === 'no_answer' ? fate.afterMs : undefined);
      if (fate.kind !== 'rings') return;
      contact.answer = (who) => {
        contact.answer = undefined;
        if (contact.stageTimer !== undefined) clock.cancel(contact.stageTimer);
        contact.stageTimer = undefined;
        ends.answered(who);
      };
      return;
    }
    contact.stageTimer = clock.after(fate.afterMs, () => {
      contact.stageTimer = undefined;
      if (fate.kind === 'answers') ends.answered(fate.who);
      else ends.failed(FAILURE_REASONS[fate.kind], false);
    });
  };

  return {
    ring: (contact, to, ends) => {
      const dialNumber = (dialsByNumber.get(to) ?? 0) + 1;
      dialsByNumber.set(to, dialNumber);
      const { contactId, attributes } = contact.view;
      follow(contact, network.dial({ contactId, to, attributes, dialNumber }), ends);
    },
    dialCounts: () => Object.fromEntries(dialsByNumber),
    restoreDialCounts: (counts) => {
      for (const [number, count] of Object.entries(counts)) dialsByNumber.set(number, count);
    },
  };
}
