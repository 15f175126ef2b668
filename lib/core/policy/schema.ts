import * as z from 'zod/mini';
import { dialingSchema, dispatchSchema, holidaySchema, legalHoursSchema, numbersSchema } from './calling-schema';
import { connectId, instanceArnField } from './connect-ids';
import { fcrSchema } from './fcr-schema';
import { countryCode, shortName, text, word } from './fields';
import { lostSchema } from './lost-schema';
import { alarmsSchema, deploymentSchema, retentionSchema } from './operations-schema';
import { directorySchema, noticeSchema } from './notice-schema';
import { queueSchema } from './queue-schema';
import { agentsSchema } from './routing-schema';

const flowId = connectId('contact-flow');

/** What an admin may write in holdfree.config.ts. Everything that can have a default has one. */
export const configSchema = z.strictObject({
  instanceArn: instanceArnField,
  /** Numbers written without a country code are read as of this country. */
  country: countryCode,
  /** The Connect flow that plays when a callback is answered, where it is not the one that is deployed with Holdfree. */
  callbackFlowId: z.optional(flowId),
  /** The Connect flow of the tasks that agents are asked by, where it is not the one that is deployed with Holdfree. */
  taskFlowId: z.optional(flowId),
  /** The Kinesis stream that the instance sends its contact records to already; without it the stack makes one. */
  contactRecordStreamArn: z.optional(
    text(/^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[A-Za-z0-9_.-]{1,128}$/, 'the ARN of a Kinesis stream'),
  ),
  /** How a caller gets the age of the place: set by API, or reached by a ladder of static routing blocks. */
  ageBy: z._default(word(['api', 'ladder']), 'api'),
  dispatch: z.prefault(dispatchSchema, {}),
  dialing: z.prefault(dialingSchema, {}),
  legalHours: z.prefault(legalHoursSchema, {}),
  holidays: z._default(z.array(holidaySchema, 'a list of holidays'), []),
  numbers: z.prefault(numbersSchema, {}),
  lost: z.prefault(lostSchema, {}),
  fcr: z.prefault(fcrSchema, {}),
  /** Names of agents, for the steps of queues. */
  agents: agentsSchema,
  notices: z.prefault(noticeSchema, {}),
  /** Where it is known who a caller is; without it nobody is known. */
  directory: z.optional(directorySchema),
  /** The class of callers whom the directory calls very important. */
  vipClass: z.optional(shortName),
  /** When operators are told that something is wrong, and where. */
  alarms: z.prefault(alarmsSchema, {}),
  /** How long what is over is kept. */
  retention: z.prefault(retentionSchema, {}),
  /** What the stack is made of, where there is a choice. */
  deployment: z.prefault(deploymentSchema, {}),
  queues: z.array(queueSchema, 'a list of queues').check(z.minLength(1, 'at least one queue')),
});

/** The configuration as written by an admin, before defaults. */
export type HoldfreeConfig = z.input<typeof configSchema>;

/** The configuration with every default filled in. */
export type ParsedConfig = z.output<typeof configSchema>;

/** One queue of it. */
export type ParsedQueue = ParsedConfig['queues'][number];

/** One place where supervisors are told. */
export type ParsedSupervisor = ParsedConfig['notices']['supervisors'][number];
