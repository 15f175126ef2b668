import type { AlarmPolicy, DeploymentPolicy, RetentionPolicy } from './operations-policy';
import type { ParsedConfig } from './schema';

/** When operators are told, in the units of the code. */
export function toAlarms({ topicArn, emails, ...alarms }: ParsedConfig['alarms']): AlarmPolicy {
  return {
    ...(topicArn === undefined ? {} : { topicArn }),
    emails,
    oldestDueMs: alarms.oldestDueMinutes * 60_000,
    readyWaitMs: alarms.readyWaitSeconds * 1000,
    openCases: alarms.openCases,
    concurrentCallsShare: alarms.concurrentCallsShare,
  };
}

/** How long what is over is kept, in the units of the code. */
export function toRetention({ days, logDays }: ParsedConfig['retention']): RetentionPolicy {
  return { keptMs: days * 86_400_000, logDays };
}

/** What the stack is made of, in the words of the code. */
export function toDeployment({ keyArn, ...deployment }: ParsedConfig['deployment']): DeploymentPolicy {
  return {
    ...(keyArn === undefined ? {} : { keyArn }),
    warmIvr: deployment.warmIvr,
    isDispatcherReserved: deployment.reserveDispatcher,
    bakeMinutes: deployment.bakeMinutes,
    isDemo: deployment.demo,
  };
}
