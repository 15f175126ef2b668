import type { FcrCount, FcrRules } from './fcr-call';

/** What was counted of one queue on one day (UTC); a day is counted when the windows of all its conversations are closed. */
export interface FcrDay {
  /** `2026-03-02`. */
  readonly day: string;
  readonly agents: Readonly<Record<string, FcrCount>>;
}

/** First call resolution of one agent in one queue: raw, drawn towards the queue's mean, and where the truth probably lies. */
export interface AgentFcr extends FcrCount {
  readonly agentId: string;
  /** 1 - repeats / handled. */
  readonly fcr: number;
  readonly shrunken: number;
  /** The ends of the credible interval. */
  readonly low: number;
  readonly high: number;
  /** Whether the sample is large enough to rank. */
  readonly isRanked: boolean;
}

/** How far the days of a queue are counted, and by which rules. */
export interface FcrProgress extends Pick<FcrRules, 'windowMs' | 'talkMinMs'> {
  /** The end of the last day that is counted; the next run goes on from there. */
  readonly untilMs: number;
  /** Whether nothing was left to count then. */
  readonly isDone: boolean;
}

/** All agents of one queue, the best first; those without a sufficient sample come last. */
export interface FcrRanking {
  /** Conversations of days before this were counted. */
  readonly asOfMs: number;
  readonly computedAtMs: number;
  /** First call resolution of the queue, towards which agents are drawn. */
  readonly mean: number;
  readonly agents: readonly AgentFcr[];
  /** Absent where nobody goes on with counting. */
  readonly progress?: FcrProgress;
}
