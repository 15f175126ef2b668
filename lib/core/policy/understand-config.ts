import { err, ok, type Result } from '../result';
import type { Policy } from './policy';
import { refusalsAcrossFields } from './refusals-across-fields';
import { refusalsOf, refusalsOfDropped, type PolicyRefusal } from './refusals';
import { configSchema } from './schema';
import { toPolicy, type Deployed } from './to-policy';

/** What `parsePolicy` does: apart from it, because building the schema takes longer than all else that a function does to start. */
export function understandConfig(input: unknown, deployed: Deployed): Result<Policy, readonly PolicyRefusal[]> {
  const parsed = configSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return err(refusalsOf(parsed.error.issues, input));
  const refusals = [...refusalsOfDropped(input), ...refusalsAcrossFields(parsed.data)];
  if (refusals.length > 0) return err(refusals);
  return ok(toPolicy(parsed.data, deployed));
}
