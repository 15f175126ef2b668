import middy from '@middy/core';
import { pointedFromText, textOfPointed, type PointedNumber } from '../../lib/core/numbers/pointed-number';
import { maskPhone } from '../../lib/core/mask-phone';
import type { NumberDeps } from '../../lib/app/numbers/number-deps';
import { pointNumber } from '../../lib/app/numbers/point-number';
import { restoreNumber, type Restoring } from '../../lib/app/numbers/restore-number';
import type { PhoneNumbers } from '../../lib/ports/phone-numbers';
import type { StackAnswer, StackAnswers } from '../../lib/ports/stack-answers';
import { noEarlyTimeout } from '../shared/no-early-timeout';
import { readProperties, readStackRequest, type NumberProperties, type StackRequest } from './stack-request';

/** What requests of CloudFormation about numbers stand on. */
export interface NumbersDeps extends Omit<NumberDeps, 'numbers'> {
  /** Of which instance is for the request to say: a number is given back where it was taken. */
  readonly numbersOf: (instanceArn: string) => PhoneNumbers;
  readonly answers: StackAnswers;
}

type Answer = Pick<StackAnswer, 'isDone' | 'physicalId'> & { readonly reason?: string | undefined };

/** The id of a resource for which nothing was pointed, so that its deletion has nothing to give back, and needs no Connect. */
const NOT_POINTED = 'not-pointed';

/**
 * Answers each request, whatever happens: CloudFormation waits for its time to be up where no answer comes. An answer that does not get
 * through is thrown, and Lambda repeats the request, which does no harm.
 */
export function createHandler(deps: NumbersDeps) {
  return middy<unknown, void>(noEarlyTimeout).handler(async (event) => {
    const request = readStackRequest(event);
    const { isDone, physicalId, reason } = await answerTo(deps, request);
    if (!isDone) deps.journal.note({ kind: 'fault', where: 'numbers', reason: reason ?? 'unknown' });
    await deps.answers.send(request.ResponseURL, {
      isDone,
      physicalId,
      stackId: request.StackId,
      requestId: request.RequestId,
      logicalId: request.LogicalResourceId,
      ...(reason === undefined ? {} : { reason }),
    });
  });
}

async function answerTo(deps: NumbersDeps, request: StackRequest): Promise<Answer> {
  const physicalId = request.PhysicalResourceId ?? NOT_POINTED;
  const properties = readProperties(request.ResourceProperties);
  // Nor can anything have been pointed with properties that are not ours.
  const isIdle = properties === undefined || physicalId === NOT_POINTED;
  if (request.RequestType === 'Delete' && isIdle) return { isDone: true, physicalId };
  if (properties === undefined) {
    return { isDone: false, physicalId, reason: 'needed are InstanceArn, PhoneNumber in E.164 and FlowArn' };
  }
  const kept = pointedFromText(request.PhysicalResourceId);
  try {
    if (request.RequestType === 'Delete') return await toRelease(deps, properties, kept, physicalId);
    return await toWish(deps, properties, kept, physicalId);
  } catch (error) {
    const what = error instanceof Error ? error.message : 'unknown fault';
    return { isDone: false, physicalId, reason: `${maskPhone(properties.number)}: ${what}. ${adviceOn(request)}` };
  }
}

async function toWish(
  deps: NumbersDeps,
  { instanceArn, number, flowId }: NumberProperties,
  before: PointedNumber | undefined,
  physicalId: string,
): Promise<Answer> {
  const numbers = deps.numbersOf(instanceArn);
  const wish = { number, flowId, ...(before === undefined ? {} : { kept: before }) };
  const pointing = await pointNumber({ ...deps, numbers }, wish);
  if (pointing.kind === 'not_claimed') {
    const reason = `${maskPhone(number)} is not claimed by this Connect instance: claim it there, or take it out of phoneNumbers`;
    return { isDone: false, physicalId, reason };
  }
  const { kept } = pointing;
  if (pointing.kind === 'pointed') return { isDone: true, physicalId: textOfPointed(kept) };
  const reason = `${maskPhone(number)} could not be pointed at its entry flow: ${pointing.reason}`;
  return { isDone: false, physicalId: textOfPointed(kept), reason };
}

async function toRelease(
  deps: NumbersDeps,
  { instanceArn, number, flowId }: NumberProperties,
  kept: PointedNumber | undefined,
  physicalId: string,
): Promise<Answer> {
  const restoring = await restoreNumber({ ...deps, numbers: deps.numbersOf(instanceArn) }, { number, flowId, kept });
  const isDone = restoring.kind !== 'stuck';
  const reason = toldOf(restoring, number);
  return { isDone, physicalId, reason: isDone ? reason : `${reason}. ${ADVICE}` };
}

function toldOf(restoring: Restoring, number: string): string {
  const masked = maskPhone(number);
  switch (restoring.kind) {
    case 'restored':
      return `${masked} has the flow again that it had before`;
    case 'left':
      return `${masked} was pointed elsewhere meanwhile, and stays so`;
    case 'gone':
      return `${masked} is no longer claimed`;
    case 'cleared':
      return restoring.why === undefined
        ? `${masked} has no flow again, as before`
        : `${masked} HAS NO FLOW NOW: ${restoring.why}`;
    case 'stuck':
      return `${masked} may still be pointed at a flow of this stack: ${restoring.why}`;
  }
}

/** The flows are deleted after the numbers, so that callers are still answered at this point. */
const ADVICE = 'Point the number elsewhere by hand, then delete again; its flow is still there';

function adviceOn({ RequestType }: StackRequest): string {
  return RequestType === 'Delete' ? ADVICE : 'Deploy again';
}
