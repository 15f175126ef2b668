import type { PointedNumber } from '../../core/numbers/pointed-number';
import type { NumberDeps } from './number-deps';

/** A number that is no longer to ring in a flow of ours, which is about to be deleted. */
export interface NumberRelease {
  /** In E.164. */
  readonly number: string;
  readonly flowId: string;
  /** Absent where pointing it never came so far. */
  readonly kept: PointedNumber | undefined;
}

/**
 * What became of it. `restored`: it has the flow it had. `cleared`: it has none; `why` where it is not because it had none. `left`: somebody
 * else has pointed it elsewhere meanwhile. `gone`: there is no such number any more. `stuck`: it may still be pointed at our flow.
 */
export type Restoring =
  | { readonly kind: 'restored' | 'left' | 'gone' }
  | { readonly kind: 'cleared'; readonly why?: string }
  | { readonly kind: 'stuck'; readonly why: string };

/** Gives a number back the flow it had; only one that still rings in ours. May be repeated. */
export async function restoreNumber(deps: NumberDeps, { number, flowId, kept }: NumberRelease): Promise<Restoring> {
  const { numbers } = deps;
  const numberId = kept?.numberId ?? (await numbers.find(number));
  if (numberId === undefined) return { kind: 'gone' };
  const formerFlowId = kept?.formerFlowId ?? 'unknown';
  const now = (await numbers.flowOf(numberId)) ?? 'none';
  // What is said to be so may be what was so before we came, some seconds ago; to set that again does no harm.
  if (now !== flowId && now !== formerFlowId) return { kind: 'left' };
  if (formerFlowId === 'none') return clear(deps, numberId);
  if (formerFlowId === 'unknown') return clear(deps, numberId, 'which flow it had before is not known');
  deps.journal.note({ kind: 'number_pointed', numberId, flowId: formerFlowId, formerFlowId: now });
  const outcome = await numbers.point(numberId, formerFlowId);
  if (outcome.kind === 'done') return { kind: 'restored' };
  // Ours is deleted next: a number without a flow is the lesser evil, and one that is told.
  const reason = outcome.kind === 'refused' ? `refused it with ${outcome.name}` : 'does not find it';
  return clear(deps, numberId, `the flow it had before, ${formerFlowId}, cannot be given back: Connect ${reason}`);
}

async function clear({ numbers, journal }: NumberDeps, numberId: string, why?: string): Promise<Restoring> {
  const outcome = await numbers.clear(numberId);
  if (outcome.kind === 'not_found') return { kind: 'gone' };
  if (outcome.kind === 'refused') return { kind: 'stuck', why: `Connect refused to clear it with ${outcome.name}` };
  if (why === undefined) return { kind: 'cleared' };
  journal.note({ kind: 'fault', where: 'numbers', reason: `number ${numberId} has no flow now: ${why}` });
  return { kind: 'cleared', why };
}
