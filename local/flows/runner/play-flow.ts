import type { FlowAction } from '../../../infra/flows/language/document';
import { gone, type Frame, type Outcome, type Play, type Step } from './action';
import { actionRuns } from './actions';
import { isRefusedIn } from './allowed-in-flow';
import { actionError } from './flow-error';
import { actionOf, type LoadedFlow } from './flow-library';
import { createLoopWatch } from './loop-watch';
import { checkMetricNames } from './metric-names';
import type { PlayEnd } from './types';
import { wayOut } from './way-out';

type Onward = { readonly kind: 'go'; readonly step: Step } | { readonly kind: 'end'; readonly end: PlayEnd };

/** Plays a flow to its end, through the modules and flows that it leads to. */
export async function playFlow(play: Play, flow: LoadedFlow): Promise<PlayEnd> {
  const watch = createLoopWatch();
  let step = firstStep(play, frameOf(flow, play.state.storedInput));
  for (;;) {
    watch(step);
    const onward = goOn(step, await outcomeOf(step));
    if (onward.kind === 'end') return onward.end;
    ({ step } = onward);
  }
}

/** Whatever an action came to, a caller who has left meanwhile takes none of its ways. */
async function outcomeOf(step: Step): Promise<Outcome> {
  const { leg } = step.play;
  const outcome = leg.isLive() ? await runAction(step) : gone;
  const isGoingOn = outcome.kind === 'next' || outcome.kind === 'failed' || outcome.kind === 'result';
  return isGoingOn && !leg.isLive() ? gone : outcome;
}

function runAction(step: Step): Outcome | Promise<Outcome> {
  const { play, frame, action } = step;
  const { Identifier: identifier, Type: type } = action;
  const run = actionRuns.get(type);
  if (run === undefined) throw actionError(frame.flow.name, identifier, `the type ${type} is not known here`);
  const { flowType } = frame.flow;
  if (isRefusedIn(frame, type)) {
    throw actionError(frame.flow.name, identifier, `a ${flowType} flow may not have ${type}`);
  }
  checkMetricNames(step);
  const { contactId } = play.leg;
  const error = play.options.fault?.({ contactId, flow: frame.flow.name, action: identifier, type });
  return error === undefined ? run(step) : { kind: 'failed', error };
}

function goOn(step: Step, outcome: Outcome): Onward {
  const { play, frame, action } = step;
  const place = { flow: frame.flow.name, action: action.Identifier };
  switch (outcome.kind) {
    case 'next':
    case 'failed':
    case 'result': {
      const way = wayOut(step, outcome);
      if (way.kind === 'unhandled') return leave(step, { ...way, ...place });
      tell(step, way.branch);
      return { kind: 'go', step: { play, frame, action: actionOf(frame.flow, way.to, action.Identifier) } };
    }
    case 'module':
      return { kind: 'go', step: firstStep(play, moduleFrame(step, outcome.flow)) };
    case 'return':
      return comeBack(step);
    case 'other_flow':
      tell(step, 'end');
      return { kind: 'go', step: firstStep(play, { flow: outcome.flow, data: frame.data, invokedBy: undefined }) };
    case 'terminal':
      return leave(step, { kind: 'terminal', ...place, type: action.Type });
    case 'queued':
    case 'gone':
      return leave(step, { kind: outcome.kind, ...place });
  }
}

function leave(step: Step, end: PlayEnd): Onward {
  tell(step, 'end');
  return { kind: 'end', end };
}

/** The action that invoked a module is done when the module is. */
function comeBack(step: Step): Onward {
  tell(step, 'end');
  const { invokedBy } = step.frame;
  if (invokedBy === undefined) throw actionError(step.frame.flow.name, step.action.Identifier, 'it is in no module');
  return goOn({ play: step.play, ...invokedBy }, { kind: 'next' });
}

function tell({ play, frame, action }: Step, branch: string): void {
  play.options.observer?.step?.({
    contactId: play.leg.contactId,
    flow: frame.flow.name,
    action: action.Identifier,
    type: action.Type,
    branch,
  });
}

function firstStep(play: Play, frame: Frame): Step {
  return { play, frame, action: actionOf(frame.flow, frame.flow.start, frame.flow.start) };
}

function frameOf(flow: LoadedFlow, storedInput?: string, invokedBy?: { frame: Frame; action: FlowAction }): Frame {
  return { flow, data: { external: undefined, invocationId: undefined, metrics: undefined, storedInput }, invokedBy };
}

function moduleFrame({ frame, action }: Step, flow: LoadedFlow): Frame {
  return frameOf({ ...flow, flowType: frame.flow.flowType }, undefined, { frame, action });
}
