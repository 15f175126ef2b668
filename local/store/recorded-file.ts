import { createReadStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { createMemoryStore } from '../../lib/adapters/memory/memory-store';
import type { Policy } from '../../lib/core/policy/policy';
import type { Store } from '../../lib/ports/store';
import { STATE_FOLDER } from '../live/state-folder';
import { putKept, type KeptItem } from './kept-store';

/** What a run that is over leaves for reports beside its items: the instant at which it ended, and its policy. */
export interface RecordedHead {
  readonly what: string;
  readonly nowMs: number;
  readonly policy: Policy;
}

/** Where a log played as recorded is kept: one JSON object a line, the head first. */
const recordedFile = (folder: string): string => join(folder, 'recorded', 'run.jsonl.gz');

/** Writes all of it, then puts it in the place of the one before. */
export async function writeRecorded(
  head: RecordedHead,
  items: AsyncIterable<KeptItem>,
  folder = STATE_FOLDER,
): Promise<string> {
  const file = recordedFile(folder);
  await mkdir(join(folder, 'recorded'), { recursive: true });
  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify(head)}\n`;
    for await (const item of items) yield `${JSON.stringify(item)}\n`;
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(`${file}.part`));
  await rename(`${file}.part`, file);
  return file;
}

/** The store of the last log played as recorded; undefined when there is none. */
export async function openRecorded(
  folder = STATE_FOLDER,
): Promise<{ readonly head: RecordedHead; readonly store: Store } | undefined> {
  if ((await recordedAtMs(folder)) === undefined) return undefined;
  const lines = createInterface({ input: createReadStream(recordedFile(folder)).pipe(createGunzip()) });
  const store = createMemoryStore();
  let head: RecordedHead | undefined;
  for await (const line of lines) {
    if (head === undefined) head = JSON.parse(line);
    else await putKept(store, JSON.parse(line));
  }
  return head === undefined ? undefined : { head, store };
}

/** When it was written; undefined when there is none. */
export async function recordedAtMs(folder = STATE_FOLDER): Promise<number | undefined> {
  try {
    return (await stat(recordedFile(folder))).mtimeMs;
  } catch {
    return undefined;
  }
}
