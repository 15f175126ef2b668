import type { CallBackPolicy, CaseTaskPolicy, NoticePolicy, QueueLostPolicy, SupervisorNotice } from './lost-policy';
import type { RetryPolicy } from './policy';
import type { ParsedConfig, ParsedQueue, ParsedSupervisor } from './schema';
import { toWindow } from './to-window';
import { webhookCall } from './webhook-templates';

/** What becomes of lost calls of one queue; `retry` is that of the queue that calls back. */
export function toQueueLost(queue: ParsedQueue, all: ParsedConfig['lost'], retry: RetryPolicy): QueueLostPolicy {
  const { shortSeconds = all.shortSeconds, callBack, sms, task, deadlineMinutes } = queue.lost;
  return {
    shortMs: shortSeconds * 1000,
    ...(callBack === undefined ? {} : { callBack: toCallBack(queue, callBack, retry) }),
    isSmsSent: sms,
    ...(task === undefined ? {} : { task: toCaseTask(queue, task) }),
    deadlineMs: deadlineMinutes * 60_000,
  };
}

type ParsedCallBack = NonNullable<ParsedQueue['lost']['callBack']>;

function toCallBack(
  { name, timeZone }: ParsedQueue,
  callBack: ParsedCallBack,
  { afterMs, limits }: RetryPolicy,
): CallBackPolicy {
  const { reasons, delaySeconds, attempts, hours, giveUpSeconds, mode, queue = name } = callBack;
  return {
    reasons,
    delayMs: delaySeconds * 1000,
    retry: {
      attemptsMax: attempts.max,
      afterMs,
      limits,
      spacingMs: attempts.spacingMinutes.map((minutes) => minutes * 60_000),
    },
    ...(hours === undefined ? {} : { hours: { timeZone, windows: hours.map(toWindow) } }),
    ...(giveUpSeconds === undefined ? {} : { giveUpMs: giveUpSeconds * 1000 }),
    ...(mode === undefined ? {} : { mode }),
    ...(callBack.class === undefined ? {} : { class: callBack.class }),
    queue,
  };
}

function toCaseTask({ name }: ParsedQueue, task: NonNullable<ParsedQueue['lost']['task']>): CaseTaskPolicy {
  const { to, queue = name, escalateTo } = task;
  return { to, queue, ...(escalateTo === undefined ? {} : { escalateTo }) };
}

/** Who is told what, templates filled in. */
export function toNotices({ sms, supervisors, texts }: ParsedConfig['notices']): NoticePolicy {
  return {
    ...(sms === undefined ? {} : { sms: toSms(sms) }),
    supervisors: supervisors.map(toSupervisor),
    texts,
  };
}

function toSms({
  originationIdentity,
  link,
  perNumberMinutes,
  freshMinutes,
}: NonNullable<ParsedConfig['notices']['sms']>) {
  return {
    originationIdentity,
    ...(link === undefined ? {} : { link }),
    perNumberMs: perNumberMinutes * 60_000,
    freshMs: freshMinutes * 60_000,
  };
}

function toSupervisor(place: ParsedSupervisor): SupervisorNotice {
  const { name, on, queues, language } = place;
  const every = { name, on, ...(queues === undefined ? {} : { queues }), language };
  if (place.kind === 'topic') return { ...every, kind: place.kind, topicArn: place.topicArn };
  const { secret } = place;
  return { ...every, kind: place.kind, ...webhookCall(place), ...(secret === undefined ? {} : { secret }) };
}
