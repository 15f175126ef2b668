import type { Context } from 'aws-lambda';
import { maskedFault } from './masked-fault';

/** What Lambda calls. */
export type Serving<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

/** Runs a handler so that nothing it throws tells a number: Lambda writes into the log whatever leaves it. */
export function withMaskedFaults<Event, Answer>(run: Serving<Event, Answer>): Serving<Event, Answer> {
  return async (event, context) => {
    try {
      return await run(event, context);
    } catch (fault) {
      throw maskedFault(fault);
    }
  };
}
