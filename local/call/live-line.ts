import { request as httpRequest, type IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { UsageError } from '../terminal/usage-error';
import { callEventSchema, type CallEvent } from './call-events';
import type { CallOptions } from './options';

const NOTHING_RUNS = 'nothing is running here: start it with npm start, and call from the same folder';

const placedSchema = z.object({ callId: z.string(), contactId: z.string() });
const refusedSchema = z.object({ error: z.string() });

/** What can be done with a telephone while its call goes on. */
export type LineAction = 'hang-up' | 'answer' | 'decline';

/** A call that was placed in a live run. */
export interface LiveLine {
  /** Ends when nobody is at the telephone any longer. Throws UsageError when the run ends before that. */
  readonly events: () => AsyncGenerator<CallEvent>;
  /** What cannot be done now comes to nothing. */
  readonly act: (action: LineAction) => Promise<void>;
  readonly press: (keys: string) => Promise<void>;
  /** Puts the telephone down for good; `events` ends. */
  readonly leave: () => void;
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** Places a call. Throws UsageError when nothing runs there, or the run refuses it. */
export async function placeCall(address: string | undefined, options: CallOptions): Promise<LiveLine> {
  if (address === undefined) throw new UsageError(NOTHING_RUNS);
  const { from, queue, language, keys, isStaying } = options;
  const answer = await post(`${address}/calls`, { from, queue, language, keys, stay: isStaying });
  const refused = refusedSchema.safeParse(answer.json);
  if (refused.success && answer.status < 500) throw new UsageError(refused.data.error);
  if (refused.success && answer.status === 503) throw new UsageError(refused.data.error);
  if (refused.success) throw new Error(refused.data.error);
  const placed = placedSchema.safeParse(answer.json);
  // Somebody else listens at that port by now.
  if (!placed.success) throw new UsageError(NOTHING_RUNS);
  return lineOf(`${address}/calls/${placed.data.callId}`);
}

function lineOf(callAddress: string): LiveLine {
  let stream: IncomingMessage | undefined;
  let hasLeft = false;
  return {
    events: async function* () {
      stream = await open(`${callAddress}/events`);
      if (hasLeft) stream.destroy();
      for await (const line of linesOf(stream)) {
        const event = callEventSchema.parse(JSON.parse(line));
        yield event;
        if (event.kind === 'left') return;
      }
      if (!hasLeft) throw new UsageError('npm start has ended, and the call with it');
    },
    act: async (action) => void (await post(`${callAddress}/${action}`, {}).catch(ignoreEnd)),
    press: async (keys) => void (await post(`${callAddress}/keys`, { keys }).catch(ignoreEnd)),
    leave: () => {
      hasLeft = true;
      stream?.destroy();
    },
  };
}

/** That the run has ended is told by the events. */
function ignoreEnd(): undefined {
  return undefined;
}

/** Whole lines; a stream that breaks off just ends. */
async function* linesOf(stream: IncomingMessage): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let text = '';
  try {
    for await (const chunk of stream) {
      const lines = `${text}${String(chunk)}`.split('\n');
      text = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    // Whether that was to be expected is for the reader to say.
  }
}

function open(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, resolve).on('error', reject).end();
  });
}

function post(url: string, body: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        void readAnswer(response).then(resolve, () => reject(new UsageError(NOTHING_RUNS)));
      },
    );
    // The file of a run that did not end cleanly leads nowhere.
    request.on('error', () => reject(new UsageError(NOTHING_RUNS)));
    request.end(JSON.stringify(body));
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, json: JSON.parse(text) };
}
