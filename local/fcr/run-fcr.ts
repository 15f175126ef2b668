import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TraceError } from '../replay/trace/trace-error';
import { codeOf } from '../reports/write-report';
import { UsageError } from '../terminal/usage-error';
import { contextAsJson, rowsAsJson, tableText, whyNothing } from './fcr-text';
import { measureFcr } from './measure-fcr';
import { fcrHelp, parseFcrOptions, type FcrOptions } from './options';
import { readCalls } from './read-calls';
import type { SourceCalls } from './source-calls';

/** What the command writes to. */
export interface FcrWorld {
  readonly stdout: Writable;
  /** A line on standard error. */
  readonly tell: (line: string) => void;
}

const DAY_MS = 86_400_000;

/** `npm run fcr`. Throws UsageError for what the person at the keyboard can put right. */
export async function runFcr(argv: readonly string[], { stdout, tell }: FcrWorld): Promise<void> {
  const options = parseFcrOptions(argv);
  if (options === undefined) return write(`${fcrHelp}\n`, stdout);
  const whole = await readSource(options.file);
  for (const note of whole.notes) tell(note);
  const asOfMs = asOf(options, whole);
  const source = knownBy(asOfMs, whole);
  const { queue, rules } = options;
  const handled = queue === undefined ? source.handled : source.handled.filter((talk) => talk.queue === queue);
  if (queue !== undefined) refuseUnknown(queue, whole);
  const measured = measureFcr({ handled, inbound: source.inbound }, rules, asOfMs);
  const report = { source, measured, rules, asOfMs, queue };
  if (!options.isJson) return write(tableText(report), stdout);
  const why = whyNothing(report);
  if (why !== undefined) tell(why);
  tell(contextAsJson(report));
  await write(rowsAsJson(report), stdout);
}

async function readSource(file: string): Promise<SourceCalls> {
  try {
    return await readCalls(file);
  } catch (error) {
    throw error instanceof TraceError ? new UsageError(error.message) : error;
  }
}

/** The end of a day of the file; later than that it does not say who rang again. */
function asOf({ asOfDay }: FcrOptions, { fromMs, untilMs }: SourceCalls): number {
  if (asOfDay === undefined) return untilMs;
  const [first, last] = [dayOf(fromMs), dayOf(untilMs)];
  if (asOfDay >= first && asOfDay <= last) return Date.parse(`${asOfDay}T00:00:00Z`) + DAY_MS;
  throw new UsageError(`--as-of: got ${JSON.stringify(asOfDay)}; allowed is a day of the file, ${first} to ${last}`);
}

/** What had happened by then: the rest is not even left out. */
function knownBy(asOfMs: number, whole: SourceCalls): SourceCalls {
  return {
    ...whole,
    handled: whole.handled.filter(({ endedAtMs }) => endedAtMs <= asOfMs),
    inbound: whole.inbound.filter(({ startedAtMs }) => startedAtMs <= asOfMs),
    unknownInboundAtMs: whole.unknownInboundAtMs.filter((atMs) => atMs <= asOfMs),
  };
}

function refuseUnknown(queue: string, { handled, inbound }: SourceCalls): void {
  const names = new Set([...handled, ...inbound].flatMap((call) => call.queue ?? []));
  if (names.has(queue)) return;
  throw new UsageError(`--queue: got ${JSON.stringify(queue)}; there are ${[...names].toSorted().join(', ')}`);
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

async function write(text: string, stdout: Writable): Promise<void> {
  try {
    await pipeline(Readable.from([text]), stdout, { end: false });
  } catch (error) {
    // Whoever reads has seen enough: `| head`.
    if (codeOf(error) !== 'EPIPE') throw error;
  }
}
