import type { JudgedCall } from '../../core/lost/judged-call';
import { closeCases } from './close-cases';
import type { EndLostDeps } from './end-lost-callback';

/**
 * Whoever took a callback needs nothing more for what was lost before. That is said when the callback is registered; should
 * that have failed, it is made good here, when the call during which it was taken is over.
 */
export async function closeForTaker(
  deps: EndLostDeps,
  { number, startedAtMs, endedAtMs }: Pick<JudgedCall, 'number' | 'startedAtMs' | 'endedAtMs'>,
): Promise<void> {
  if (number === undefined || (await deps.store.cases.ofCaller(number)).length === 0) return;
  for (const { value } of await deps.store.callbacks.ofCaller(number)) {
    const { id: ref, origin, queue, requestedAtMs: atMs } = value;
    const isOfCall = origin === 'requested' && atMs >= startedAtMs && atMs < endedAtMs + 1000;
    if (isOfCall) await closeCases(deps, number, { how: 'took_callback', ref, atMs, queue });
  }
}
