import type { Rng } from '../../lib/core/rng';

/**
 * Draws outcomes like cards: each deck holds every outcome in its share, shuffled, so that even a short run sees all of
 * them and a long one keeps the shares exactly.
 */
export function createDeck<T>(rng: Rng, shares: readonly (readonly [T, number])[]): () => T {
  const cards = shares.flatMap(([card, count]) => Array.from({ length: count }, () => card));
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = shuffled(cards, rng);
    const card = left.pop();
    if (card === undefined) throw new Error('a deck needs at least one card');
    return card;
  };
}

function shuffled<T>(cards: readonly T[], rng: Rng): T[] {
  return cards
    .map((card) => ({ card, at: rng.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ card }) => card);
}
