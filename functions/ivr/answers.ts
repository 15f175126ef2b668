import type { Callback } from '../../lib/core/callback/callback';
import type { WaitPrediction } from '../../lib/app/predict-wait';

/** What a flow is told: one flat map of strings, no value empty, because a flow operand may not be. */
export type FlowAnswer = Readonly<Record<string, string>>;

/** The wait as a flow reads it; `unknown` where nothing can be said honestly. */
export function waitFields({ position, waitMs }: WaitPrediction): FlowAnswer {
  return {
    position: position === undefined ? 'unknown' : String(position),
    waitSeconds: waitMs === undefined ? 'unknown' : String(Math.round(waitMs / 1000)),
  };
}

/** A callback as a flow reads it: ids and states, never a number. */
export function callbackFields(callback: Callback): FlowAnswer {
  return { callbackId: callback.id, callbackState: callback.state, attempts: String(callback.attempt) };
}
