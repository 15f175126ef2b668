import type { Logger } from '@aws-lambda-powertools/logger';
import type { Journal } from '../../ports/journal';

/** The journal as structured log lines. Entries carry ids only, so nothing needs masking here. */
export function createLogJournal(logger: Logger): Journal {
  return {
    note: ({ kind, ...fields }) => {
      if (kind === 'fault') logger.error(kind, fields);
      else if (kind === 'dial_failed') logger.warn(kind, fields);
      else logger.info(kind, fields);
    },
  };
}
