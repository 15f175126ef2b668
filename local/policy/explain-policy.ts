import type { Policy, QueuePolicy, RetriedOutcome, RetryPolicy } from '../../lib/core/policy/policy';
import type { FcrRules } from '../../lib/core/fcr/fcr-call';
import { explainRouting } from '../../lib/core/routing/explain-routing';
import { durationInWords as time } from './duration-in-words';

/** Names of agents by the ids that the policy has of them. */
export type AgentNames = ReadonlyMap<string, string>;

/** A policy in plain words, line by line: who gets callers, and what callbacks are promised. */
export function explainPolicy(policy: Policy, queues: readonly QueuePolicy[], names: AgentNames): readonly string[] {
  return [...explainFcr(policy.fcr), ...queues.flatMap((queue) => ['', ...explainQueue(policy, queue, names)])];
}

function explainFcr({ windowMs, talkMinMs, sampleMin, halfLifeMs, horizonMs }: FcrRules): readonly string[] {
  return [
    'First call resolution of an agent in a queue',
    `  The part of conversations after which the caller did not ring that queue again within ${time(windowMs)}.`,
    `  A conversation counts when that time is over; not if it was shorter than ${time(talkMinMs)}, or is older than ${time(horizonMs)}.`,
    `  One that is ${time(halfLifeMs)} older than the newest counts half. Agents with fewer than ${sampleMin} are not ranked.`,
  ];
}

function explainQueue(policy: Policy, queue: QueuePolicy, names: AgentNames): readonly string[] {
  const by = { fcr: policy.fcr, names };
  const steps = (caller: keyof QueuePolicy['routing']) =>
    explainRouting(queue.routing[caller], by).map((sentence) => `    ${sentence}`);
  const calledBackHere = policy.queues.filter(({ lost }) => lost.callBack?.queue === queue.name);
  return [
    `Queue ${queue.name}`,
    '  Callers who ring in',
    ...steps('inbound'),
    '  Callers who asked for a callback',
    ...steps('requested'),
    `    Offered where one is expected to wait longer than ${time(queue.offerWaitMs)}.`,
    `    ${explainRetries(queue.retry)}`,
    `    ${explainEnd(queue.giveUpMs, queue.deadlineMs)}`,
    ...(calledBackHere.length === 0 ? ['  Callers who were lost are not called back by this queue.'] : []),
    ...calledBackHere.flatMap(({ name, lost: { callBack } }) => {
      if (callBack === undefined) return [];
      return [
        `  Callers who were lost${name === queue.name ? '' : ` in ${name}`}`,
        ...steps('lost'),
        `    Called back ${time(callBack.delayMs)} after the call was lost, at the soonest.`,
        `    ${explainRetries(callBack.retry)}`,
        `    ${explainEnd(callBack.giveUpMs ?? queue.giveUpMs, queue.deadlineMs)}`,
      ];
    }),
  ];
}

const outcomes: Readonly<Record<RetriedOutcome, string>> = {
  busy: 'busy',
  no_answer: 'no answer',
  voicemail: 'voicemail',
  failed: 'a failure of the call',
  left_after_ready: 'a caller who left while waiting for the agent',
};

const retried: readonly RetriedOutcome[] = ['busy', 'no_answer', 'voicemail', 'failed', 'left_after_ready'];

function explainRetries({ attemptsMax, afterMs, limits, spacingMs }: RetryPolicy): string {
  if (attemptsMax === 1) return 'One attempt.';
  const limited = retried.flatMap((outcome) => {
    const most = limits[outcome];
    if (most === undefined) return [];
    return [`, ${most === 0 ? 'none' : `at most ${most}`} after ${outcomes[outcome]}`];
  });
  const gaps = Array.from({ length: attemptsMax - 1 }, (_, index) => spacingMs?.[index] ?? spacingMs?.at(-1) ?? 0);
  const after = retried
    .filter((outcome) => limits[outcome] !== 0)
    .map((outcome) => `${time(afterMs[outcome])} after ${outcomes[outcome]}`);
  const when = spacingMs === undefined ? after.join(', ') : `after ${gaps.map(time).join(', then ')}`;
  return `At most ${attemptsMax} attempts${limited.join('')}${when === '' ? '' : `; the next one ${when}`}.`;
}

function explainEnd(giveUpMs: number | undefined, deadlineMs: number): string {
  const inLine = giveUpMs === undefined ? '' : `after ${time(giveUpMs)} in the line with nobody free, and `;
  return `Given up ${inLine}${time(deadlineMs)} after it was registered, whatever happens.`;
}
