import * as fc from 'fast-check';
import type { Moment, PromptFacts, PromptKey } from '../../../../lib/core/speech/prompt-facts';

const dayMs = 86_400_000;
const zones = [
  'Europe/London',
  'America/New_York',
  'Europe/Moscow',
  'Asia/Kolkata',
  'Africa/Cairo',
  'Pacific/Auckland',
];

/** A moment so many days from now, whenever and wherever now is. */
function anyMoment(fromDays: number, toDays: number): fc.Arbitrary<Moment> {
  return fc
    .record({
      nowMs: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
      afterMs: fc.integer({ min: fromDays * dayMs, max: toDays * dayMs }),
      timeZone: fc.constantFrom(...zones),
    })
    .map(({ nowMs, afterMs, timeZone }) => ({ nowMs, atMs: nowMs + afterMs, timeZone }));
}

/** A time to come. */
export const anySlot = anyMoment(0, 20);

/** A time gone by. */
const anySince = anyMoment(-40, 0);

/** What is known of where a caller stands, which may be nothing. */
export const anyStanding = fc.record(
  { position: fc.integer({ min: 1, max: 5_000 }), waitMs: fc.integer({ min: 0, max: 6 * 3_600_000 }) },
  { requiredKeys: [] },
);

/** Fictional numbers of two countries. */
export const anyNumber = fc
  .integer({ min: 0, max: 999 })
  .chain((last) =>
    fc.constantFrom(
      `+441632960${String(last).padStart(3, '0')}`,
      `+447700900${String(last).padStart(3, '0')}`,
      `+120655501${String(last % 100).padStart(2, '0')}`,
    ),
  );

const anyOrigin = fc.constantFrom('requested' as const, 'lost' as const);
const nothing = fc.constant({});
const anyOpening = fc.record({ opens: anySlot }, { requiredKeys: [] });
const undertaking = { number: anyNumber, slot: anySlot, notBefore: anySlot, standing: anyStanding };
const anyUndertaking = fc.record(undertaking, { requiredKeys: ['standing'] });

/** For each prompt all the facts that it may be handed. */
export const anyFacts: { readonly [K in PromptKey]: fc.Arbitrary<PromptFacts[K]> } = {
  choose_language: fc.record({ key: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', '9') }),
  welcome: nothing,
  offer: anyStanding,
  offer_only: anyStanding,
  hold_offer: anyStanding,
  where: anyStanding,
  last_offer: nothing,
  limit_message: nothing,
  limit_transfer: nothing,
  returning: fc.record(
    { standing: anyStanding, slot: anySlot, notBefore: anySlot, mayHold: fc.boolean() },
    { requiredKeys: ['standing', 'mayHold'] },
  ),
  kept: nothing,
  closed_menu: anyOpening,
  closed_goodbye: anyOpening,
  key_number: nothing,
  number_refused: nothing,
  summary: fc.record(
    { ...undertaking, purpose: fc.constantFrom('book' as const, 'change' as const) },
    { requiredKeys: ['standing', 'purpose'] },
  ),
  slots: fc.record({ slots: fc.array(anySlot, { minLength: 1, maxLength: 3 }), hasMore: fc.boolean() }),
  no_slots: nothing,
  slot_gone: nothing,
  registered: anyUndertaking,
  changed: anyUndertaking,
  cancelled: nothing,
  too_late: nothing,
  opted_out: nothing,
  goodbye: nothing,
  connecting: nothing,
  invalid_key: nothing,
  greeting: fc.record({ origin: anyOrigin, since: anySince, isSlot: fc.boolean() }),
  greeting_again: nothing,
  story: fc.record({
    origin: anyOrigin,
    since: anySince,
    attempts: fc.integer({ min: 1, max: 50 }),
    isSlot: fc.boolean(),
  }),
  greeting_unaided: nothing,
  closed_unaided: nothing,
  unavailable: nothing,
  at_capacity: nothing,
  went_wrong: nothing,
  hold_music: nothing,
  callback_hold: nothing,
};

/** Every prompt, once. */
export const promptKeys = Object.keys(anyFacts).filter((key): key is PromptKey => key in anyFacts);
