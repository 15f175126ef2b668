import type { Moment, PromptFacts, PromptKey } from './prompt-facts';

const nowMs = Date.UTC(2026, 2, 2, 12);
const laterToday: Moment = { atMs: Date.UTC(2026, 2, 2, 15, 45), nowMs, timeZone: 'Europe/London' };
const farAway: Moment = { ...laterToday, atMs: Date.UTC(2026, 8, 23, 22, 59) };
const earlier: Moment = { ...laterToday, atMs: Date.UTC(2026, 1, 27, 9, 21) };
const standing = { position: 178, waitMs: 47 * 60_000 };
const booking = { number: '+441632960177', standing, slot: farAway };
const nothing = [{}];
const standings = [{}, standing];
const undertakings = [{ standing: {} }, booking, { ...booking, slot: undefined, notBefore: farAway }];

/** Facts that every prompt of every language is tried on before flows are made of it: the least it may know, and the most. */
export const sampleFacts: { readonly [K in PromptKey]: readonly PromptFacts[K][] } = {
  choose_language: [{ key: '1' }],
  welcome: nothing,
  offer: standings,
  offer_only: standings,
  hold_offer: standings,
  where: standings,
  last_offer: nothing,
  limit_message: nothing,
  limit_transfer: nothing,
  returning: [
    { standing: {}, mayHold: false },
    { standing, slot: farAway, mayHold: true },
    { standing, notBefore: farAway, mayHold: true },
  ],
  kept: nothing,
  closed_menu: [{}, { opens: farAway }],
  closed_goodbye: [{}, { opens: farAway }],
  key_number: nothing,
  number_refused: nothing,
  summary: undertakings.map((one) => ({ ...one, purpose: 'change' })),
  slots: [
    { slots: [], hasMore: false },
    { slots: [laterToday, farAway, farAway], hasMore: true },
  ],
  no_slots: nothing,
  slot_gone: nothing,
  registered: undertakings,
  changed: undertakings,
  cancelled: nothing,
  too_late: nothing,
  opted_out: nothing,
  goodbye: nothing,
  connecting: nothing,
  invalid_key: nothing,
  greeting: [
    { origin: 'requested', since: earlier, isSlot: true },
    { origin: 'lost', since: earlier, isSlot: false },
  ],
  greeting_again: nothing,
  story: [
    { origin: 'requested', since: earlier, attempts: 1, isSlot: true },
    { origin: 'lost', since: earlier, attempts: 30, isSlot: false },
  ],
  greeting_unaided: nothing,
  closed_unaided: nothing,
  unavailable: nothing,
  at_capacity: nothing,
  went_wrong: nothing,
  hold_music: nothing,
  callback_hold: nothing,
};
