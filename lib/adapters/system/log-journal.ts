import type { Logger } from '@aws-lambda-powertools/logger';
import type { Clock } from '../../ports/clock';
import type { Journal, JournalEntry } from '../../ports/journal';
import { embeddedMetrics } from './embedded-metrics';
import { metricsOf } from './metrics-of';
import { systemClock } from './system-clock';

/** Whose journal it is: every metric is told of one Connect instance. */
export interface LogJournalOptions {
  readonly instanceId: string;
  readonly clock?: Pick<Clock, 'nowMs'>;
}

/** Of the logger, from the least to the most urgent; what is less than the first is no level of ours. */
const levels = ['info', 'warn', 'error', 'critical'] as const;

type Level = (typeof levels)[number];

/**
 * The journal as structured log lines. A line of something that is measured carries its metrics with it: nothing is gathered
 * and nothing flushed, so that none is lost with a process that ends.
 */
export function createLogJournal(logger: Logger, { instanceId, clock = systemClock }: LogJournalOptions): Journal {
  return {
    note: (entry) => {
      const { kind, ...fields } = entry;
      const measured = metricsOf(entry);
      const metrics = measured === undefined ? {} : embeddedMetrics(measured, { instanceId, atMs: clock.nowMs() });
      const level = levelOf(kind);
      logger[measured === undefined ? level : writtenAt(logger, level)](kind, { ...fields, ...metrics });
    },
  };
}

function levelOf(kind: JournalEntry['kind']): Level {
  if (kind === 'fault' || kind === 'policy_refused') return 'error';
  return kind === 'dial_failed' || kind === 'dials_capped' ? 'warn' : 'info';
}

/**
 * The level, or the lowest that is written where that is higher: whoever wants to read errors alone, by the log level of Lambda
 * (AWS_LAMBDA_LOG_LEVEL), would else have no metrics either. It must be the line's own, for Lambda may read it there again.
 * Source: "Log-level filtering" in the Lambda developer guide.
 */
function writtenAt(logger: Logger, level: Level): Level {
  const name = logger.getLevelName().toLowerCase();
  const lowest = levels.findIndex((one) => one === name);
  return levels[Math.max(lowest, levels.indexOf(level))] ?? level;
}
