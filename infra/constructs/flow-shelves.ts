/** CloudFormation takes a template of 1,000,000 characters at most: what beside flows grows with every queue needs its part. */
const OWN_MAX = 300_000;
const NESTED_MAX = 800_000;

/** The flows of one queue, which stay together. */
export interface QueueFlows {
  readonly queue: string;
  /** In a template, as characters. */
  readonly length: number;
}

/**
 * Where the flows of each queue stand: 0 is the stack itself, others are stacks within it. In the order of the
 * configuration, so that a queue that is added at the end moves no other.
 */
export function shelvesOf(queues: readonly QueueFlows[]): ReadonlyMap<string, number> {
  const shelves = new Map<string, number>();
  let shelf = 0;
  let taken = 0;
  for (const { queue, length } of queues) {
    if (taken + length > (shelf === 0 ? OWN_MAX : NESTED_MAX)) {
      shelf += 1;
      taken = 0;
    }
    taken += length;
    shelves.set(queue, shelf);
  }
  return shelves;
}
