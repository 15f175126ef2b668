import * as z from 'zod/mini';

const named = z.string().check(z.minLength(1));

/** What CloudFormation sends of every request, whatever the properties are. */
const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url({ protocol: /^https?$/ }),
  StackId: named,
  RequestId: named,
  LogicalResourceId: named,
  /** Ours, but for one that was never answered. */
  PhysicalResourceId: z.optional(named),
  ResourceProperties: z.unknown(),
});

/** One request of CloudFormation about a number. */
export type StackRequest = z.output<typeof requestSchema>;

const propertiesSchema = z.pipe(
  z.object({
    InstanceArn: z.string().check(z.regex(/:instance\/[0-9a-fA-F-]+$/)),
    PhoneNumber: z.string().check(z.regex(/^\+[1-9]\d{6,14}$/)),
    FlowArn: named,
  }),
  z.transform(({ InstanceArn, PhoneNumber, FlowArn }) => ({
    instanceArn: InstanceArn,
    number: PhoneNumber,
    flowId: FlowArn.slice(FlowArn.lastIndexOf('/') + 1),
  })),
);

/** Which number of which instance is to ring in which flow. */
export type NumberProperties = z.output<typeof propertiesSchema>;

/** Throws, without what it holds, where nobody could be answered. */
export function readStackRequest(event: unknown): StackRequest {
  const parsed = requestSchema.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new Error(`no request of CloudFormation: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
}

/** Undefined: they are none that our template writes. */
export function readProperties(properties: unknown): NumberProperties | undefined {
  return propertiesSchema.safeParse(properties).data;
}
