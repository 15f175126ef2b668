import type { Policy } from '../../lib/core/policy/policy';
import { invariant } from '../../lib/core/invariant';
import { startEmbeddedDynamo } from '../store/embedded-dynamo';
import { billOf, gbSecondsOf } from './bill';
import { floor, floorUnits } from './floor';
import type { Counts, Units } from './ledger';
import { listPrices, priceOf } from './list-prices';
import { inboundShare } from './inbound-share';
import { beyond } from './net-counts';
import { play, type Played, type Story } from './play';
import { idleMonth, type IdlePart } from './standing';
import { closedAtMs, outcomes, type Outcome } from './stories';

/** What one callback costs that comes to its end in one way. */
export interface OutcomeCost {
  readonly name: string;
  readonly units: Units;
  /** The write units of the floor, of which this is so many times. */
  readonly timesFloor: number;
  readonly writesMax: Outcome['writesMax'];
  readonly byFunction: Counts['byFunction'];
  readonly byKind: Counts['byKind'];
  readonly counted: Counts['counted'];
  readonly gbSeconds: Readonly<Record<string, number>>;
  readonly dollarsPerThousand: number;
}

/** What `npm run cost` tells. */
export interface CostReport {
  readonly prices: Pick<typeof listPrices, 'region' | 'asOf' | 'source'>;
  readonly floor: { readonly writes: typeof floor; readonly units: typeof floorUnits };
  readonly outcomes: readonly OutcomeCost[];
  /** Whether no outcome costs more writes than it may. */
  readonly isWithin: boolean;
  readonly idle: { readonly minutes: number; readonly units: Units; readonly counted: Counts['counted'] };
  /** As configured: while a queue with steps for callers who ring in is open, the dispatcher reads its agents. */
  readonly idleMonth: IdleMonth & { readonly openShare: number };
  /** The same where no queue has such steps, or none is open. */
  readonly idleMonthWithoutInbound: IdleMonth;
}

/** What a month costs in which nobody rings. */
export interface IdleMonth {
  readonly lines: Readonly<Record<string, number>>;
  readonly dollars: number;
}

/** Telephony is apart: minutes of voice are Connect's, and so are the dials. */
export async function runCost(policy: Policy, tell: (line: string) => void): Promise<CostReport> {
  const engine = await startEmbeddedDynamo();
  try {
    let tables = 0;
    const playOn = (story: Story) => play(policy, engine, `costs-${(tables += 1)}`, story);
    const idles = new Map<string, Promise<Played>>();
    const idleOf = (story: Story) => {
      const unvisited = { ...story, calls: [], fates: [] };
      const key = JSON.stringify(unvisited);
      const played = idles.get(key) ?? playOn(unvisited);
      idles.set(key, played);
      return played;
    };
    const costs: OutcomeCost[] = [];
    for (const outcome of outcomes) {
      tell(outcome.name);
      const played = await playOn(outcome.story);
      refuseOther(
        outcome,
        played.journal.flatMap((entry) => (entry.kind === 'closed' ? [entry.outcome] : [])),
      );
      costs.push(costOf(outcome, beyond(played.counts, (await idleOf(outcome.story)).counts)));
    }
    const [first] = outcomes;
    invariant(first !== undefined, 'there are outcomes');
    const { forMs } = first.story;
    const idle = (await idleOf(first.story)).counts;
    const closed = (await idleOf({ ...first.story, startMs: closedAtMs })).counts;
    const openShare = inboundShare(policy);
    const { region, asOf, source } = listPrices;
    return {
      prices: { region, asOf, source },
      floor: { writes: floor, units: floorUnits },
      outcomes: costs,
      isWithin: costs.every(
        ({ units, writesMax: max }) => units.writeBase <= max.base && units.writeIndex <= max.index,
      ),
      idle: { minutes: forMs / 60_000, units: idle.units, counted: idle.counted },
      idleMonth: {
        ...monthOf([
          { counts: idle, forMs, share: openShare },
          { counts: closed, forMs, share: 1 - openShare },
        ]),
        openShare: Math.round(100 * openShare) / 100,
      },
      idleMonthWithoutInbound: monthOf([{ counts: closed, forMs, share: 1 }]),
    };
  } finally {
    await engine.close();
  }
}

function monthOf(parts: readonly IdlePart[]): IdleMonth {
  const { lines, total } = priceOf(idleMonth(parts));
  return { lines: mapped(lines, cents), dollars: cents(total) };
}

function costOf({ name, writesMax }: Outcome, counts: Counts): OutcomeCost {
  const { units, byFunction, byKind, counted } = counts;
  const writes = units.writeBase + units.writeIndex;
  return {
    name,
    units,
    writesMax,
    timesFloor: Math.round((10 * writes) / (floorUnits.writeBase + floorUnits.writeIndex)) / 10,
    byFunction,
    byKind,
    counted,
    gbSeconds: mapped(gbSecondsOf(counts), (value) => Math.round(value * 1000) / 1000),
    dollarsPerThousand: cents(1000 * priceOf(billOf(counts)).total),
  };
}

/** A story that ends otherwise would be told under a wrong name. */
function refuseOther({ name, closedAs }: Outcome, closed: readonly string[]): void {
  if (closed.join() !== closedAs.join()) throw new Error(`${name}: was closed as ${closed.join(', ') || 'nothing'}`);
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}

function mapped(of: Readonly<Record<string, number>>, to: (value: number) => number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, to(value)]));
}
