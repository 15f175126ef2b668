import { lineKey, placeKey } from '../../core/callback/line-order';
import type { CallbackStore } from '../../ports/callback-store';
import { dueSchema, flightSchema, lineEntrySchema } from './index-schema';
import type { TableClient } from './table-client';

/** Flights are bounded by agents and by the instance's concurrent calls; a page of this size holds them. */
const FLIGHTS_MAX = 1_000;

/** What the indexes propose: lines in order, flights, timers that have run out. */
export function indexReads(table: TableClient): Pick<CallbackStore, 'line' | 'countBefore' | 'inFlight' | 'due'> {
  return {
    line: async (line, limit) =>
      (
        await table.query({
          index: 'line',
          condition: 'linePk = :line',
          values: { ':line': lineKey(line) },
          limit,
        })
      ).flatMap((item) => readable(lineEntrySchema.safeParse(item))),
    countBefore: (line, place, limit) =>
      table.count({
        index: 'line',
        condition: 'linePk = :line AND lineSk < :place',
        values: { ':line': lineKey(line), ':place': placeKey(place) },
        limit,
      }),
    inFlight: async () =>
      (
        await table.query({
          index: 'flight',
          condition: 'flightPk = :flight',
          values: { ':flight': 'FLIGHT' },
          limit: FLIGHTS_MAX,
        })
      ).flatMap((item) => readable(flightSchema.safeParse(item))),
    due: async (nowMs, limit) =>
      (
        await table.query({
          index: 'due',
          condition: 'duePk = :due AND timerMs <= :now',
          values: { ':due': 'DUE', ':now': nowMs },
          limit,
        })
      )
        .flatMap((item) => readable(dueSchema.safeParse(item)))
        .map(({ timerMs, ...key }) => ({ ...key, dueAtMs: timerMs })),
  };
}

/** An index only proposes: a row that cannot be read proposes nothing, and must not hide the others. */
function readable<T>(parsed: { readonly success: true; readonly data: T } | { readonly success: false }): readonly T[] {
  return parsed.success ? [parsed.data] : [];
}
