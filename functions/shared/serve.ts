import type { Logger } from '@aws-lambda-powertools/logger';
import { withLivePolicy } from './live-policy';
import { createLogger } from './logger';
import { maskedFault } from './masked-fault';
import { readFlows, readSettings, type Settings } from './settings';
import { wireJournal, wirePolicySource } from './wire-policy';
import { withMaskedFaults, type Serving } from './with-masked-faults';

/**
 * A function as Lambda starts it: it reads its settings, makes what outlives a policy once, and its handler for each policy
 * that is to be used. What is wrong with its settings stops it before it takes an event.
 */
export function serve<Event, Answer>(
  name: string,
  prepare: (logger: Logger) => (settings: Settings) => Serving<Event, Answer>,
): Serving<Event, Answer> {
  try {
    const content = process.env['HOLDFREE_POLICY'] ?? 'null';
    const settings = readSettings(process.env, content);
    const logger = createLogger(name);
    const journal = wireJournal(logger, settings.policy);
    const prepared = prepare(logger);
    return withMaskedFaults(
      withLivePolicy((policy) => prepared({ ...settings, policy }), {
        bundled: { policy: settings.policy, content, flows: readFlows(process.env) },
        source: wirePolicySource(process.env, journal),
        journal,
      }),
    );
  } catch (fault) {
    throw maskedFault(fault);
  }
}
