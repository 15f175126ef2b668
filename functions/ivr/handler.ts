import middy from '@middy/core';
import type { Deps } from '../../lib/app/deps';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { Journal } from '../../lib/ports/journal';
import type { FlowAnswer } from './answers';
import { parseFlowEvent } from './flow-event';
import { answerFlow } from './operations';

/**
 * Answers contact flows. Whatever happens, the flow gets a flat map of strings and never an error: a caller is on the
 * line, and `unavailable` sends that caller on into the queue.
 */
export function createHandler(deps: Deps) {
  return middy<unknown, FlowAnswer>()
    .use(neverThrow(deps.journal))
    .handler(async (event) => {
      const request = parseFlowEvent(event);
      if (request === undefined) return { outcome: 'malformed_request' };
      return answerFlow(deps, request);
    });
}

function neverThrow(journal: Journal): middy.MiddlewareObj<unknown, FlowAnswer> {
  return {
    onError: (request) => {
      const { error } = request;
      const reason = error instanceof AdapterError ? error.message : (error?.name ?? 'unknown fault');
      journal.note({ kind: 'fault', where: 'ivr', reason });
      request.response = { outcome: 'unavailable' };
    },
  };
}
