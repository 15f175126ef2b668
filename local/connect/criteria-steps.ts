import type { SteppedClock } from '../clock/stepped-clock';
import { admitsAgent } from './admission';
import type { Contact } from './contact';
import type { CriteriaProgress } from './criteria-progress';
import type { RoutingCriteria } from './routing-criteria';
import type { AgentSetup } from './setup';

/** Whether the step now in force lets this agent take the contact; with all steps expired any agent may. */
export function admitsNow(contact: Contact, agent: AgentSetup): boolean {
  const { criteria } = contact;
  if (criteria === undefined) return true;
  const step = criteria.criteria.Steps[criteria.stepIndex];
  return step === undefined || admitsAgent(step.Expression, agent);
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
  const startStep = (stepIndex: number, expiredAtMs: CriteriaProgress['expiresAtMs']): void => {
    const durationSeconds = criteria.Steps[stepIndex]?.Expiry?.DurationInSeconds;
    const expiresAtMs = durationSeconds === undefined ? undefined : clock.nowMs() + durationSeconds * 1_000;
    const reached = expiresAtMs === undefined ? expiredAtMs : [...expiredAtMs, expiresAtMs];
    keep(contact, criteria, { stepIndex, activatedAtMs, expiresAtMs: reached });
    if (expiresAtMs === undefined) return;
    const current = contact.criteria;
    const timer = clock.at(expiresAtMs, () => {
      // Criteria set later have replaced these.
      if (contact.criteria !== current) return;
      startStep(stepIndex + 1, reached);
      onStepExpired(contact);
    });
    contact.queueTimers.push(timer);
  };
  startStep(0, []);
}

/** What was set last is what a contact shows; it may take a minute until it is in force. */
function keep(contact: Contact, criteria: RoutingCriteria, progress: CriteriaProgress): void {
  contact.criteria = { criteria, ...progress };
  if (criteria === contact.view.routingCriteria) contact.view = { ...contact.view, criteriaProgress: progress };
}
