import type { SteppedClock } from '../clock/stepped-clock';
import type { Contact } from './contact';
import { admitsAgent } from './routing-criteria';

/** Whether the step now in force lets this agent take the contact; with all steps expired any agent may. */
export function admitsNow(contact: Contact, agentId: string): boolean {
  const { criteria } = contact;
  if (criteria === undefined) return true;
  const step = criteria.criteria.Steps[criteria.stepIndex];
  return step === undefined || admitsAgent(step.Expression, agentId);
}

/** Puts the contact's criteria in force from the first step on, and moves from step to step as they expire. */
export function activateCriteria(
  clock: SteppedClock,
  contact: Contact,
  onStepExpired: (contact: Contact) => void,
): void {
  const criteria = contact.view.routingCriteria;
  if (criteria === undefined || criteria.Steps.length === 0) {
    contact.criteria = undefined;
    return;
  }
  const activatedAtMs = clock.nowMs();
  const startStep = (stepIndex: number): void => {
    const durationSeconds = criteria.Steps[stepIndex]?.Expiry?.DurationInSeconds;
    const expiresAtMs = durationSeconds === undefined ? undefined : clock.nowMs() + durationSeconds * 1_000;
    const current = { criteria, stepIndex, activatedAtMs, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
    contact.criteria = current;
    if (expiresAtMs === undefined) return;
    const timer = clock.at(expiresAtMs, () => {
      // Criteria set later have replaced these.
      if (contact.criteria !== current) return;
      startStep(stepIndex + 1);
      onStepExpired(contact);
    });
    contact.queueTimers.push(timer);
  };
  startStep(0);
}
