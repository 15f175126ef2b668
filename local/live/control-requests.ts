import * as z from 'zod/mini';
import { maskPhone } from '../../lib/core/mask-phone';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import { queueByName, type Policy, type QueuePolicy } from '../../lib/core/policy/policy';
import { describeRefusal, refusalsOf } from '../../lib/core/policy/refusals';
import { err, ok, type Result } from '../../lib/core/result';
import { readKeyItems } from '../call/key-script';
import type { CallRequest } from './visits';

const yesOrNo = z.boolean('true or false');

const callSchema = z.strictObject(
  {
    from: z.nullable(z.string('a number with its country code, such as +441632960123, or null when it is withheld')),
    queue: z.optional(z.string('the name of a queue')),
    language: z.optional(z.string('the code of a language, such as en-US')),
    /** A script; without it keys are keyed as the call goes. */
    keys: z.optional(z.array(z.string('a text'), 'a list of texts')),
    stay: z.optional(yesOrNo),
  },
  'a JSON object',
);

const keysAllowed = 'keys (0-9, * or #), at most 30 at once';
const keysSchema = z.strictObject(
  { keys: z.string(keysAllowed).check(z.regex(/^[0-9*#]{1,30}$/, keysAllowed)) },
  'a JSON object',
);

/** Reads a request for a call; an error is one line, without a number in it. */
export function readCallRequest(body: unknown, policy: Policy): Result<CallRequest, string> {
  const parsed = callSchema.safeParse(body, { reportInput: true });
  if (!parsed.success) return err(reasonOf(parsed.error.issues, body));
  const { from, stay = false, keys } = parsed.data;
  const number = readNumber(from);
  if (!number.ok) return number;
  const queue = readQueue(parsed.data.queue, policy);
  if (!queue.ok) return queue;
  const language = readLanguage(parsed.data.language, queue.value);
  if (!language.ok) return language;
  const items = keys === undefined ? ok(undefined) : readKeyItems(keys, stay);
  if (!items.ok) return err(`keys: ${items.error}`);
  return ok({
    number: number.value,
    queue: queue.value.name,
    language: language.value,
    items: items.value,
    isStaying: stay,
  });
}

/** Reads keys that are pressed now. */
export function readKeys(body: unknown): Result<string, string> {
  const parsed = keysSchema.safeParse(body, { reportInput: true });
  return parsed.success ? ok(parsed.data.keys) : err(reasonOf(parsed.error.issues, body));
}

function reasonOf(issues: Parameters<typeof refusalsOf>[0], body: unknown): string {
  const [first] = refusalsOf(issues, body);
  if (first === undefined) return 'the body cannot be read';
  const isWhole = issues[0]?.path.length === 0 && issues[0].code !== 'unrecognized_keys';
  return describeRefusal(isWhole ? { ...first, field: 'the body' } : first);
}

/** Whether a text is a number that can be called, as E.164; the refusal names it masked. */
function readNumber(from: string | null): Result<string | null, string> {
  if (from === null) return ok(null);
  const number = parsePhoneNumber(from);
  if (number.ok) return number;
  const got = `from: got ${JSON.stringify(maskPhone(from))}`;
  return number.error.code === 'impossible_number'
    ? err(`${got}; no number of that length exists there`)
    : err(`${got}; allowed is a number with its country code, such as +441632960123, or that it is withheld`);
}

function readQueue(name: string | undefined, policy: Policy): Result<QueuePolicy, string> {
  const queue = name === undefined ? policy.queues[0] : queueByName(policy, name);
  if (queue !== undefined) return ok(queue);
  return err(`queue: got ${JSON.stringify(name)}; there are ${policy.queues.map((one) => one.name).join(', ')}`);
}

function readLanguage(
  code: string | undefined,
  { name, languages }: QueuePolicy,
): Result<CallRequest['language'], string> {
  const language = languages.find((one) => one === code);
  if (code === undefined || language !== undefined) return ok(language);
  return err(`language: got ${JSON.stringify(code)}; the queue ${name} speaks ${languages.join(', ')}`);
}
