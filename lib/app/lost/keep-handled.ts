import type { HandledCall } from '../../core/lost/judged-call';
import { queueByName } from '../../core/policy/policy';
import { closeCasesOf } from './close-cases';
import type { EndLostDeps } from './end-lost-callback';

/**
 * Keeps a conversation, and then closes what it settled: the cases of that caller, in whatever queue, where it lasted long
 * enough to count. First the row, so that a loss that is told of at the same moment finds it.
 */
export async function keepHandled(deps: EndLostDeps, handled: HandledCall): Promise<void> {
  await deps.store.history.keepHandled(handled);
  const { number, contactId: ref, endedAtMs: atMs, agentId: by } = handled;
  const how = handled.how === 'rang_in' ? 'got_through' : 'reached';
  await closeCasesOf(deps, number, { how, ref, atMs, by }, (queue) => countsIn(deps, handled, queue));
}

/** Whether a conversation was long enough for the calls lost in a queue to need nothing more. */
export function countsIn(
  { policy }: Pick<EndLostDeps, 'policy'>,
  { connectedAtMs, endedAtMs }: HandledCall,
  queue: string,
): boolean {
  return endedAtMs - connectedAtMs >= (queueByName(policy, queue)?.servedAfterMs ?? 0);
}
