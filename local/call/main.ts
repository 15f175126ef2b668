import '../quiet-sdk';
import { readLiveAddress } from '../live/live-file';
import { runCommand } from '../terminal/run-command';
import { UsageError } from '../terminal/usage-error';
import { describeEvent } from './describe-event';
import { connectKeyboard } from './keyboard';
import { placeCall } from './live-line';
import { callHelp, parseCallOptions } from './options';

/** `npm run call`. */
async function call(argv: readonly string[]): Promise<void> {
  const options = parseCallOptions(argv);
  if (options === undefined) {
    process.stdout.write(`${callHelp}\n`);
    return;
  }
  const isAtKeyboard = options.keys === undefined;
  if (isAtKeyboard && !process.stdin.isTTY) {
    throw new UsageError('--keys: is needed here, where there is no terminal to press keys at');
  }
  const line = await placeCall(await readLiveAddress(), options);
  process.once('SIGINT', line.leave);
  process.once('SIGTERM', line.leave);
  const disconnect = isAtKeyboard ? connectKeyboard(process.stdin, line) : undefined;
  try {
    for await (const event of line.events()) {
      const text = options.isJson ? JSON.stringify(event) : describeEvent(event);
      if (text !== undefined) process.stdout.write(`${text}\n`);
      if (event.kind === 'script_failed') throw new UsageError(`--keys: ${event.reason}`);
    }
  } finally {
    line.leave();
    disconnect?.();
  }
}

void runCommand(() => call(process.argv.slice(2)));
