import type { SNSClient } from '@aws-sdk/client-sns';
import type { SupervisorMessages } from '../../ports/messages';
import type { Secrets } from '../../ports/secrets';
import { topicMessages } from './topic';
import { webhookMessages, type Send } from './webhook';

/** A receiver who takes longer holds up the notices behind. */
const WEBHOOK_LIMIT_MS = 5_000;

/** Notices to supervisors, over SNS and HTTP. */
export function createSupervisorMessages(over: {
  readonly sns: SNSClient;
  readonly secrets: Secrets;
  readonly send: Send;
  readonly webhookLimitMs?: number;
}): SupervisorMessages {
  const { sns, secrets, send, webhookLimitMs: timeLimitMs = WEBHOOK_LIMIT_MS } = over;
  return { topic: topicMessages(sns), webhook: webhookMessages({ secrets, send, timeLimitMs }) };
}
