import type { Stage } from '../contact-attributes';
import { refusalOfNumber } from '../number-rules';
import type { Policy } from '../policy/policy';
import type { EndedPart } from './call-parts';
import type { EndedCall } from './judged-call';
import type { LostReason, LostType } from './lost-words';

/** How a call without an agent ended. */
interface Ending extends EndedCall {
  readonly number: string;
  /** Whether it ever was in a queue. */
  readonly isQueued: boolean;
  readonly last: EndedPart;
}

/** `OTHER` and `API` are what StopContact leaves; an agent who rings off before both are joined is the centre too. */
const byCentre: ReadonlySet<string> = new Set(['CONTACT_FLOW_DISCONNECT', 'AGENT_DISCONNECT', 'OTHER', 'API']);

/** At these the centre had nothing more for the caller. */
const stagesOfCentre: ReadonlySet<Stage | undefined> = new Set<Stage>(['hold_limit', 'closed', 'routing_failed']);

/** Who ended it: the network, the centre, or else the caller. */
export function lostTypeOf({ stage, last }: Pick<Ending, 'stage' | 'last'>): LostType {
  const { disconnectReason } = last;
  if (disconnectReason?.startsWith('TELECOM_') === true) return 'disconnected';
  if (disconnectReason !== undefined && byCentre.has(disconnectReason)) return 'missed';
  return stagesOfCentre.has(stage) && disconnectReason !== 'CUSTOMER_DISCONNECT' ? 'missed' : 'abandoned';
}

/** The first reason that applies, in the order of `lostReasons`. */
export function lostReasonOf(
  ending: Ending & { readonly type: LostType; readonly offers: number },
  { numbers, lost }: Policy,
): LostReason {
  const { number, type, stage, isQueued, offers } = ending;
  const refusal = refusalOfNumber(numbers, number)?.code;
  if (refusal === 'country_not_allowed' || refusal === 'type_not_allowed') return 'forbidden';
  if (type === 'disconnected') return 'technical_failure';
  if (stage === 'hold_limit') return 'waited_too_long';
  if (isQueued) return offers > 0 ? 'not_answered' : 'agents_busy';
  return reasonBeforeQueue(ending, lost.earlyMs);
}

/** Neither queue nor agents had a part in it. `hold_limit` is no stage before a queue, so its turn may come first. */
function reasonBeforeQueue({ stage, startedAtMs, endedAtMs }: Ending, earlyMs: number): LostReason {
  if (stage === 'routing_failed') return 'routing_not_configured';
  if (stage === 'closed') return 'outside_hours';
  if (endedAtMs - startedAtMs < earlyMs) return 'abandoned_early';
  const isEarlyStage = stage === 'entered' || stage === 'language_menu' || stage === 'welcome';
  return isEarlyStage ? 'abandoned_welcome' : 'abandoned_menu';
}
