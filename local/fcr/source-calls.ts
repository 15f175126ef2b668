import type { HandledContact, InboundContact } from '../../lib/core/fcr/fcr-call';

/** A conversation, and the day it counts for: that on which its call, or the agent of our callback, came. */
export interface Talk extends HandledContact {
  readonly beganAtMs: number;
}

/** What a file tells of first call resolution. Times are epoch milliseconds by the clock of the file. */
export interface SourceCalls {
  readonly handled: readonly Talk[];
  /** In any order, once for every queue that the caller entered; those whose caller or queue is not known are not among them. */
  readonly inbound: readonly InboundContact[];
  /** When calls came in of which no caller, or no queue, is known: nobody can say after whom they are repeats. */
  readonly unknownInboundAtMs: readonly number[];
  /** Whether the file names a caller at all. */
  readonly hasCallers: boolean;
  /** When its first call began and its last one ended. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Whose clock the times are of. */
  readonly clock: 'UTC' | 'clock of the log';
  /** What the reader ought to know of how the file was read, a line each; nothing of what stands in it. */
  readonly notes: readonly string[];
}

/** A part of the file that cannot be used: by line and field, never by what is in it. */
export interface BrokenLine {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** Of a file that is wrong throughout, the first lines say enough. */
const TOLD_MAX = 20;

/** Says which lines were skipped. */
export function brokenNotes(broken: readonly BrokenLine[]): readonly string[] {
  const told = broken.slice(0, TOLD_MAX).map(({ line, field, reason }) => `skipped line ${line}: ${field}: ${reason}`);
  return broken.length > TOLD_MAX ? [...told, `and ${broken.length - TOLD_MAX} more`] : told;
}
