import { isFailedQuestion, isFailedTransfer, isPrompt, type Invariant } from './invariant';
import { castings } from './roles';

/** Connect drops a call whose flow has no way on, and nobody would ever hear of it. */
export const everyEndIsAnEnd: Invariant = ({ end }) => {
  switch (end.kind) {
    case 'terminal':
    case 'queued':
    case 'gone':
      return undefined;
    case 'unhandled':
      return `${end.action} has no way on for ${end.error}`;
    case 'broken':
      return end.reason;
  }
};

/** A dialogue that never ends keeps a line, and a caller who put the telephone down beside it. */
export const silenceEndsTheCall: Invariant = ({ call, end }) => {
  const isEnded = call.willHangUp || castings[call.role.name].entry === 'customer_queue' || end.kind !== 'gone';
  return isEnded ? undefined : `a caller who fell silent was kept on the line, at ${end.action} in the end`;
};

/** A call that ends without a word is taken for a fault, and the caller rings again. */
export const nobodyIsDroppedInSilence: Invariant = ({ call, end, steps }) => {
  if (end.kind !== 'terminal' || end.type !== 'DisconnectParticipant') return undefined;
  if (castings[call.role.name].isSilent === true) return undefined;
  if (!steps.some(isPrompt)) return 'the call was ended, and nothing was said in it';
  const lastFailure = steps.findLastIndex((step) => isFailedQuestion(step) || isFailedTransfer(step));
  const isTold = lastFailure < 0 || steps.slice(lastFailure).some(isPrompt);
  return isTold ? undefined : `${steps[lastFailure]?.action} failed, and the call was ended without another word`;
};

/** Who is in a queue hears music or a voice: a queue flow that is over leaves them with nothing. */
export const holdersHaveMusic: Invariant = ({ call, end, steps }) => {
  if (castings[call.role.name].entry !== 'customer_queue') return undefined;
  if (end.kind !== 'terminal' || end.type !== 'EndFlowExecution') return undefined;
  const before = steps.at(-2);
  const isMusicLost = before?.type === 'MessageParticipantIteratively' && before.branch.startsWith('error:');
  return isMusicLost ? undefined : `the flow ended after ${before?.action ?? 'nothing'}, and the music had not failed`;
};
