import * as z from 'zod/mini';
import { contentLengthOf } from './content-length';

const errorSchema = z.object({ ErrorType: z.string(), NextAction: z.string() });

const conditionSchema = z.object({
  NextAction: z.string(),
  Condition: z.object({ Operator: z.string(), Operands: z.array(z.unknown()) }),
});

const transitionsSchema = z.object({
  NextAction: z.optional(z.string()),
  Errors: z._default(z.array(errorSchema), []),
  Conditions: z._default(z.array(conditionSchema), []),
});

const actionSchema = z.object({
  Identifier: z.string(),
  Type: z.string(),
  Parameters: z._default(z.record(z.string(), z.unknown()), {}),
  Transitions: z._default(transitionsSchema, { Errors: [], Conditions: [] }),
});

const documentSchema = z.object({
  Version: z.optional(z.unknown()),
  StartAction: z.optional(z.unknown()),
  Metadata: z.optional(z.unknown()),
  Settings: z.optional(z.unknown()),
  Actions: z.array(z.unknown()),
});

/** One action as the flow language writes it; what may be left out is filled in. */
export type FlowAction = z.infer<typeof actionSchema>;

/** An entry of Actions that is no action: its place, its identifier where it has one, and what is wrong. */
interface MalformedAction {
  readonly place: number;
  readonly identifier: string | undefined;
  readonly problem: string;
}

/** A flow as far as it could be read. Version and StartAction stay unchecked: that is for the rules. */
export interface FlowDocument {
  readonly version: unknown;
  readonly startAction: unknown;
  readonly actions: readonly FlowAction[];
  readonly malformed: readonly MalformedAction[];
  /** The type that the export or its wrapper names, in its own spelling. */
  readonly declaredType: string | undefined;
  /** A module has settings; it is part of other flows and has no type of its own. */
  readonly isModule: boolean;
  /** Characters without the white space between tokens: what it takes at least to hand the flow to Connect. */
  readonly contentLength: number;
  readonly writtenLength: number;
}

export type FlowReading =
  | { readonly outcome: 'flow'; readonly document: FlowDocument }
  | { readonly outcome: 'refused'; readonly reason: string };

type Json = Readonly<Record<string, unknown>>;

/** Reads a flow from the text of a file: its content alone, or within what `describe-contact-flow` prints. */
export function readFlow(text: string): FlowReading {
  const parsed = parseJson(text);
  if (parsed === undefined) return refused('it is not JSON');
  const wrapper = wrapperOf(parsed.json);
  if (wrapper === undefined) return readContent(parsed.json, text, undefined);
  const content = own(wrapper, 'Content');
  const declaredType = textOf(own(wrapper, 'Type'));
  if (typeof content !== 'string') {
    return isObject(content) ? readContent(content, text, declaredType) : refused('it has no Content with a flow');
  }
  const inner = parseJson(content);
  return inner === undefined ? refused('its Content is not JSON') : readContent(inner.json, content, declaredType);
}

function readContent(json: unknown, text: string, wrapperType: string | undefined): FlowReading {
  if (!isObject(json)) return refused('it is not a flow: it is no JSON object');
  const { data } = documentSchema.safeParse(json);
  if (data === undefined) {
    return refused(
      Array.isArray(own(json, 'modules'))
        ? 'it is an export of the old designer ("modules"), not the flow language; save it in the current designer and export it again'
        : 'it is not a flow: it has no list of Actions',
    );
  }
  const read = data.Actions.map((entry, index) => readAction(entry, index + 1));
  return {
    outcome: 'flow',
    document: {
      version: data.Version,
      startAction: data.StartAction,
      actions: read.flatMap(({ action }) => action ?? []),
      malformed: read.flatMap(({ malformed }) => malformed ?? []),
      declaredType: wrapperType ?? typeInMetadata(data.Metadata),
      isModule: isObject(data.Settings),
      contentLength: contentLengthOf(text),
      writtenLength: text.length,
    },
  };
}

function readAction(
  entry: unknown,
  place: number,
): { readonly action?: FlowAction; readonly malformed?: MalformedAction } {
  const { data, error } = actionSchema.safeParse(entry);
  if (data !== undefined) return { action: data };
  const [issue] = error.issues;
  const expected = issue?.code === 'invalid_type' ? issue.expected : 'something else';
  const where = issue === undefined || issue.path.length === 0 ? 'the action' : issue.path.map(String).join('.');
  const identifier = isObject(entry) ? textOf(own(entry, 'Identifier')) : undefined;
  return { malformed: { place, identifier, problem: `${where} has the wrong shape: ${expected} is needed` } };
}

/** The console writes Metadata.type; other tools were seen to write the other spellings. */
function typeInMetadata(metadata: unknown): string | undefined {
  if (!isObject(metadata)) return undefined;
  const names = ['type', 'Type', 'contactFlowType', 'ContactFlowType', 'flowType', 'FlowType'];
  return names.map((name) => textOf(own(metadata, name))).find((text) => text !== undefined);
}

function wrapperOf(json: unknown): Json | undefined {
  if (!isObject(json) || Array.isArray(own(json, 'Actions'))) return undefined;
  const inner = own(json, 'ContactFlow') ?? own(json, 'ContactFlowModule');
  if (isObject(inner)) return inner;
  return typeof own(json, 'Content') === 'string' ? json : undefined;
}

function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    // Editors on Windows put a byte order mark before the first brace.
    const json: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return { json };
  } catch {
    return undefined;
  }
}

function refused(reason: string): FlowReading {
  return { outcome: 'refused', reason };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: Json, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
