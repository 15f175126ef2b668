/** A bug in Holdfree itself: something its own code promised does not hold. Never caught but at the top. */
class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws when a promise of our own code is broken; stays on in production. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
