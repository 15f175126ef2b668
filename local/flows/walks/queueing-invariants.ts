import { answerTo, isClosed, isFailedTransfer, isSilent, type Invariant } from './invariant';
import type { WalkStep } from './visit';
import type { Walk } from './walk-flow';

/** Neither silence nor a voicemail may reach an agent: only the key proves that a person is there. */
export const onlyKeyOneIsQueued: Invariant = (walk) => {
  if (!isDial(walk) || walk.end.kind !== 'queued') return undefined;
  const last = walk.steps.findLast(({ keys }) => keys !== '');
  if (last !== undefined && isReady(last)) return undefined;
  return `a caller was queued who pressed ${last === undefined ? 'nothing' : `${last.keys} at ${last.action} last`}`;
};

/** Who pressed 1 has waited long enough: only a callback that is not wanted any more, or a full queue, keeps them out. */
export const whoIsReadyIsQueued: Invariant = (walk) => {
  const { end, steps } = walk;
  const last = steps.findLast(({ keys }) => keys !== '');
  if (!isDial(walk) || last === undefined || !isReady(last) || end.kind === 'queued' || end.kind === 'gone') {
    return undefined;
  }
  const isExcused = steps.some((step) => isFailedTransfer(step) || isUnwanted(step));
  return isExcused ? undefined : `a caller who pressed 1 at ${last.action} was not queued`;
};

/** Without functions Holdfree is an ordinary queue, never a wall. */
export const unaidedCallersAreQueued: Invariant = (walk) => {
  const isUnaided = walk.steps.every(({ questions }) => questions.every(({ source }) => source === 'fault'));
  if (!isUnaided) return undefined;
  return isKeptOut(walk) ? 'no function answered, and the caller was not queued' : undefined;
};

/** Who says nothing wants what callers have always got: to hold, where anybody may. */
export const silentCallersAreQueued: Invariant = (walk) => {
  if (!walk.call.queue.hold.isAllowed) return undefined;
  return isKeptOut(walk) ? 'a caller who pressed nothing was not queued' : undefined;
};

/** A holder who presses nothing is never put out of a queue that sets no limit. */
export const silentHoldersStay: Invariant = (walk) => {
  const { call, end } = walk;
  const isLimited = call.queue.hold.longestMs !== undefined;
  if (call.role.name !== 'hold' || isLimited || !isSilent(walk)) return undefined;
  const isPutOut = end.kind === 'queued' || (end.kind === 'terminal' && end.type === 'DisconnectParticipant');
  return isPutOut ? `a holder who pressed nothing was put out of the queue by ${end.action}` : undefined;
};

/** A silent caller of an open queue that takes callers, who did not get into it. */
function isKeptOut(walk: Walk): boolean {
  const { call, end, steps } = walk;
  if (call.role.name !== 'entry' || !isSilent(walk) || end.kind === 'queued' || end.kind === 'gone') return false;
  return !steps.some((step) => isFailedTransfer(step) || isClosed(walk, step));
}

function isDial({ call }: Walk): boolean {
  return call.role.name === 'callback' || call.role.name === 'module-answer';
}

function isReady({ keys, action, branch }: WalkStep): boolean {
  return keys === '1' && action.startsWith('greeting') && branch.startsWith('condition:');
}

function isUnwanted({ questions }: WalkStep): boolean {
  return questions.some((question) => question.operation === 'answered' && answerTo(question)['outcome'] === 'goodbye');
}
