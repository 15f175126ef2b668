import { hasJsonPath } from '../../../../infra/flows/lint/json-path';
import { failed, type ActionRun, type Outcome, type Step } from '../action';
import { actionError } from '../flow-error';
import type { LoadedFlow } from '../flow-library';
import { textOf } from '../parameters';

/** Runs a module and comes back to the next action. */
export const invokeFlowModule: ActionRun = (step) => goTo(step, 'FlowModuleId', 'module');

/** Goes on in another flow for good. */
export const transferToFlow: ActionRun = (step) => goTo(step, 'ContactFlowId', 'other_flow');

/** Back to where the module was invoked. */
export const endFlowModuleExecution: ActionRun = ({ frame, action }) => {
  if (frame.invokedBy === undefined) throw actionError(frame.flow.name, action.Identifier, 'it is in no module');
  return { kind: 'return' };
};

/** An id written into the flow must lead somewhere; one that is only known now may turn out wrong. */
function goTo(step: Step, parameter: string, kind: 'module' | 'other_flow'): Outcome {
  const { frame, action, play } = step;
  const id = textOf(step, parameter);
  const find: (idOrArn: string) => LoadedFlow | undefined = kind === 'module' ? play.library.module : play.library.flow;
  const flow = id === undefined ? undefined : find(id);
  if (flow !== undefined) return { kind, flow };
  const written = action.Parameters[parameter];
  if (typeof written === 'string' && hasJsonPath(written)) return failed();
  const what = kind === 'module' ? 'module' : 'flow';
  throw actionError(frame.flow.name, action.Identifier, `there is no ${what} ${id ?? '(none is named)'}`);
}
