import type * as z from 'zod/mini';
import { AdapterError } from '../../ports/adapter-error';

/**
 * An item, or a part of one, read back from the table. One that cannot be read is a fault of ours and is never guessed at:
 * AdapterError names its fields, and never what is in them.
 */
export function readItem<T>(schema: z.ZodMiniType<T>, item: unknown, what: string): T {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw unreadable(`an item is not ${what}: ${fields}`);
}

/** The fault of an item that cannot be read. */
export function unreadable(message: string): AdapterError {
  return new AdapterError('dynamodb', { retryable: false, isUnreadable: true, cause: new Error(message) });
}
