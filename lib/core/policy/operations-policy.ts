/** When operators are told that something is wrong, and where. */
export interface AlarmPolicy {
  /** Absent: the stack makes a topic. */
  readonly topicArn?: string;
  readonly emails: readonly string[];
  readonly oldestDueMs: number;
  readonly readyWaitMs: number;
  readonly openCases: number;
  /** Of the instance's quota of concurrent calls, 0.1 to 1. */
  readonly concurrentCallsShare: number;
}

/** How long what is over is kept. */
export interface RetentionPolicy {
  /** Calls, closed callbacks and processed cases. */
  readonly keptMs: number;
  readonly logDays: number;
}

/** What the stack is made of, where there is a choice. */
export interface DeploymentPolicy {
  /** A KMS key of the customer; absent: keys of AWS. */
  readonly keyArn?: string;
  /** Instances of `ivr` that are kept warm. */
  readonly warmIvr: number;
  readonly isDispatcherReserved: boolean;
  readonly bakeMinutes: number;
  readonly isDemo: boolean;
}
