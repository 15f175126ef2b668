import type { Logger } from '@aws-lambda-powertools/logger';
import { ConnectClient } from '@aws-sdk/client-connect';
import * as z from 'zod/mini';
import { createStackAnswers } from '../../lib/adapters/cloudformation/stack-answers';
import { createConnectPhoneNumbers } from '../../lib/adapters/connect/phone-numbers';
import { createLogJournal } from '../../lib/adapters/system/log-journal';
import { systemClock } from '../../lib/adapters/system/system-clock';
import type { NumbersDeps } from '../numbers/handler';
import { requestLimits } from './request-limits';
import type { Environment } from './settings';

/** Nobody waits but a deployment, and all its numbers may come at once: throttled, it waits. */
const patient = { maxAttempts: 6, requestHandler: requestLimits(5_000) };

const environmentSchema = z.object({ INSTANCE_ID: z.string().check(z.minLength(1)) });

/** What pointing numbers stands on: Connect, and the way back to CloudFormation; neither table nor policy. */
export function wireNumbers(environment: Environment, logger: Logger): NumbersDeps {
  const { INSTANCE_ID: instanceId } = environmentSchema.parse(environment);
  const client = new ConnectClient(patient);
  return {
    numbersOf: (instanceArn) => createConnectPhoneNumbers(client, instanceArn),
    answers: createStackAnswers(fetch, systemClock),
    journal: createLogJournal(logger, { instanceId }),
    clock: systemClock,
  };
}
