import { isSupportedCountry } from 'libphonenumber-js/min';
import { valueAt } from '../../../../infra/flows/language/specification';
import { parsePhoneNumber } from '../../../../lib/core/phone-number';
import { failed, gone, next, type Outcome, type Step } from '../action';
import { isTrue, textOf, wholeOf } from '../parameters';
import { beginPrompt, type Prompt } from '../prompts';

interface Rules {
  readonly limitMs: number;
  readonly interdigitMs: number;
  readonly terminator: string;
  readonly hasCancelKey: boolean;
  readonly lengthMax: number;
}

type Keyed =
  | { readonly kind: 'gone' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'keyed'; readonly keys: string };

const phoneValidation = ['InputValidation', 'PhoneNumberValidation'] as const;

/** Takes what the caller keys, checks it, and keeps it as `$.StoredCustomerInput`. */
export async function storeInput(step: Step, prompt: Prompt, limitMs: number): Promise<Outcome> {
  beginPrompt(step, prompt, 'digits');
  const keyed = await takeKeys(step, prompt.lengthMs + limitMs, rulesOf(step, limitMs));
  if (keyed.kind === 'gone') return gone;
  if (keyed.kind === 'silence') {
    return step.play.options.silentInput === 'timeout' ? keep(step, 'Timeout') : failed();
  }
  if (valueAt(step.action.Parameters, phoneValidation) !== undefined) {
    const number = phoneNumberOf(step, keyed.keys);
    return number === undefined ? failed('InvalidPhoneNumber') : keep(step, number);
  }
  return keyed.keys === '' ? failed() : keep(step, readable(step, keyed.keys));
}

function rulesOf(step: Step, limitMs: number): Rules {
  const named = (name: string) => ['DTMFConfiguration', name] as const;
  return {
    limitMs,
    interdigitMs: (wholeOf(step, ...named('InterdigitTimeLimitSeconds')) ?? 5) * 1_000,
    terminator: textOf(step, ...named('InputTerminationSequence')) ?? '#',
    hasCancelKey: !isTrue(step, ...named('DisableCancelKey')),
    lengthMax: wholeOf(step, 'InputValidation', 'CustomValidation', 'MaximumLength') ?? Number.POSITIVE_INFINITY,
  };
}

async function takeKeys({ play }: Step, firstMs: number, rules: Rules): Promise<Keyed> {
  let keys = '';
  let withinMs = firstMs;
  for (;;) {
    const key = await play.telephone.press(play.leg, withinMs);
    if (key === 'gone') return { kind: 'gone' };
    if (key === 'none') return keys === '' ? { kind: 'silence' } : { kind: 'keyed', keys };
    if (key === '*' && rules.hasCancelKey) {
      keys = '';
      withinMs = rules.limitMs;
      continue;
    }
    keys += key;
    if (keys.endsWith(rules.terminator)) return { kind: 'keyed', keys: keys.slice(0, -rules.terminator.length) };
    if (keys.length >= rules.lengthMax) return { kind: 'keyed', keys };
    withinMs = rules.interdigitMs;
  }
}

/** E.164, as Connect stores it; a telephone has no plus, so an international number is keyed without. */
function phoneNumberOf(step: Step, keys: string): string | undefined {
  if (!/^\d+$/.test(keys)) return undefined;
  const parsed = isLocal(step)
    ? parseLocal(keys, textOf(step, ...phoneValidation, 'CountryCode'))
    : parsePhoneNumber(`+${keys}`);
  return parsed?.ok === true ? parsed.value : undefined;
}

function isLocal(step: Step): boolean {
  return textOf(step, ...phoneValidation, 'NumberFormat')?.toLowerCase() === 'local';
}

function parseLocal(keys: string, country: string | undefined): ReturnType<typeof parsePhoneNumber> | undefined {
  return country !== undefined && isSupportedCountry(country) ? parsePhoneNumber(keys, country) : undefined;
}

/** Encrypted input is of no use to a flow; here it is only made unreadable. */
function readable(step: Step, keys: string): string {
  return step.action.Parameters['InputEncryption'] === undefined ? keys : Buffer.from(keys).toString('base64');
}

function keep({ play, frame }: Step, input: string): Outcome {
  frame.data.storedInput = input;
  if (frame.invokedBy === undefined) play.state.storedInput = input;
  return next;
}
