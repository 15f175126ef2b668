import { AdapterError } from '../../ports/adapter-error';
import type { Clock } from '../../ports/clock';
import type { StackAnswer, StackAnswers } from '../../ports/stack-answers';

/** The store behind the address may be briefly out of reach, and nobody else sends this answer. */
const PAUSES_MS = [500, 2_000] as const;

const TIME_LIMIT_MS = 5_000;

/** CloudFormation takes no more than 4,096 bytes of an answer. */
const REASON_MAX = 1_000;

/** An answer as one PUT to the address that came with the request. */
export function createStackAnswers(send: (request: Request) => Promise<Response>, clock: Clock): StackAnswers {
  return {
    send: async (address, answer) => {
      // As bytes: text would be sent with a type of content, and the address is signed for none.
      const body = new TextEncoder().encode(JSON.stringify(bodyOf(answer)));
      let fault = await attempt(send, address, body);
      for (const pauseMs of PAUSES_MS) {
        if (fault === undefined) return;
        await clock.sleep(pauseMs);
        fault = await attempt(send, address, body);
      }
      if (fault !== undefined) throw new AdapterError('cloudformation', { retryable: true, cause: new Error(fault) });
    },
  };
}

/** What went wrong, by its name alone: a fault of a request may tell its address. */
async function attempt(
  send: (request: Request) => Promise<Response>,
  address: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const response = await send(new Request(address, { method: 'PUT', body, redirect: 'error', signal }));
    await response.body?.cancel().catch(() => undefined);
    return response.ok ? undefined : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown fault';
  }
}

/** Source: "Custom resource response objects" in the CloudFormation user guide. */
function bodyOf({ isDone, reason, physicalId, stackId, requestId, logicalId }: StackAnswer): object {
  return {
    Status: isDone ? 'SUCCESS' : 'FAILED',
    Reason: (reason ?? 'as asked').slice(0, REASON_MAX),
    PhysicalResourceId: physicalId,
    StackId: stackId,
    RequestId: requestId,
    LogicalResourceId: logicalId,
  };
}
