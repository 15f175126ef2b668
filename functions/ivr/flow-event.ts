import * as z from 'zod/mini';
import { MISSING, NONE } from '../../lib/core/dialogue/operations';
import { contactAttributes, ownAttributes } from '../../lib/core/contact-attributes';
import { languageCodes, type LanguageCode } from '../../lib/core/speech/language-codes';
import { idText } from '../shared/input-limits';

const endpoint = z.nullish(z.object({ Address: z.nullish(z.string()) }));

/** What a contact flow sends. Endpoints may be null, and fields we do not read may be anything. */
const flowEventSchema = z.object({
  Details: z.object({
    ContactData: z.object({
      ContactId: idText,
      Attributes: z.nullish(z.record(z.string(), z.nullish(z.string()))),
      CustomerEndpoint: endpoint,
    }),
    Parameters: z.nullish(z.record(z.string(), z.unknown())),
  }),
});

/** What a caller has chosen so far. */
export interface Choice {
  readonly purpose: 'book' | 'change';
  /** As keyed in; absent: the number rung from, or the one the callback has. */
  readonly keyedNumber: string | undefined;
  /** The start of a slot, epoch milliseconds; `missing`: one that was never offered. Absent: as soon as possible, or no change. */
  readonly slot: number | 'missing' | undefined;
}

/** A flow's question in our words. */
export interface FlowRequest {
  readonly contactId: string;
  readonly from: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly operation: string;
  readonly queue: string;
  /** The language asked for, where it is one of ours. */
  readonly language: LanguageCode | undefined;
  /** Whether the caller has just chosen that language: only then is it kept for calls to come. */
  readonly isLanguageChosen: boolean;
  /** Whether the flow can let this caller hold. */
  readonly mayHold: boolean;
  readonly choice: Choice;
  /** The class that the flow gives the caller. */
  readonly className: string | undefined;
  /** Slots are wanted that begin later than this, epoch milliseconds. */
  readonly afterMs: number | undefined;
  readonly queueSize: number | undefined;
  readonly oldestContactAgeSeconds: number | undefined;
}

/** A flow's parameters are texts; what is empty, too long, or anything else, counts as not given. */
interface Parameters {
  readonly text: (name: string) => string | undefined;
  readonly count: (name: string) => number | undefined;
  /** Epoch milliseconds. */
  readonly time: (name: string) => number | undefined;
}

/** Names, numbers and times are shorter, and so is all that a caller keys in before a flow goes on. */
const TEXT_MAX = 256;

/** The end of the year 9999: no calendar reaches much further, and nobody promises anything for later. */
const LATEST_MS = 253_402_300_799_999;

/** Reads a flow event; undefined when it is not one. */
export function parseFlowEvent(event: unknown): FlowRequest | undefined {
  const parsed = flowEventSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { ContactData, Parameters: given } = parsed.data.Details;
  const parameters = reader(given);
  const { text, count } = parameters;
  const attributes = ownAttributes(ContactData.Attributes ?? {});
  return {
    contactId: ContactData.ContactId,
    from: addressOf(ContactData.CustomerEndpoint?.Address),
    attributes,
    operation: text('operation') ?? NONE,
    queue: text('queue') ?? NONE,
    language: languageIn(text('language')) ?? languageIn(attributes[contactAttributes.language]),
    isLanguageChosen: text('languageChosen') === 'yes',
    mayHold: text('hold') !== 'no',
    choice: choiceIn(parameters),
    className: text('class'),
    afterMs: parameters.time('after'),
    queueSize: count('queueSize'),
    oldestContactAgeSeconds: count('oldestContactAgeSeconds'),
  };
}

function reader(given: Readonly<Record<string, unknown>> | null | undefined): Parameters {
  const text = (name: string): string | undefined => {
    const value = given?.[name];
    return typeof value === 'string' && value !== '' && value.length <= TEXT_MAX ? value : undefined;
  };
  const count = (name: string): number | undefined => {
    const value = Number(text(name) ?? Number.NaN);
    return Number.isFinite(value) && value >= 0 ? value : undefined;
  };
  return {
    text,
    count,
    time: (name) => {
      const value = count(name);
      return value !== undefined && Number.isInteger(value) && value <= LATEST_MS ? value : undefined;
    },
  };
}

function choiceIn({ text, time }: Parameters): Choice {
  const slot = text('slot');
  return {
    purpose: text('purpose') === 'change' ? 'change' : 'book',
    keyedNumber: text('numberChoice') === 'keyed' ? (text('keyedNumber') ?? NONE) : undefined,
    slot: slot === undefined || slot === NONE ? undefined : slot === MISSING ? MISSING : (time('slot') ?? MISSING),
  };
}

/** An address too long for any telephone counts as hidden. */
function addressOf(address: string | null | undefined): string | undefined {
  return address === null || address === undefined || address.length > TEXT_MAX ? undefined : address;
}

function languageIn(text: string | undefined): LanguageCode | undefined {
  return languageCodes.find((code) => code === text);
}
