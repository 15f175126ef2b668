import { numberToCall, type CallbackIn, type Closed, type ClosedOutcome } from '../../core/callback/callback';
import { utcMonthsOf } from '../../core/reports/report-range';
import type { Page } from '../../ports/page';
import type { Store } from '../../ports/store';
import type { CallsAsked } from './ended-calls';
import { pagesOf, type PageAsked } from './pages-of';

/** One query brings so many. */
const PAGE_CALLBACKS = 200;

type PageReader = (page: PageAsked) => Promise<Page<CallbackIn<Closed>>>;

/** Callbacks that ended in a range as one of these outcomes, each once. */
export async function* closedCallbacks(
  { store }: { readonly store: Pick<Store, 'callbacks'> },
  { range, queue, seen }: CallsAsked,
  outcomes: readonly ClosedOutcome[],
): AsyncGenerator<CallbackIn<Closed>, void, undefined> {
  const parts = outcomes.flatMap((outcome) => utcMonthsOf(range).map((month) => ({ outcome, month })));
  for (const { outcome, month } of parts) {
    const read: PageReader = (page) => store.callbacks.closedOf(outcome, month, { ...page, fromMs: range.fromMs });
    for await (const callback of untilEnd(read, range)) {
      seen?.();
      if (queue === undefined || callback.queue === queue) yield callback;
    }
  }
}

/** Pages are in order of closing: what closed after the range is not read, but for the rest of a page. */
async function* untilEnd(
  read: PageReader,
  { fromMs, toMs }: CallsAsked['range'],
): AsyncGenerator<CallbackIn<Closed>, void, undefined> {
  for await (const callbacks of pagesOf(read, { limit: PAGE_CALLBACKS })) {
    for (const callback of callbacks) {
      if (callback.closedAtMs >= toMs) return;
      if (callback.closedAtMs >= fromMs) yield callback;
    }
  }
}

/**
 * When the agent and the caller of a completed callback were both there. A closed callback knows only when the conversation
 * ended; the caller's history knows when it began.
 */
export async function agentCameAtMs(
  { store }: { readonly store: Pick<Store, 'history'> },
  callback: CallbackIn<Closed>,
): Promise<number | undefined> {
  const numbers = new Set([numberToCall(callback), callback.number]);
  const inTime = (atMs: number) => atMs >= callback.requestedAtMs && atMs <= callback.closedAtMs;
  const talks: number[] = [];
  for (const number of numbers) {
    const handled = await store.history.handledSince(number, callback.requestedAtMs);
    const ours = handled.filter(({ how, queue }) => how === 'called_back' && queue === callback.queue);
    talks.push(...ours.map(({ connectedAtMs }) => connectedAtMs).filter(inTime));
  }
  // An earlier one did not complete it.
  return talks.length === 0 ? undefined : Math.max(...talks);
}
