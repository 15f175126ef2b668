import type { Callback } from '../../core/callback/callback';
import type { CaseMark } from '../../core/lost/case';
import { liveCalls } from '../../core/lost/case-run';
import { wholeSecond } from '../../core/lost/lost-words';
import { markCase, type MarkDeps } from './mark-case';

type TriedMark = Extract<CaseMark, { readonly kind: 'tried' }>;

/** The numbers under which a caller is known who is called back. */
export function numbersOf({ number, cli }: Pick<Callback, 'number' | 'cli'>): readonly string[] {
  return [...new Set([number, cli])];
}

/** The queue whose lost calls a callback is about. */
export function queueOfCase({ lostIn, queue }: Pick<Callback, 'lostIn' | 'queue'>): string {
  return lostIn ?? queue;
}

/** All attempts of a callback so far that rang, or might have. One that we stopped ourselves was none. */
export function triesOf({ id, past }: Pick<Callback, 'id' | 'past'>): readonly TriedMark[] {
  return past
    .filter(({ outcome }) => outcome !== 'stopped')
    .map(({ attempt, atMs }) => ({ kind: 'tried', ref: `${id}-${attempt}`, atMs: wholeSecond(atMs) }));
}

/** Tells the case of a callback, where there is one, how often its caller was tried. All attempts, for one may have been missed. */
export async function noteAttempts(deps: MarkDeps, callback: Callback): Promise<void> {
  const marks = triesOf(callback);
  if (marks.length === 0) return;
  for (const number of numbersOf(callback)) await markCase(deps, { number, queue: queueOfCase(callback) }, marks);
}

/** Tells every case of a caller that an agent has tried to call. */
export async function noteAgentsTry(
  deps: MarkDeps,
  number: string,
  { ref, atMs }: Pick<TriedMark, 'ref' | 'atMs'>,
): Promise<void> {
  const mark: TriedMark = { kind: 'tried', ref, atMs: wholeSecond(atMs) };
  for (const marked of await deps.store.cases.ofCaller(number)) {
    const isAbout = liveCalls(marked.marks).some(({ endedAtMs }) => endedAtMs <= mark.atMs);
    if (isAbout) await markCase(deps, marked, [mark]);
  }
}
