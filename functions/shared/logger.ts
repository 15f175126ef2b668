import { Logger } from '@aws-lambda-powertools/logger';

/** The structured log of a function. */
export function createLogger(serviceName: string): Logger {
  return new Logger({ serviceName });
}
