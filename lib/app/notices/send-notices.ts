import type { CaseEvent } from '../../core/events/domain-event';
import { AdapterError } from '../../ports/adapter-error';
import { keepCaseTasks } from './case-task';
import type { NoticeDeps } from './notice-deps';
import { smsToCaller } from './sms-to-caller';
import { supervisorsToTell, tellSupervisor } from './tell-supervisors';

/**
 * Tells caller, supervisors and agents what has become of a case. Each is sent whatever becomes of the others; throws when
 * something is to come again with the event, and then only that is sent again.
 */
export async function sendNotices(deps: NoticeDeps, event: CaseEvent): Promise<void> {
  const all = await Promise.allSettled([
    smsToCaller(deps, event),
    ...supervisorsToTell(deps.policy, event).map((notice) => tellSupervisor(deps, event, notice)),
    keepCaseTasks(deps, event),
  ]);
  const faults = all.flatMap((one): readonly unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  if (faults.length === 0) return;
  // A bug of ours comes first: it is not to pass for a fault of the outside.
  throw faults.find((fault) => !(fault instanceof AdapterError)) ?? faults[0];
}
