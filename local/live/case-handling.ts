import * as z from 'zod/mini';
import type { Deps } from '../../lib/app/deps';
import { handleCase } from '../../lib/app/lost/handle-case';
import { maskPhone } from '../../lib/core/mask-phone';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import { queueByName } from '../../lib/core/policy/policy';
import { refused, type Reply } from './control-operations';

const requestSchema = z.strictObject({
  number: z.string(),
  queue: z.optional(z.string()),
  reason: z.string().check(z.minLength(1), z.maxLength(200)),
  by: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
});

const allowed = 'number, reason (1 to 200 characters), and perhaps queue and by';

/** Who closes a case, when nobody says. */
const SOMEBODY = 'supervisor';

/** Closes cases by hand, as asked from outside; a refusal never holds a full number. */
export function createCaseHandling(deps: Deps): (json: unknown) => Promise<Reply> {
  return async (json) => {
    const parsed = requestSchema.safeParse(json);
    if (!parsed.success) return refused(400, `the body: allowed is a JSON object with ${allowed}`);
    const { queue, reason, by = SOMEBODY } = parsed.data;
    const number = parsePhoneNumber(parsed.data.number, deps.policy.country);
    if (!number.ok) return refused(400, `number: got ${JSON.stringify(maskPhone(parsed.data.number))}`);
    if (queue !== undefined && queueByName(deps.policy, queue) === undefined) {
      const names = deps.policy.queues.map(({ name }) => name).join(', ');
      return refused(400, `queue: got ${JSON.stringify(queue)}; there are ${names}`);
    }
    const handled = await handleCase(deps, {
      number: number.value,
      reason,
      by,
      ...(queue === undefined ? {} : { queue }),
    });
    if (!handled.ok) return refused(404, `${maskPhone(number.value)}: ${handled.error.code}`);
    return { status: 200, body: { cases: JSON.stringify(handled.value) } };
  };
}
