import { isOpen, closedOn } from '../../core/hours';
import type { CaseEvent } from '../../core/events/domain-event';
import type { LostCase } from '../../core/lost/case';
import { canTakeSms } from '../../core/messages/can-take-sms';
import { smsOf } from '../../core/messages/fill';
import { refusalOfNumber } from '../../core/number-rules';
import { zonesOfNumber } from '../../core/number-zones';
import { firstLanguage, queueByName, type Policy } from '../../core/policy/policy';
import type { LanguageCode } from '../../core/speech/language-codes';
import type { CallerProfile } from '../../ports/caller-store';
import { caseNow, isStillOpen } from './case-now';
import { deliver, deliveryId, whatOf, type Sent } from './deliver';
import type { NoticeDeps } from './notice-deps';

type Sms = NonNullable<Policy['notices']['sms']>;

/** Tells the caller that the call was seen: whenever calls were lost, but not more often than the policy has it. */
export async function smsToCaller(deps: NoticeDeps, event: CaseEvent): Promise<void> {
  const { detail } = event;
  const { sms } = deps.policy.notices;
  const queue = queueByName(deps.policy, detail.queue);
  const isAboutLoss =
    event.type === 'case.opened' || event.type === 'case.reopened' || event.type === 'case.tried_again';
  if (!isAboutLoss || sms === undefined || queue?.lost.isSmsSent !== true) return;
  const id = deliveryId(detail, 'sms', 'caller', whatOf(detail));
  const outgoing = { id, caseId: detail.caseId, channel: 'sms', to: 'caller' } as const;
  await deliver(deps, outgoing, async () => send(deps, event, { sms, deliveryId: id }));
}

async function send(
  deps: NoticeDeps,
  { detail }: CaseEvent,
  { sms, deliveryId: id }: { readonly sms: Sms; readonly deliveryId: string },
): Promise<Sent> {
  const nowMs = deps.clock.nowMs();
  if (nowMs - Date.parse(detail.at) > sms.freshMs) return { kind: 'skipped', why: 'stale' };
  const now = await caseNow(deps, detail.caseId);
  if (!isStillOpen(now, detail.after)) return { kind: 'skipped', why: 'processed' };
  const { number } = now;
  const profile = await deps.store.callers.get(number);
  const why = unwelcome(deps.policy, now, profile, nowMs);
  if (why !== undefined) return { kind: 'skipped', why };
  const turn = { deliveryId: id, atMs: nowMs, perMs: sms.perNumberMs };
  if (!(await deps.store.deliveries.takeSmsTurn(number, turn))) return { kind: 'skipped', why: 'sent_lately' };
  const customer = await customerOf(deps, now);
  const language = profile?.language ?? customer?.language ?? languageOfQueue(deps.policy, detail.queue);
  const fields = {
    queue: detail.queue,
    ...(customer?.name === undefined ? {} : { name: customer.name }),
    ...(sms.link === undefined ? {} : { link: sms.link }),
  };
  const body = smsOf(deps.policy.notices.texts, language, fields);
  return deps.callerMessages.sms({ to: number, body, deliveryId: id });
}

/** Why this number gets none, or none now: an SMS wakes people up like a call does. */
function unwelcome(
  { calling, numbers, queues }: Policy,
  { number, queue }: LostCase,
  profile: CallerProfile | undefined,
  nowMs: number,
): string | undefined {
  if (profile?.optedOutAtMs !== undefined) return 'opted_out';
  if (profile?.blockedAtMs !== undefined) return 'blocked';
  const refusal = refusalOfNumber(numbers, number);
  if (refusal !== undefined) return refusal.code;
  if (!canTakeSms(number)) return 'not_mobile';
  const windows = calling.legalWindows.lost;
  const zones = zonesOfNumber(number);
  // A satellite phone may be anywhere: then the clock of those who answer it counts, and not none.
  const asked =
    zones.length > 0 ? zones : queues.flatMap(({ name, hours }) => (name === queue ? [hours.timeZone] : []));
  const legal = asked.map((timeZone) => closedOn({ timeZone, windows }, calling.holidays.lost));
  return legal.every((hours) => isOpen(hours, nowMs)) ? undefined : 'hours';
}

async function customerOf(deps: NoticeDeps, { number, customer }: LostCase): Promise<LostCase['customer']> {
  if (customer !== undefined) return customer;
  const answer = await deps.directory.find(number);
  return answer.kind === 'known' ? answer.customer : undefined;
}

function languageOfQueue(policy: Policy, name: string): LanguageCode {
  return firstLanguage(queueByName(policy, name) ?? { languages: [] });
}
