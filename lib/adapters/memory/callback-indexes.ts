import { timerOf, type Callback } from '../../core/callback/callback';
import { lineKey, placeKey } from '../../core/callback/line-order';
import type { LineEntry } from '../../core/dispatch/plan';
import type { DueProposal, FlightProposal } from '../../ports/callback-store';
import { createSortedIndex, type SortedIndex } from './sorted-index';

/** The indexes of the table, kept by hand: lines, flights and timers. */
export interface CallbackIndexes {
  readonly line: (of: { readonly queue: string; readonly class: string }) => SortedIndex<LineEntry>;
  readonly flights: SortedIndex<FlightProposal>;
  readonly due: SortedIndex<DueProposal>;
  readonly add: (callback: Callback) => void;
  readonly remove: (callback: Callback) => void;
}

export function createCallbackIndexes(): CallbackIndexes {
  const lines = new Map<string, SortedIndex<LineEntry>>();
  const flights = createSortedIndex<FlightProposal>();
  const due = createSortedIndex<DueProposal>();

  function line(of: { readonly queue: string; readonly class: string }): SortedIndex<LineEntry> {
    const known = lines.get(lineKey(of)) ?? createSortedIndex<LineEntry>();
    lines.set(lineKey(of), known);
    return known;
  }

  return {
    line,
    flights,
    due,
    remove: (callback) => {
      if (callback.state === 'waiting') line(callback).remove(placeKey(callback));
      if (flightOf(callback) !== undefined) flights.remove(flightKey(callback));
      const timer = timerOf(callback);
      if (timer !== undefined) due.remove(dueKey(timer, callback.id));
    },
    add: (callback) => {
      const { id, number, queue, placeMs, origin, askedInVain } = callback;
      if (callback.state === 'waiting') {
        const { inLineSinceMs } = callback;
        const entry = {
          id,
          number,
          queue,
          class: callback.class,
          origin,
          placeMs,
          inLineSinceMs,
          ...(askedInVain === undefined ? {} : { askedInVain }),
        };
        line(callback).add(placeKey(callback), entry);
      }
      const flight = flightOf(callback);
      if (flight !== undefined) flights.add(flightKey(callback), flight);
      const timer = timerOf(callback);
      if (timer !== undefined) due.add(dueKey(timer, id), { id, number, queue, dueAtMs: timer });
    },
  };
}

/** Where a timer sorts: by its time, then by id. */
export function dueKey(atMs: number, id: string): string {
  return placeKey({ placeMs: atMs, id });
}

function flightKey(callback: Callback): string {
  return placeKey({ placeMs: 'startedAtMs' in callback ? callback.startedAtMs : 0, id: callback.id });
}

/** A callback as the flight index shows it; undefined when it is not in flight. */
function flightOf(callback: Callback): FlightProposal | undefined {
  const { state } = callback;
  if (state !== 'offered' && state !== 'dialing' && state !== 'answered') return undefined;
  const { id, number, queue, placeMs, origin, attempt, startedAtMs, task } = callback;
  const contactId = state === 'offered' ? undefined : callback.contactId;
  const pickedUpAtMs = state === 'offered' ? undefined : callback.pickedUpAtMs;
  const given = state === 'answered' ? callback.given : undefined;
  return {
    id,
    number,
    queue,
    class: callback.class,
    origin,
    placeMs,
    attempt,
    startedAtMs,
    state,
    ...(task === undefined ? {} : { task }),
    ...(state === 'answered' ? { readyAtMs: callback.readyAtMs } : {}),
    ...(given === undefined ? {} : { given }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(pickedUpAtMs === undefined ? {} : { pickedUpAtMs }),
  };
}
