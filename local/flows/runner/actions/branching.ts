import { failed, next, type ActionRun } from '../action';
import { lookupOf } from '../flow-data';
import { valueOfPath } from '../json-paths';
import { wholeOf } from '../parameters';

/** Looks at a value. What is not there matches no condition. */
export const compare: ActionRun = (step) => {
  const path = step.action.Parameters['ComparisonValue'];
  return { kind: 'result', value: typeof path === 'string' ? valueOfPath(lookupOf(step), path) : undefined };
};

/** Sends the caller round so many times in the whole call, then on for good. */
export const loop: ActionRun = (step) => {
  const { loops } = step.play.state;
  const key = JSON.stringify([step.frame.flow.name, step.action.Identifier]);
  const done = loops.get(key) ?? 0;
  if (done >= (wholeOf(step, 'LoopCount') ?? 0)) return { kind: 'result', value: 'DoneLooping', elseNext: true };
  loops.set(key, done + 1);
  return { kind: 'result', value: 'ContinueLooping', elseNext: true };
};

/** A number from 1 to 100 for the conditions. */
export const distributeByPercentage: ActionRun = ({ play }) => ({
  kind: 'result',
  value: 1 + Math.floor(play.options.rng.next() * 100),
});

/** Waits are for chats and tasks: a caller on the line takes the error branch. */
export const wait: ActionRun = () => failed();

/** There is something to check in campaigns and customer-first callbacks only, neither of which is played here. */
export const checkOutboundCallStatus: ActionRun = () => failed();

/** Logs and recordings are not kept here, so switching them changes nothing. */
export const changeNothing: ActionRun = () => next;

/** Ends the flow, and with it the call. */
export const disconnectParticipant: ActionRun = ({ play }) => {
  play.leg.disconnect();
  return { kind: 'terminal' };
};

/** Ends the flow only: the contact stays in its queue, or is joined with its agent. */
export const endFlowExecution: ActionRun = () => ({ kind: 'terminal' });

/** Lets an outbound call be put through; how it goes on is not described, so it may have a next action or none. */
export const completeOutboundCall: ActionRun = ({ action }) =>
  textIsGiven(action.Transitions.NextAction) ? next : { kind: 'terminal' };

function textIsGiven(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
