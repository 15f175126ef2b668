import { STANDARD_CLASS } from '../../lib/core/callback/request';
import type { Policy } from '../../lib/core/policy/policy';
import type { JournalEntry } from '../../lib/ports/journal';
import type { RunReport } from '../observer/report';
import type { Simulation } from '../run/simulation';

/** One queue as it stands, for the table. */
export interface QueueRow {
  readonly name: string;
  readonly holding: number;
  readonly agentsFree: number;
  readonly inLine: number;
  readonly dialing: number;
  readonly ready: number;
}

/** Everything one refresh of the table shows. */
export interface Screen {
  readonly simulatedMs: number;
  readonly queues: readonly QueueRow[];
  readonly report: RunReport;
  readonly latest: readonly string[];
}

const LINE_SHOWN_MAX = 200;

/** Reads what the table shows from the emulator, the store and the observer. */
export async function readScreen(
  simulation: Simulation,
  policy: Policy,
  simulatedMs: number,
  latest: readonly string[],
): Promise<Screen> {
  const flights = await simulation.store.callbacks.inFlight();
  const queues: QueueRow[] = [];
  for (const { name, queueId } of policy.queues) {
    const { waiting, agentsAvailable } = simulation.emulator.queueState(queueId);
    const mine = flights.filter((flight) => flight.queue === name);
    const end = { placeMs: Number.MAX_SAFE_INTEGER, id: '' };
    queues.push({
      name,
      holding: waiting,
      agentsFree: agentsAvailable,
      inLine: await simulation.store.callbacks.countBefore({ queue: name, class: STANDARD_CLASS }, end, LINE_SHOWN_MAX),
      dialing: mine.filter((flight) => flight.state === 'dialing').length,
      ready: mine.filter((flight) => flight.state === 'answered').length,
    });
  }
  return { simulatedMs, queues, report: await simulation.observer.glance(), latest };
}

/** The table as lines of text. */
export function drawScreen({ simulatedMs, queues, report, latest }: Screen): readonly string[] {
  const head = ['queue', 'holding', 'agents free', 'in line', 'dialing', 'ready'];
  const rows = queues.map((row) =>
    [row.name, row.holding, row.agentsFree, row.inLine, row.dialing, row.ready].map(String),
  );
  return [
    `Holdfree on this machine · simulated ${timeOf(simulatedMs)} UTC · Ctrl-C ends`,
    '',
    ...[head, ...rows].map((cells) =>
      cells.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(12))).join(''),
    ),
    '',
    `calls      ${report.callsOffered} offered, ${report.callsAnswered} answered, ${report.callsLost} lost`,
    `callbacks  ${report.callbacksRequested} requested, ${report.callbacksReached} reached, ${report.callbacksOpen} open`,
    `lost       ${report.lost.calls} calls, ${report.lost.casesOpen} cases open, ${report.lost.casesProcessed} processed, ${report.lost.callbacksReached} of ${report.lost.callbacks} called back reached`,
    `checks     ${report.doubleDials} double dials, ${report.callbacksLost} callbacks lost, ${report.orderInversions} out of order`,
    '',
    ...latest,
  ];
}

/** Whether an entry says something of a caller: that the dispatcher runs would be said each minute. */
export function isShown({ kind }: JournalEntry): boolean {
  return kind !== 'run_ended' && kind !== 'stock';
}

/** One journal entry as one line; ids only, as in the journal itself. */
export function lineOf(entry: JournalEntry, atMs: number): string {
  const { kind, ...fields } = entry;
  const rest = Object.entries(fields).map(
    ([name, value]) => `${name}=${name === 'placeMs' ? timeOf(Number(value)) : value}`,
  );
  return `${timeOf(atMs)} ${kind.padEnd(13)} ${rest.join(' ')}`;
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
