import type { Logger } from '@aws-lambda-powertools/logger';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { createEventBridgeBus } from '../../lib/adapters/eventbridge/bus';
import { createLogJournal } from '../../lib/adapters/system/log-journal';
import type { EventBus } from '../../lib/ports/event-bus';
import type { Journal } from '../../lib/ports/journal';
import { requestLimits } from './request-limits';

/** Well below the function's 30 s, with the repeats that the SDK makes. */
const requestHandler = requestLimits(5_000);

const named = z.string().check(z.minLength(1));

/** The instance is named for the metrics of the journal alone. */
const environmentSchema = z.object({ EVENT_BUS_NAME: named, INSTANCE_ID: named });

/** What telling the bus stands on; it needs neither table nor policy, and its bundle carries neither. */
export function wireOutbox(
  environment: Readonly<Record<string, string | undefined>>,
  logger: Logger,
): { readonly bus: EventBus; readonly journal: Journal } {
  const { EVENT_BUS_NAME: busName, INSTANCE_ID: instanceId } = environmentSchema.parse(environment);
  const client = new EventBridgeClient({ requestHandler });
  return { bus: createEventBridgeBus(client, { busName }), journal: createLogJournal(logger, { instanceId }) };
}
