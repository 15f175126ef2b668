import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { EmulatorSnapshot } from '../connect/types';

/** What the laptop keeps between runs, beside the table itself. */
export interface LiveState {
  /** Simulated time at which the last run ended. */
  readonly nowMs: number;
  /** How many runs there have been: each draws its chances anew. */
  readonly runs: number;
  readonly emulator: EmulatorSnapshot;
}

/** Where a run keeps its state: under the folder it was started in, and out of version control. */
export const STATE_FOLDER = '.holdfree';

/** Enough to tell a state from anything else; the emulator's own part is written and read by the emulator. */
const stateSchema = z.looseObject({
  nowMs: z.number(),
  runs: z.number(),
  emulator: z.looseObject({ contacts: z.array(z.unknown()) }),
});

/** Where the store of a live run is. */
export const storeFolder = join(STATE_FOLDER, 'store');
const stateFile = join(STATE_FOLDER, 'state.json');

/** Where a live run writes the notices that nobody gets. */
export function noticesFolder(): string {
  return join(STATE_FOLDER, 'notices');
}

/** When a live run last began or ended here, in real time; undefined when there is no store of one. */
export async function leftAtMs(): Promise<number | undefined> {
  // LevelDB names its tables in this file, and writes it anew whenever the store is opened.
  const storeMs = await changedAtMs(join(storeFolder, 'CURRENT'));
  return storeMs === undefined ? undefined : Math.max(storeMs, (await changedAtMs(stateFile)) ?? 0);
}

async function changedAtMs(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return undefined;
  }
}

/** Prepares the folder and says where the store lives; `isFresh` forgets what was there. */
export async function openStateFolder(isFresh: boolean): Promise<{ readonly storeFolder: string }> {
  if (isFresh) await rm(STATE_FOLDER, { recursive: true, force: true });
  await mkdir(storeFolder, { recursive: true });
  return { storeFolder };
}

/** What the last run left; undefined when there was none, or when it cannot be read. */
export async function readState(): Promise<LiveState | undefined> {
  try {
    const state: LiveState = JSON.parse(await readFile(stateFile, 'utf8'));
    return stateSchema.safeParse(state).success ? state : undefined;
  } catch {
    return undefined;
  }
}

export async function writeState(state: LiveState): Promise<void> {
  await writeFile(stateFile, JSON.stringify(state));
}
