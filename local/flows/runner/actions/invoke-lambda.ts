import { failed, gone, next, type ActionRun, type Outcome, type Step } from '../action';
import { lookupOf } from '../flow-data';
import { fillDeep } from '../json-paths';
import { recordOf, textOf, wholeOf } from '../parameters';
import { readLambdaResponse } from './lambda-response';

/** What Connect gives one block, and a run of blocks between which the caller hears nothing. */
const blockLimitSeconds = 8;
const chainLimitMs = 20_000;

/** A function that fails is invoked again as often as this, as long as there is time. */
const retriesMax = 3;

/** Asks a function; whatever goes wrong, the flow goes on at its error branch. */
export const invokeLambdaFunction: ActionRun = async (step) => {
  const functionArn = textOf(step, 'LambdaFunctionARN');
  if (functionArn === undefined) return failed();
  const { play, frame } = step;
  const event = {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: play.leg.contactData(),
      Parameters: fillDeep(lookupOf(step), recordOf(step, 'LambdaInvocationAttributes') ?? {}, ''),
    },
  };
  // `$.External` is of the latest function, so the one before is forgotten even when this one brings nothing.
  frame.data.external = undefined;
  frame.data.invocationId = undefined;
  if (textOf(step, 'InvocationType')?.toUpperCase() !== 'ASYNCHRONOUS') return ask(step, functionArn, event);
  // Awaited all the same: on a stepped clock nothing may work beside the process that began it. Its answer is lost.
  await play.options.lambda(functionArn, event);
  play.invocations += 1;
  frame.data.invocationId = `${play.leg.contactId}/${play.invocations}`;
  return next;
};

async function ask(step: Step, functionArn: string, event: unknown): Promise<Outcome> {
  const { play, frame, action } = step;
  const blockMs = Math.min(wholeOf(step, 'InvocationTimeLimitSeconds') ?? blockLimitSeconds, blockLimitSeconds) * 1_000;
  let leftMs = Math.min(blockMs, chainLimitMs - play.lambdaChainMs);
  for (let tries = 0; tries <= retriesMax && leftMs > 0; tries += 1) {
    const startedAtMs = play.leg.nowMs();
    const outcome = await play.options.lambda(functionArn, event);
    const passedMs = play.leg.nowMs() - startedAtMs;
    const tookMs = Math.max(passedMs, outcome.tookMs ?? 0);
    const spentMs = Math.min(tookMs, leftMs);
    if (spentMs > passedMs && (await play.leg.wait(spentMs - passedMs)) === 'gone') return gone;
    play.lambdaChainMs += spentMs;
    leftMs -= spentMs;
    if (tookMs > spentMs) return failed();
    if (outcome.kind === 'answered') {
      frame.data.external = readLambdaResponse(outcome.payload, action.Parameters);
      return frame.data.external === undefined ? failed() : next;
    }
  }
  return failed();
}
