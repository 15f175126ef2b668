import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import type { AttributeBook } from '../attributes';
import type { Centre } from '../centre';
import type { ClientTokens } from '../client-tokens';
import type { ContactBook } from '../contact-book';
import type { NumberBook } from '../number-book';
import type { Outbound } from '../outbound';
import type { QueueMetrics } from '../queue-metrics';
import type { Roster } from '../roster';
import { idOf } from '../resource-id';
import type { RoutingData } from '../routing-data';
import type { Instance } from '../setup';
import type { Tasks } from '../tasks';
import { ApiError } from './errors';
import type { ApiErrorType } from './errors';

/** The parts of the emulator that operations act on. */
export interface ApiCore {
  readonly nowMs: () => number;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly roster: Roster;
  readonly centre: Centre;
  readonly metrics: QueueMetrics;
  readonly attributes: AttributeBook;
  readonly tokens: ClientTokens;
  readonly outbound: Outbound;
  readonly tasks: Tasks;
  readonly routingData: RoutingData;
  readonly numbers: NumberBook;
}

/** One request: the path's members and the query's parameters by name, decoded, and the parsed JSON body. */
export interface ApiCall {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One operation of the API; `run` returns the response body or throws an ApiError. */
export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As the service model writes it, members in braces. */
  readonly path: string;
  readonly run: (core: ApiCore, call: ApiCall) => unknown;
}

/** Throws InvalidRequestException, or what the operation is documented to, naming the first member that does not fit. */
export function parseBody<T>(
  schema: z.ZodMiniType<T>,
  body: unknown,
  refusal: ApiErrorType = 'InvalidRequestException',
): T {
  const parsed = safeParse(schema, body);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const where = first?.path.join('.') ?? '';
  throw new ApiError(refusal, `${where === '' ? 'body' : where}: ${first?.message ?? 'invalid'}`);
}

/** Throws ResourceNotFoundException for any instance but the emulator's own. */
export function requireInstance(core: ApiCore, idOrArn: string | undefined): void {
  if (idOf(idOrArn) !== core.instance.setup.instanceId) {
    throw new ApiError('ResourceNotFoundException', `Instance not found: ${idOrArn ?? ''}`);
  }
}

/** Epoch seconds with fractions, as the API writes times; undefined members are left out of JSON. */
export function toEpochSeconds(atMs: number | undefined): number | undefined {
  return atMs === undefined ? undefined : atMs / 1_000;
}
