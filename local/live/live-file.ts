import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { STATE_FOLDER } from './state-folder';

/** Where a live run says how it can be called, for as long as it lasts. */
const liveFile = join(STATE_FOLDER, 'live.json');

const liveSchema = z.object({ address: z.string() });

/** The address of the live run of this folder; undefined when none has been here, or its file cannot be read. */
export async function readLiveAddress(): Promise<string | undefined> {
  try {
    const live = liveSchema.safeParse(JSON.parse(await readFile(liveFile, 'utf8')));
    return live.success ? live.data.address : undefined;
  } catch {
    return undefined;
  }
}

export async function writeLiveAddress(address: string): Promise<void> {
  await writeFile(liveFile, `${JSON.stringify({ address })}\n`);
}

/** Leaves the file of another run that has begun here meanwhile. */
export async function removeLiveAddress(address: string): Promise<void> {
  if ((await readLiveAddress()) === address) await rm(liveFile, { force: true });
}
