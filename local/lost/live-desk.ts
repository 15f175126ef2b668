import * as z from 'zod/mini';
import type { HandledCase, HandleRefusal } from '../../lib/app/lost/handle-case';
import type { Policy } from '../../lib/core/policy/policy';
import { err, ok, type Result } from '../../lib/core/result';
import { UsageError } from '../terminal/usage-error';
import type { CaseDesk, CaseToHandle } from './run-lost';

const closedSchema = z.object({ cases: z.string() });
const casesSchema = z.array(z.object({ caseId: z.string(), queue: z.string() }));
const refusedSchema = z.object({ error: z.string() });

/** Cases of a live run, closed by the run itself: only it may act on what is simulated. */
export function liveDesk(address: string, policy: Policy): CaseDesk {
  return { policy, handle: (asked) => ask(address, asked), close: async () => undefined };
}

async function ask(
  address: string,
  { number, reason, by, queue }: CaseToHandle,
): Promise<Result<readonly HandledCase[], HandleRefusal>> {
  const answer = await fetch(`${address}/cases/handle`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, reason, by, queue }),
  });
  const body: unknown = await answer.json();
  const closed = closedSchema.safeParse(body);
  if (answer.ok && closed.success) return ok(casesSchema.parse(JSON.parse(closed.data.cases)));
  const refused = refusedSchema.safeParse(body);
  const error = refused.success ? refused.data.error : `the run answers ${answer.status}`;
  if (answer.status === 404 && error.includes('no_open_case')) return err({ code: 'no_open_case' });
  if (answer.status < 500) throw new UsageError(error);
  throw new Error(error);
}
