import * as z from 'zod/mini';

const endpoint = z.nullish(z.object({ Address: z.nullish(z.string()) }));

/** What a contact flow sends. Endpoints may be null, and fields we do not read may be anything. */
const flowEventSchema = z.object({
  Details: z.object({
    ContactData: z.object({
      ContactId: z.string().check(z.minLength(1)),
      Attributes: z.nullish(z.record(z.string(), z.string())),
      CustomerEndpoint: endpoint,
    }),
    Parameters: z.nullish(z.record(z.string(), z.unknown())),
  }),
});

/** A flow's question in our words. */
export interface FlowRequest {
  readonly contactId: string;
  readonly from: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly operation: string;
  readonly queue: string;
  readonly callbackNumber: string | undefined;
  readonly queueSize: number | undefined;
  readonly oldestContactAgeSeconds: number | undefined;
}

/** Reads a flow event; undefined when it is not one. */
export function parseFlowEvent(event: unknown): FlowRequest | undefined {
  const parsed = flowEventSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { ContactData, Parameters } = parsed.data.Details;
  const text = (name: string): string | undefined => {
    const value = Parameters?.[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const count = (name: string): number | undefined => {
    const value = Number(text(name) ?? Number.NaN);
    return Number.isFinite(value) && value >= 0 ? value : undefined;
  };
  return {
    contactId: ContactData.ContactId,
    from: ContactData.CustomerEndpoint?.Address ?? undefined,
    attributes: ContactData.Attributes ?? {},
    operation: text('operation') ?? 'none',
    queue: text('queue') ?? 'none',
    callbackNumber: text('callbackNumber'),
    queueSize: count('queueSize'),
    oldestContactAgeSeconds: count('oldestContactAgeSeconds'),
  };
}
