import type { CaseMark, LostCase } from '../../../lib/core/lost/case';
import type { Store } from '../../../lib/ports/store';
import type { KeptItem } from '../../store/kept-store';

/** How often each thing was counted, in the order of the names. */
export type Counts = Readonly<Record<string, number>>;

/** Counts what is in the store of a run. */
export async function countKept(items: AsyncIterable<KeptItem>, cases: Store['cases']) {
  const outcomes = createCounter();
  const excluded = createCounter();
  const reasons = createCounter();
  const byCalls = createCounter();
  const closedCallbacks = createCounter();
  let callbacks = 0;
  let caseCount = 0;
  let callsGathered = 0;
  let callsMost = 0;
  for await (const item of items) {
    if (item.kind === 'call') {
      const { judged } = item.entry;
      outcomes.add(judged?.outcome ?? 'not_over');
      if (judged?.outcome === 'excluded') excluded.add(judged.why);
      if (judged?.outcome === 'lost') reasons.add(judged.reason);
    } else if (item.kind === 'case') {
      const calls = lostCallsIn(item.marked.marks);
      caseCount += 1;
      callsGathered += calls;
      callsMost = Math.max(callsMost, calls);
      byCalls.add(String(calls));
    } else if (item.kind === 'callback') {
      callbacks += 1;
      if (item.callback.state === 'closed') closedCallbacks.add(item.callback.outcome);
    }
  }
  const closed = Object.values(closedCallbacks.counts()).reduce((sum, count) => sum + count, 0);
  return {
    outcomes: outcomes.counts(),
    excluded: excluded.counts(),
    reasons: reasons.counts(),
    cases: { all: caseCount, ...(await statusOf(cases)), byCalls: byCalls.counts(), callsGathered, callsMost },
    callbacks: { found: callbacks, open: callbacks - closed, closed: closedCallbacks.counts() },
  };
}

/** What the settled summaries say, as a list of cases shows them. */
async function statusOf(cases: Store['cases']) {
  const closed = createCounter();
  let open = 0;
  let reopened = 0;
  for await (const summary of allCases(cases)) {
    if (summary.closed === undefined) open += 1;
    else closed.add(summary.closed.how);
    reopened += summary.reopened;
  }
  return { open, closed: closed.counts(), reopened };
}

async function* allCases(cases: Store['cases']): AsyncGenerator<LostCase> {
  for (const status of ['open', 'processed'] as const) {
    let next: string | undefined;
    do {
      const query = { status, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
      const page = await cases.page(query, { limit: 500, ...(next === undefined ? {} : { next }) });
      yield* page.items;
      next = page.next;
    } while (next !== undefined);
  }
}

/** How many calls of a case were lost: of several marks of one call that with the greatest basis counts. */
function lostCallsIn(marks: readonly CaseMark[]): number {
  const latest = new Map<string, Extract<CaseMark, { kind: 'lost' }>>();
  for (const mark of marks) {
    if (mark.kind === 'lost' && mark.basis >= (latest.get(mark.callId)?.basis ?? 0)) latest.set(mark.callId, mark);
  }
  return [...latest.values()].filter(({ lost }) => lost !== undefined).length;
}

function createCounter() {
  const counted = new Map<string, number>();
  return {
    add: (name: string): void => void counted.set(name, (counted.get(name) ?? 0) + 1),
    counts: (): Counts => Object.fromEntries([...counted].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}
