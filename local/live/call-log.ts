import type { CallEvent } from '../call/call-events';

type WithoutTime<T> = T extends unknown ? Omit<T, 'atMs'> : never;

/** Hears all that happened at one telephone, from the beginning. */
export interface CallListener {
  readonly event: (event: CallEvent) => void;
  readonly over: () => void;
}

/** What happened at one telephone; whoever begins to listen late misses nothing. */
export interface CallLog {
  readonly tell: (event: WithoutTime<CallEvent>) => void;
  /** Nothing more is told. */
  readonly close: () => void;
  /** Gives the function that stops listening. */
  readonly listen: (listener: CallListener) => () => void;
  readonly listeners: () => number;
}

export function createCallLog(nowMs: () => number): CallLog {
  const events: CallEvent[] = [];
  const listeners = new Set<CallListener>();
  let isClosed = false;
  return {
    tell: (untimed) => {
      if (isClosed) return;
      const event: CallEvent = { ...untimed, atMs: nowMs() };
      events.push(event);
      for (const listener of listeners) listener.event(event);
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      for (const listener of listeners) listener.over();
    },
    listen: (listener) => {
      for (const event of events) listener.event(event);
      if (isClosed) listener.over();
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    listeners: () => listeners.size,
  };
}
