import { createRequire } from 'node:module';
import type { Context } from 'aws-lambda';

// One function as Lambda runs it: its bundle is required once, and its handler is called with one event after another.
// It tells no time of its own: each message says how far the day of the test is from the day outside.

/** What comes in: an event, or only the time. */
export interface Message {
  readonly id: number;
  /** Added to the machine's time. */
  readonly aheadMs: number;
  readonly event?: unknown;
}

/** What goes out: what the handler answered, or what it threw; with the id 0 that the bundle is loaded. */
export interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly fault?: string;
}

type Handler = (event: unknown, context: Partial<Context>) => Promise<unknown>;

const MachineDate = Date;
let aheadMs = 0;

globalThis.Date = class extends MachineDate {
  constructor(...parts: readonly unknown[]) {
    const given = parts.length === 0 ? [MachineDate.now() + aheadMs] : parts;
    super(...(given as [number]));
  }

  static override now(): number {
    return MachineDate.now() + aheadMs;
  }
} as DateConstructor;

const [, , bundle = ''] = process.argv;
const { handler } = createRequire(bundle)(bundle) as { readonly handler: Handler };

async function answer({ id, event }: Message): Promise<Reply> {
  try {
    const context = { functionName: bundle, awsRequestId: String(id), getRemainingTimeInMillis: () => 60_000 };
    return { id, answer: await handler(event, context) };
  } catch (fault) {
    return { id, fault: fault instanceof Error ? fault.message : 'unknown fault' };
  }
}

process.on('message', (message: Message) => {
  ({ aheadMs } = message);
  if ('event' in message) void answer(message).then((reply) => process.send?.(reply));
});

// From now on an answer takes no longer than the function does.
process.send?.({ id: 0 } satisfies Reply);
