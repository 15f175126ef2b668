import { maskPhone } from '../../lib/core/mask-phone';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import { parseCommand } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';
import { readKeyItems } from './key-script';

/** How `npm run call` is to call. */
export interface CallOptions {
  /** Null: the number is withheld. */
  readonly from: string | null;
  /** Undefined: the first queue. */
  readonly queue: string | undefined;
  readonly language: string | undefined;
  /** The items of a script; undefined: keys are pressed at the keyboard. */
  readonly keys: readonly string[] | undefined;
  readonly isStaying: boolean;
  readonly isJson: boolean;
}

export const callHelp = `npm run call: a call from this terminal to the npm start that runs in the same folder.

  npm run call -- --from +441632960123                     press keys as you are asked
  npm run call -- --from +441632960123 --stay              stay, and be called back
  npm run call -- --from withheld                          call without showing a number
  npm run call -- --from +441632960123 --keys wait,1,1     a script: the same call, without a keyboard

  --queue NAME   the queue to call; without it the first of holdfree.config.ts
  --lang CODE    the language to be spoken to in, such as ru-RU; without it you are asked
  --keys ITEMS   one item for each prompt that wants keys, between commas: a key (0-9, *, #), digits such as
                 01632960124# where a number is asked for, wait (press nothing), hangup; with --stay also answer and
                 decline, for a telephone that rings. After the last item you listen to what is said next, and hang up
                 after a further menu or when nothing new is said for 10 s
  --stay         stay on the line after the last item, and at the telephone after the call; a script that says answer
                 or decline leaves when it is used up
  --json         one JSON object a line for everything that happens

At the keyboard: 0-9 * # press a key, h hangs up, a answers, d declines, q leaves. While you are asked for a key,
npm start goes no faster than real time.`;

/** Reads the command line of `npm run call`; undefined when only help is asked for. Throws UsageError. */
export function parseCallOptions(argv: readonly string[]): CallOptions | undefined {
  const { values, positionals } = parseCommand(argv, {
    from: { type: 'string' },
    queue: { type: 'string' },
    lang: { type: 'string' },
    keys: { type: 'string' },
    stay: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (values['help'] === true) return undefined;
  if (positionals.length > 0)
    throw new UsageError(`unknown argument ${JSON.stringify(positionals[0])}; see npm run call -- --help`);
  const isStaying = values['stay'] === true;
  return {
    from: numberOption(values['from']),
    queue: textOption(values['queue']),
    language: textOption(values['lang']),
    keys: keysOption(values['keys'], isStaying),
    isStaying,
    isJson: values['json'] === true,
  };
}

function textOption(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOption(value: unknown): string | null {
  const wanted = 'a number with its country code, such as +441632960123, or withheld';
  if (typeof value !== 'string') throw new UsageError(`--from: is needed: ${wanted}`);
  if (value === 'withheld') return null;
  const number = parsePhoneNumber(value);
  if (number.ok) return number.value;
  const got = `--from: got ${JSON.stringify(maskPhone(value))}`;
  if (number.error.code === 'impossible_number') throw new UsageError(`${got}; no number of that length exists`);
  throw new UsageError(`${got}; allowed is ${wanted}`);
}

function keysOption(value: unknown, isStaying: boolean): readonly string[] | undefined {
  if (typeof value !== 'string') return undefined;
  const items = value.split(',').map((item) => item.trim());
  const read = readKeyItems(value.trim() === '' ? [] : items, isStaying);
  if (read.ok) return items;
  throw new UsageError(`--keys: ${read.error}`);
}
