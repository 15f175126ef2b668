import type { CallbackFacts } from '../callback/callback';
import type { Hours } from '../hours';
import type { CallBackPolicy } from './lost-policy';
import { queueByName, type DialMode, type Policy, type RetryPolicy } from './policy';

/** What a callback goes by, wherever it comes from. */
export interface Terms {
  readonly retry: RetryPolicy;
  /** Besides the hours of its queue and of the law; absent: no others. */
  readonly hours?: Hours;
  /** Absent: until its deadline. */
  readonly giveUpMs?: number;
  /** Absent: as `Policy.dispatch.mode` has it. */
  readonly mode?: DialMode;
}

/** A callback as far as its terms depend on it. */
export type TermsAsked = Pick<CallbackFacts, 'queue' | 'origin' | 'lostIn'>;

/**
 * The terms of a callback: those of its queue, or, for lost calls, what the queue in which they were lost says of calling
 * back. A queue that has left the policy goes by the first one, so that what is open can still end.
 */
export function termsOf(policy: Policy, callback: TermsAsked): Terms {
  const queue = queueByName(policy, callback.queue) ?? policy.queues[0];
  const own = {
    retry: queue?.retry ?? noMore,
    ...(queue?.giveUpMs === undefined ? {} : { giveUpMs: queue.giveUpMs }),
    ...(queue?.mode === undefined ? {} : { mode: queue.mode }),
  };
  const callBack = callBackOf(policy, callback);
  if (callBack === undefined) return own;
  const { retry, hours, giveUpMs, mode } = callBack;
  return {
    ...own,
    retry,
    ...(hours === undefined ? {} : { hours }),
    ...(giveUpMs === undefined ? {} : { giveUpMs }),
    ...(mode === undefined ? {} : { mode }),
  };
}

/** What the policy says of calling back lost calls like these; undefined for a callback that was asked for. */
export function callBackOf(policy: Policy, { origin, lostIn }: Omit<TermsAsked, 'queue'>): CallBackPolicy | undefined {
  return origin === 'lost' && lostIn !== undefined ? queueByName(policy, lostIn)?.lost.callBack : undefined;
}

/** A policy always has a queue; without one nothing is tried again. */
const noMore: RetryPolicy = {
  attemptsMax: 0,
  afterMs: { busy: 0, no_answer: 0, voicemail: 0, failed: 0, left_after_ready: 0 },
  limits: {},
};
