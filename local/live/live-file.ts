import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { STATE_FOLDER } from './state-folder';

/** Where a live run says how it can be called, for as long as it lasts. */
const liveFile = join(STATE_FOLDER, 'live.json');

const liveSchema = z.object({
  address: z.string(),
  store: z.optional(z.string()),
  lines: z.optional(z.string()),
});

/** Where the parts of a live run listen. */
export interface LivePlaces {
  /** The control server. */
  readonly address: string;
  /** The DynamoDB API of its store. */
  readonly store?: string | undefined;
  /** The CloudWatch API that tells how its lines are used. */
  readonly lines?: string | undefined;
}

/** Where the live run of this folder listens; undefined when none has been here, or its file cannot be read. */
export async function readLivePlaces(): Promise<LivePlaces | undefined> {
  try {
    const live = liveSchema.safeParse(JSON.parse(await readFile(liveFile, 'utf8')));
    return live.success ? live.data : undefined;
  } catch {
    return undefined;
  }
}

/** The address of its control server. */
export async function readLiveAddress(): Promise<string | undefined> {
  return (await readLivePlaces())?.address;
}

export async function writeLivePlaces(places: LivePlaces): Promise<void> {
  await writeFile(liveFile, `${JSON.stringify(places)}\n`);
}

/** Leaves the file of another run that has begun here meanwhile. */
export async function removeLiveAddress(address: string): Promise<void> {
  if ((await readLiveAddress()) === address) await rm(liveFile, { force: true });
}
