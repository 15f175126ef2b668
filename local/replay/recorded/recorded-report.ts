import { countKept, type Counts } from './count-kept';
import { expectedExclusions, isAsLogged } from './file-truth';
import type { RecordedRun } from './play-recorded';

/** What a log played as recorded came to; every key is defined in docs/glossary.md. */
export interface RecordedReport {
  readonly rows: {
    readonly agent: number;
    readonly hang: number;
    readonly phantom: number;
    readonly tt: number;
    readonly broken: number;
  };
  readonly servedCalls: number;
  readonly lostCalls: number;
  readonly excluded: Counts;
  readonly expected: Counts;
  readonly isMet: boolean;
  readonly reasons: Counts;
  readonly cases: {
    readonly all: number;
    readonly open: number;
    readonly closed: Counts;
    readonly reopened: number;
    readonly byCalls: Counts;
    readonly callsGathered: number;
    readonly callsMost: number;
  };
  readonly callbacks: {
    readonly registered: number;
    readonly dialed: number;
    readonly open: number;
    readonly closed: Counts;
  };
  readonly dials: number;
  readonly dialsAfterServed: number;
  readonly dialsWhileOnLine: number;
  readonly doubleDials: number;
  readonly callbacksLost: number;
  readonly orderInversions: number;
  readonly eventsDelivered: number;
  readonly recordsDelivered: number;
  readonly eventsTold: Counts;
  readonly notices: Counts;
  readonly deadLetters: number;
}

/** Counts in the run's store and beside it; what the functions said of themselves is not asked. */
export async function reportRecorded(run: RecordedRun): Promise<RecordedReport> {
  const { trace, simulation, kept, dials, sent } = run;
  const { outcomes, excluded, reasons, cases, callbacks } = await countKept(kept.items(), kept.store.cases);
  const calls = trace.days.flatMap((day) => day.calls);
  const hang = calls.filter(({ outcome }) => outcome === 'abandoned').length;
  const lost = outcomes['lost'] ?? 0;
  const expected = expectedExclusions(trace, run.policy);
  const seen = await simulation.observer.glance();
  return {
    rows: {
      agent: calls.length - hang,
      hang,
      phantom: trace.dropped['PHANTOM'] ?? 0,
      tt: trace.dropped['TT'] ?? 0,
      broken: trace.broken.length,
    },
    servedCalls: outcomes['served'] ?? 0,
    lostCalls: lost,
    excluded,
    expected,
    isMet: isAsLogged({ hang, lost, excluded, expected }),
    reasons,
    cases,
    callbacks: {
      registered: kept.callbackIds().length,
      dialed: seen.callbacksDialed,
      open: callbacks.open,
      closed: callbacks.closed,
    },
    dials: dials.made,
    dialsAfterServed: dials.afterServed,
    dialsWhileOnLine: dials.whileOnLine,
    doubleDials: seen.doubleDials,
    callbacksLost: kept.callbackIds().length - callbacks.found,
    orderInversions: seen.orderInversions,
    eventsDelivered: sent.events,
    recordsDelivered: sent.records,
    eventsTold: simulation.host.eventsTold(),
    notices: simulation.notices.counts(),
    deadLetters: simulation.host.deadLetters(),
  };
}
