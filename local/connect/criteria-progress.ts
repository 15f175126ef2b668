import type { ContactView } from './contact';
import type { RoutingStep } from './routing-criteria';

/** How far criteria have come since their contact was queued. */
export interface CriteriaProgress {
  /** The step in force; past the last one any agent may take the contact. */
  readonly stepIndex: number;
  readonly activatedAtMs: number;
  /** Of each step that has begun and expires: when it did so, or will. */
  readonly expiresAtMs: readonly number[];
}

/** One step of criteria as Connect tells it. */
export interface StepTold {
  readonly step: RoutingStep;
  readonly status: 'ACTIVE' | 'EXPIRED' | 'INACTIVE' | 'JOINED';
  readonly expiresAtMs: number | undefined;
}

/**
 * The steps with what has become of them. That in force when an agent is joined is JOINED; what it is called when the caller
 * leaves is not documented, so it stays ACTIVE.
 */
export function tellSteps(
  steps: readonly RoutingStep[],
  progress: CriteriaProgress | undefined,
  { connectedToAgentAtMs }: Pick<ContactView, 'connectedToAgentAtMs'>,
): readonly StepTold[] {
  const statusOf = (index: number): StepTold['status'] => {
    if (progress === undefined || index > progress.stepIndex) return 'INACTIVE';
    if (index < progress.stepIndex) return 'EXPIRED';
    return connectedToAgentAtMs === undefined ? 'ACTIVE' : 'JOINED';
  };
  return steps.map((step, index) => ({ step, status: statusOf(index), expiresAtMs: progress?.expiresAtMs[index] }));
}

/** Criteria as the API and contact records tell them, which differ only in how they write a time. */
export function tellCriteria(view: ContactView, writeTime: (atMs: number) => unknown): object | undefined {
  const { routingCriteria: criteria, criteriaProgress: progress } = view;
  if (criteria === undefined) return undefined;
  return {
    Steps: tellSteps(criteria.Steps, progress, view).map(({ step, status, expiresAtMs }) => ({
      ...step,
      ...(expiresAtMs === undefined ? {} : { Expiry: { ...step.Expiry, ExpiryTimestamp: writeTime(expiresAtMs) } }),
      Status: status,
    })),
    ...(progress === undefined ? {} : { ActivationTimestamp: writeTime(progress.activatedAtMs) }),
    // With all steps expired the last of them is named.
    ...(progress === undefined ? {} : { Index: Math.min(progress.stepIndex, criteria.Steps.length - 1) }),
  };
}
