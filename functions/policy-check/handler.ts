import * as z from 'zod/mini';
import { judgeDelivery } from '../../lib/core/policy/judge-delivery';

/** A megabyte, which is all that AppConfig keeps, in base64. */
const ENCODED_MAX = 1_400_000;

/** What AppConfig asks a validator with; what else it sends is of no interest. Source: "Understanding validators" in its guide. */
const eventSchema = z.object({ content: z.base64().check(z.maxLength(ENCODED_MAX)) });

/**
 * Judges a configuration before AppConfig delivers it: by the schema of synth, and by what is deployed. AppConfig takes a
 * function that throws as a no, and shows its message: a line for each wrong field.
 */
export function createHandler(deployedConfig: unknown) {
  return async (event: unknown): Promise<void> => {
    const asked = eventSchema.safeParse(event);
    if (!asked.success)
      throw new Error(`the configuration: is missing, or longer than ${ENCODED_MAX} characters in base64`);
    const judged = judgeDelivery(deployedConfig, Buffer.from(asked.data.content, 'base64').toString('utf8'));
    if (!judged.ok) throw new PolicyNotDelivered(judged.error.lines);
  };
}

/** The answer to a configuration that may not be delivered. */
class PolicyNotDelivered extends Error {
  override readonly name = 'PolicyNotDelivered';

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    // Where it was thrown helps nobody who reads what is wrong with a configuration.
    this.stack = `${this.name}: ${this.message}`;
  }
}
