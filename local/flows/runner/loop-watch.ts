import type { Step } from './action';
import { actionError } from './flow-error';

/** Actions in a row with no time passing and nothing said; and with no time passing at all, keys pressed at once. */
const silentMax = 10_000;
const instantMax = 100_000;

/** Notices a flow that runs in circles without ever waiting: it would take the whole machine. Called before each action. */
export function createLoopWatch(): (step: Step) => void {
  let atMs = Number.NaN;
  let prompts = 0;
  let silent = 0;
  let instant = 0;
  return ({ play, frame, action }) => {
    const nowMs = play.leg.nowMs();
    if (nowMs !== atMs) instant = 0;
    if (nowMs !== atMs || play.promptsSaid !== prompts) silent = 0;
    atMs = nowMs;
    prompts = play.promptsSaid;
    silent += 1;
    instant += 1;
    if (silent > silentMax || instant > instantMax) {
      throw actionError(frame.flow.name, action.Identifier, 'it is in a loop that never waits');
    }
  };
}
