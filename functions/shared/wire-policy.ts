import type { Logger } from '@aws-lambda-powertools/logger';
import { AppConfigDataClient } from '@aws-sdk/client-appconfigdata';
import * as z from 'zod/mini';
import { createAppConfigPolicySource } from '../../lib/adapters/appconfig/policy-source';
import { createLogJournal } from '../../lib/adapters/system/log-journal';
import { systemClock } from '../../lib/adapters/system/system-clock';
import type { Policy } from '../../lib/core/policy/policy';
import type { Journal } from '../../lib/ports/journal';
import type { PolicySource } from '../../lib/ports/policy-source';
import { requestLimits } from './request-limits';
import type { Environment } from './settings';

const named = z.string().check(z.minLength(1));

const environmentSchema = z.object({ POLICY_APPLICATION: named, POLICY_ENVIRONMENT: named, POLICY_PROFILE: named });

/** As long as the first answer is waited for; what is later is of no use to anybody. */
const requestHandler = requestLimits(800);

/** Where this deployment has its policy delivered; undefined where it names no such place. */
export function wirePolicySource(environment: Environment, journal: Journal): PolicySource | undefined {
  if (environment['POLICY_APPLICATION'] === undefined) return undefined;
  const {
    POLICY_APPLICATION: application,
    POLICY_ENVIRONMENT: place,
    POLICY_PROFILE: profile,
  } = environmentSchema.parse(environment);
  // A connection may have died while Lambda held the process still, which the first request on it finds out. How long a
  // caller waits is bounded by the source, however often it is sent.
  const client = new AppConfigDataClient({ maxAttempts: 2, requestHandler });
  return createAppConfigPolicySource(
    client,
    { application, environment: place, profile },
    { clock: systemClock, journal },
  );
}

/** Where it is told what becomes of delivered policies. */
export function wireJournal(logger: Logger, { instanceId }: Pick<Policy, 'instanceId'>): Journal {
  return createLogJournal(logger, { instanceId });
}
