import { failed, gone, type ActionRun, type Outcome, type Step } from '../action';
import { isTrue, wholeOf } from '../parameters';
import { beginPrompt, readPrompt } from '../prompts';
import { storeInput } from './stored-input';

/** What the console sets for an author who sets nothing. */
const inputLimitSecondsDefault = 5;

/** A menu of single keys, or input to be stored. A key interrupts the prompt; the limit counts from the prompt's end. */
export const getParticipantInput: ActionRun = (step) => {
  const prompt = readPrompt(step, step.action.Parameters);
  if (prompt === undefined) return failed();
  const limitMs = (wholeOf(step, 'InputTimeLimitSeconds') ?? inputLimitSecondsDefault) * 1_000;
  if (isTrue(step, 'StoreInput')) return storeInput(step, prompt, limitMs);
  beginPrompt(step, prompt, menuKeys(step));
  return choose(step, prompt.lengthMs + limitMs);
};

async function choose({ play }: Step, withinMs: number): Promise<Outcome> {
  // One wait for prompt and limit together, since a leg cannot do two things at a time.
  const key = await play.telephone.press(play.leg, withinMs);
  if (key === 'gone') return gone;
  return key === 'none' ? failed('InputTimeLimitExceeded') : { kind: 'result', value: key };
}

function menuKeys({ action }: Step): readonly string[] {
  const operands = action.Transitions.Conditions.flatMap(({ Condition }) => Condition.Operands);
  return operands.filter((operand) => typeof operand === 'string');
}
