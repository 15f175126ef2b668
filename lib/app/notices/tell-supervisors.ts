import type { CaseEvent } from '../../core/events/domain-event';
import { caseFields, codedFields, noticeKindOf } from '../../core/messages/case-fields';
import { fillBody, textOf } from '../../core/messages/fill';
import type { SupervisorNotice } from '../../core/policy/lost-policy';
import { queueByName, type Policy } from '../../core/policy/policy';
import type { SendOutcome } from '../../ports/messages';
import { caseNow, isStillOpen } from './case-now';
import { deliver, deliveryId, whatOf, type Sent } from './deliver';
import type { NoticeDeps } from './notice-deps';

/** Everybody who is to be told of this event; each is a delivery of its own. */
export function supervisorsToTell(policy: Policy, { type, detail }: CaseEvent): readonly SupervisorNotice[] {
  const kind = noticeKindOf(type);
  return policy.notices.supervisors.filter(
    ({ on, queues }) => on.includes(kind) && (queues === undefined || queues.includes(detail.queue)),
  );
}

/** Tells one of them. */
export async function tellSupervisor(deps: NoticeDeps, event: CaseEvent, notice: SupervisorNotice): Promise<void> {
  const { detail } = event;
  const id = deliveryId(detail, notice.kind, notice.name, whatOf(detail));
  const outgoing = { id, caseId: detail.caseId, channel: notice.kind, to: notice.name };
  await deliver(deps, outgoing, async (): Promise<Sent> => {
    if (await isOutdated(deps, event)) return { kind: 'skipped', why: 'processed' };
    return send(deps, event, notice, id);
  });
}

/** Told after the end of it, that calls were lost would be read as if somebody still had to deal with them. */
async function isOutdated(deps: NoticeDeps, { type, detail }: CaseEvent): Promise<boolean> {
  return type !== 'case.processed' && !isStillOpen(await caseNow(deps, detail.caseId), detail.after);
}

async function send(deps: NoticeDeps, event: CaseEvent, notice: SupervisorNotice, id: string): Promise<SendOutcome> {
  const { policy, supervisorMessages } = deps;
  const { language } = notice;
  const timeZone = queueByName(policy, event.detail.queue)?.hours.timeZone ?? 'UTC';
  const fields = caseFields(event, { language, timeZone });
  const kind = noticeKindOf(event.type);
  const subject = textOf(policy.notices.texts, language, `subject_${kind}`, fields);
  const text = textOf(policy.notices.texts, language, `body_${kind}`, fields);
  if (notice.kind === 'topic') {
    return supervisorMessages.topic({ topicArn: notice.topicArn, subject, body: text, deliveryId: id });
  }
  const { name, url, secret, headers } = notice;
  const body = fillBody(notice, { ...codedFields(event), subject, text });
  return supervisorMessages.webhook({
    name,
    url,
    ...(secret === undefined ? {} : { secret }),
    headers,
    body,
    deliveryId: id,
  });
}
