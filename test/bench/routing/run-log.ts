import type { Outcome } from './conversations';
import { scene, type Cast } from './scene';

/** A lost call that was called back and reached an agent. */
export interface Reached extends Outcome {
  /** Counted from 0. */
  readonly day: number;
  readonly agentId: string;
  /** Of the best, as they were when the caller was routed. */
  readonly wasBest: boolean;
  /** Kept for some agents at first. */
  readonly isSteered: boolean;
}

/** What happened in one run. */
export interface RunLog {
  readonly agentIds: readonly string[];
  readonly days: number;
  /** How long the agents were there, all together. */
  readonly openMs: number;
  rang: number;
  /** Of them, who hung up before an agent came. */
  lost: number;
  /** Who was called back, was ready, and left before an agent came. */
  lostAgain: number;
  /** Of those who rang, those included who left. */
  readonly waitsMs: number[];
  /** From being ready, those included who left. */
  readonly readyWaitsMs: number[];
  readonly reached: Reached[];
  /** Of all who were ready: how long only some agents might have them, and how long that was to be at most. */
  readonly restricted: { readonly restrictedMs: number; readonly boundMs: number }[];
  /** What agents talked and worked on after. */
  busyMs: number;
}

export function emptyRun({ agents, days }: Cast, agentIds: Iterable<string>): RunLog {
  return {
    agentIds: [...agentIds],
    days,
    openMs: agents * days * scene.openMs,
    rang: 0,
    lost: 0,
    lostAgain: 0,
    waitsMs: [],
    readyWaitsMs: [],
    reached: [],
    restricted: [],
    busyMs: 0,
  };
}
