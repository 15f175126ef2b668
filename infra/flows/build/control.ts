import type { Operation } from '../../../lib/core/dialogue/operations';
import { attribute } from './contact';
import { equals, type ActionDraft } from './draft';

/** A Lambda block waits this long at most. Seconds. */
const LAMBDA_SECONDS = '8';

/** How a flow reaches `ivr`, and for which queue it speaks: a name, or the JSONPath of one. */
export interface Asker {
  readonly ivrArn: string;
  readonly queue: string;
}

/** Asks `ivr`. Every failure of it has a way on: a caller is on the line. */
export function invoke(
  id: string,
  { ivrArn, queue }: Asker,
  question: { readonly operation: Operation; readonly more?: Readonly<Record<string, string>> },
  to: { readonly next: string; readonly failed: string },
): ActionDraft {
  return {
    id,
    type: 'InvokeLambdaFunction',
    parameters: {
      LambdaFunctionARN: ivrArn,
      InvocationTimeLimitSeconds: LAMBDA_SECONDS,
      InvocationType: 'SYNCHRONOUS',
      LambdaInvocationAttributes: {
        operation: question.operation,
        queue,
        language: attribute('language'),
        ...question.more,
      },
      ResponseValidation: { ResponseType: 'STRING_MAP' },
    },
    next: to.next,
    errors: { NoMatchingError: to.failed },
  };
}

/** Goes by the value at a JSONPath. */
export function choose(
  id: string,
  path: string,
  cases: Readonly<Record<string, string>>,
  otherwise: string,
): ActionDraft {
  return {
    id,
    type: 'Compare',
    parameters: { ComparisonValue: path },
    next: otherwise,
    errors: { NoMatchingCondition: otherwise },
    ways: Object.entries(cases).map(([value, target]) => equals(value, target)),
  };
}

/** Goes on to `again` that many times in a call, then to `enough`. */
export function atMost(
  id: string,
  times: number,
  to: { readonly again: string; readonly enough: string },
): ActionDraft {
  return {
    id,
    type: 'Loop',
    parameters: { LoopCount: String(times) },
    next: to.enough,
    ways: [equals('ContinueLooping', to.again), equals('DoneLooping', to.enough)],
  };
}

/** Nothing of this call is logged by its flows from here on. */
export function stopLogging(id: string, next: string): ActionDraft {
  return { id, type: 'UpdateFlowLoggingBehavior', parameters: { FlowLoggingBehavior: 'Disabled' }, next };
}

/** Goes on with another flow. */
export function toFlow(id: string, flowId: string, failed: string): ActionDraft {
  return {
    id,
    type: 'TransferToFlow',
    parameters: { ContactFlowId: flowId },
    next: failed,
    errors: { NoMatchingError: failed },
  };
}

/** Ends a queue or whisper flow; the contact stays where it is. */
export function endFlow(id: string): ActionDraft {
  return { id, type: 'EndFlowExecution', parameters: {} };
}

/** Ends a module: the flow that invoked it goes on. */
export function returnFromModule(id: string): ActionDraft {
  return { id, type: 'EndFlowModuleExecution', parameters: {} };
}
