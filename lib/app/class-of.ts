import { STANDARD_CLASS } from '../core/callback/line-order';
import type { QueuePolicy } from '../core/policy/policy';
import type { Deps } from './deps';

type ClassDeps = Pick<Deps, 'journal' | 'policy' | 'directory'>;

/**
 * The class of a caller who asks for a callback. What a flow calls a class and the queue does not is a mistake in one of them,
 * and no reason to refuse a caller.
 */
export async function classOf(
  deps: ClassDeps,
  { class: asked, queue }: { readonly class?: string | undefined; readonly queue: QueuePolicy },
  number: string,
): Promise<string> {
  if (asked === undefined) return (await vipClassOf(deps, queue, number)) ?? STANDARD_CLASS;
  if (asked === STANDARD_CLASS || queue.classes.some(({ name }) => name === asked)) return asked;
  deps.journal.note({ kind: 'fault', where: 'class', reason: `a flow named a class that ${queue.name} does not have` });
  return STANDARD_CLASS;
}

/** Where a flow names no class the directory is asked, and only where its answer would matter. */
async function vipClassOf(
  { policy: { vipClass }, directory }: ClassDeps,
  { classes }: QueuePolicy,
  number: string,
): Promise<string | undefined> {
  if (vipClass === undefined || classes.every(({ name }) => name !== vipClass)) return undefined;
  const answer = await directory.find(number);
  return answer.kind === 'known' && answer.customer.isVip === true ? vipClass : undefined;
}
