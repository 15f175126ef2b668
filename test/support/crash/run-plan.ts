/** Where a dispatcher process is killed; each point is reached after the one before it. */
export const crashPoints = [
  'after-guard-before-claim',
  'between-claim-and-dial',
  'between-dial-and-store',
  'after-contact-remembered',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

/** What one dispatcher process is told, as JSON in its first argument. */
export interface RunPlan {
  readonly connectEndpoint: string;
  readonly dynamoEndpoint: string;
  readonly tableName: string;
  /** The time it runs at; it does not pass. */
  readonly nowMs: number;
  readonly killAt?: CrashPoint;
}
