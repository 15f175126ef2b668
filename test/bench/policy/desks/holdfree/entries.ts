import type { DialInFlight, LineEntry } from '../../../../../lib/core/dispatch/plan';
import { QUEUE_ID } from '../../desk';
import type { CallDraw } from '../../scene';

/** `away`: between attempts; `over`: with an agent, or given up. */
type EntryState = 'line' | 'offered' | 'dialing' | 'answered' | 'away' | 'over';

/** One callback as the desk keeps it. */
export interface Entry {
  readonly id: string;
  readonly call: CallDraw;
  readonly placeMs: number;
  state: EntryState;
  inLineSinceMs: number;
  startedAtMs: number;
  attempts: number;
  contactId?: string | undefined;
  pickedUpAtMs?: number | undefined;
  readyAtMs?: number | undefined;
  task?: EntryTask | undefined;
}

/** The open task of a callback. */
export interface EntryTask {
  readonly contactId: string;
  readonly agentIds: readonly string[];
  agentId?: string;
}

/** All callbacks of a day. */
export interface EntryBook {
  readonly add: (call: CallDraw, nowMs: number) => Entry;
  /** Throws where the call took no callback. */
  readonly of: (callIndex: number | string) => Entry;
  readonly find: (callIndex: number) => Entry | undefined;
  readonly in: (...states: readonly EntryState[]) => readonly Entry[];
}

export function createEntryBook(): EntryBook {
  const entries = new Map<number, Entry>();
  return {
    add: (call, nowMs) => {
      const times = { placeMs: nowMs, inLineSinceMs: nowMs, startedAtMs: nowMs };
      const entry: Entry = { id: String(call.index), call, ...times, state: 'away', attempts: 0 };
      entries.set(call.index, entry);
      return entry;
    },
    of: (callIndex) => {
      const entry = entries.get(Number(callIndex));
      if (entry === undefined) throw new Error(`call ${callIndex} took no callback`);
      return entry;
    },
    find: (callIndex) => entries.get(callIndex),
    in: (...states) => [...entries.values()].filter((entry) => states.includes(entry.state)),
  };
}

export function toLine({ id, placeMs, inLineSinceMs }: Entry): LineEntry {
  return { id, number: id, queue: QUEUE_ID, class: 'standard', origin: 'requested', placeMs, inLineSinceMs };
}

export function toFlight({ id, placeMs, startedAtMs, state, pickedUpAtMs, readyAtMs, task }: Entry): DialInFlight {
  return {
    id,
    queue: QUEUE_ID,
    class: 'standard',
    origin: 'requested',
    placeMs,
    startedAtMs,
    state: state === 'offered' || state === 'answered' ? state : 'dialing',
    ...(pickedUpAtMs === undefined ? {} : { pickedUpAtMs }),
    ...(readyAtMs === undefined ? {} : { readyAtMs }),
    ...(task === undefined ? {} : { task: { clientToken: task.contactId, ...task } }),
  };
}
