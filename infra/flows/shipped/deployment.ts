import type { LanguageCode } from '../../../lib/core/speech/language-codes';
import type { Policy } from '../../../lib/core/policy/policy';
import { attribute } from '../build/contact';
import type { Scene } from '../parts/scene';

/** What flows need to know of where they will run; ids may be tokens that become known at deployment. */
export interface FlowDeployment {
  readonly policy: Policy;
  readonly ivrArn: string;
  /** The id or ARN of a flow of ours that was compiled before. */
  readonly flowId: (key: string) => string;
  /** The ARN of a queue. */
  readonly queueArn: (queueId: string) => string;
}

/** Every language that any queue speaks: for flows that all queues share. */
export function languagesOf(policy: Policy): readonly LanguageCode[] {
  return [...new Set(policy.queues.flatMap((queue) => queue.languages))];
}

/** Of a dialogue that all queues share: the contact says which queue it is about. */
export function sharedScene({ policy, ivrArn }: FlowDeployment): Scene {
  return { asker: { ivrArn, queue: attribute('queueName') }, languages: languagesOf(policy), ageBy: policy.ageBy };
}

/** By which a flow that belongs to one queue is known. */
export function flowKey(kind: 'entry' | 'hold' | 'after-hours', queueName: string): string {
  return `${kind}-${queueName}`;
}
