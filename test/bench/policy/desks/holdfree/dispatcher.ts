import { byPlace } from '../../../../../lib/core/callback/line-order';
import { planDials, type PlannedDial } from '../../../../../lib/core/dispatch/plan';
import { fullBucket, refill, takeTokens } from '../../../../../lib/core/dispatch/token-bucket';
import { DIAL_FLOW, QUEUE_ID, type DeskDeps } from '../../desk';
import { toFlight, toLine, type Entry, type EntryBook } from './entries';
import type { Knowledge } from './knowledge';
import type { TaskDesk } from './tasks';

/** Passes, one a second, for as long as there is anything to do. */
export interface Dispatcher {
  readonly enterLine: (entry: Entry) => void;
}

const PASS_EVERY_MS = 1_000;
const OFFER_LEASE_MS = 45_000;
const LINE_HEADS = 20;
const RATE = { perSecond: 2, burst: 5 };

export function createDispatcher(
  deps: DeskDeps,
  { book, tasks, knowledge }: { readonly book: EntryBook; readonly tasks: TaskDesk; readonly knowledge: Knowledge },
): Dispatcher {
  const { clock, emulator, tally } = deps;
  let bucket = fullBucket(RATE, clock.nowMs());
  let isPassing = false;

  function pass(): void {
    for (const entry of book.in('offered')) {
      const isLapsed = entry.task?.agentId === undefined && clock.nowMs() >= entry.startedAtMs + OFFER_LEASE_MS;
      if (isLapsed) backToLine(entry);
    }
    const line = book.in('line').map(toLine).toSorted(byPlace).slice(0, LINE_HEADS);
    const flights = book.in('offered', 'dialing', 'answered').map(toFlight);
    const plan = planDials(knowledge.view({ line, flights }));
    for (const id of plan.dialNow) dial(book.of(id));
    for (const id of plan.letGo) letGo(book.of(id));
    for (const { id, agentIds } of plan.tasks) tasks.start(book.of(id), agentIds);
    bucket = refill(bucket, RATE, clock.nowMs());
    const taken = takeTokens(bucket, plan.dials.length);
    bucket = taken.bucket;
    for (const planned of plan.dials.slice(0, taken.granted)) begin(planned);
    isPassing = book.in('line', 'offered', 'dialing', 'answered').length > 0;
    if (isPassing) clock.after(PASS_EVERY_MS, pass);
  }

  function begin({ entry: { id }, way, agentIds }: PlannedDial): void {
    const entry = book.of(id);
    entry.startedAtMs = clock.nowMs();
    if (way === 'agent-first') entry.state = 'offered';
    else dial(entry);
    if (way !== 'customer-first') tasks.start(entry, agentIds);
  }

  function dial(entry: Entry): void {
    entry.state = 'dialing';
    entry.startedAtMs = clock.nowMs();
    const to = deps.numberOf(entry.call);
    const request = { to, flowId: DIAL_FLOW, queueId: QUEUE_ID, attributes: {}, references: {} };
    entry.contactId = emulator().core.outbound(request);
  }

  function letGo(entry: Entry): void {
    if (entry.state === 'offered') backToLine(entry);
    else tasks.end(entry);
  }

  function backToLine(entry: Entry): void {
    tasks.end(entry);
    entry.state = 'line';
  }

  return {
    enterLine: (entry) => {
      entry.state = 'line';
      entry.inLineSinceMs = clock.nowMs();
      tally.pending(1);
      if (isPassing) return;
      isPassing = true;
      clock.after(deps.between(deps.delays.eventMs), pass);
    },
  };
}
