/** A fault of a flow, or of what it names: it cannot be played on. Never the caller's doing, and never a function's. */
export class FlowError extends Error {
  override readonly name = 'FlowError';
}

/** A FlowError that names the action. */
export function actionError(flow: string, action: string, problem: string): FlowError {
  return new FlowError(`flow ${flow}, action ${action}: ${problem}`);
}
