import type { FlowStep, Said } from '../runner/types';
import type { Question, WalkStep } from './visit';

/** Notes what a walk does, action by action. */
export interface StepLog {
  readonly steps: readonly WalkStep[];
  readonly heard: readonly Said[];
  readonly drew: (fault: string) => void;
  readonly asked: (question: Question) => void;
  readonly hears: (said: Said) => void;
  readonly pressed: (key: string) => void;
  /** The action is done: all that was noted since the one before was its own. */
  readonly did: (step: FlowStep) => void;
}

export function createStepLog(): StepLog {
  const steps: WalkStep[] = [];
  const heard: Said[] = [];
  let fault: string | undefined;
  let questions: Question[] = [];
  let promptsHeard = 0;
  let keys = '';
  return {
    steps,
    heard,
    drew: (error) => {
      fault = error;
    },
    asked: (question) => void questions.push(question),
    hears: (said) => {
      promptsHeard += 1;
      heard.push(said);
    },
    pressed: (key) => {
      keys += key;
    },
    did: (step) => {
      steps.push({ ...step, promptsHeard, keys, questions, ...(fault === undefined ? {} : { fault }) });
      fault = undefined;
      questions = [];
      promptsHeard = 0;
      keys = '';
    },
  };
}
