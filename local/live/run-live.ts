import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import type { Policy } from '../../lib/core/policy/policy';
import { createSteppedClock } from '../clock/stepped-clock';
import { TABLE_NAME } from '../run/batch-run';
import { DEMO_START_MS, startDemo } from '../run/demo';
import { createTable } from '../store/create-table';
import { startEmbeddedDynamo } from '../store/embedded-dynamo';
import { describeReport } from '../terminal/describe-report';
import { drawScreen, lineOf, readScreen } from './screen';
import { openStateFolder, readState, STATE_FOLDER, writeState } from './state-folder';

/** A run lasts until Ctrl-C; no simulated year will pass before it. */
const FOREVER_MS = 365 * 86_400_000;

/** How often the table is drawn, and how many events it shows. */
const REFRESH_MS = 1_000;
const LATEST_SHOWN = 12;

const CLEAR_SCREEN = '\u001B[2J\u001B[H';

export interface LiveOptions {
  readonly policy: Policy;
  readonly seed: number;
  readonly speed: number;
  readonly isPlain: boolean;
  readonly isFresh: boolean;
}

/** Runs the demo centre live until Ctrl-C, and keeps what it did for the next run. */
export async function runLive({ policy, seed, speed, isPlain, isFresh }: LiveOptions): Promise<void> {
  const { storeFolder } = await openStateFolder(isFresh);
  const kept = await readState();
  const runs = (kept?.runs ?? 0) + 1;
  const dynamo = await startEmbeddedDynamo(storeFolder);
  await createTable(dynamo.client, TABLE_NAME);
  const clock = createSteppedClock({ startMs: kept?.nowMs ?? DEMO_START_MS, speed });
  const latest: string[] = [];
  const simulation = await startDemo({
    clock,
    seed: seed + 7919 * (runs - 1),
    policy,
    store: createDynamoStore(dynamo.client, TABLE_NAME),
    onJournal: (entry) => {
      const line = lineOf(entry, clock.nowMs());
      if (isPlain) process.stdout.write(`${line}\n`);
      latest.push(line);
      if (latest.length > LATEST_SHOWN) latest.shift();
    },
  });
  if (kept !== undefined) simulation.emulator.restore(kept.emulator);
  const where = whereToLook({ speed, runs, store: dynamo.endpoint, connect: simulation.endpoint });
  process.stdout.write(isPlain ? `${where.join('\n')}\n\n` : CLEAR_SCREEN);
  let drawing = Promise.resolve();
  const table = isPlain ? undefined : setInterval(() => void (drawing = drawing.then(draw)), REFRESH_MS);
  // npm passes the signal on, so it may come twice.
  const end = (): void => clock.stop();
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  try {
    await clock.runUntil(clock.nowMs() + FOREVER_MS);
    const report = await simulation.observer.report(simulation.store.callbacks);
    await writeState({ nowMs: clock.nowMs(), runs, emulator: simulation.emulator.snapshot() });
    process.stdout.write(`\nEnded. State is kept in ${STATE_FOLDER}/; --fresh starts anew.\n${describeReport(report)}`);
  } finally {
    clearInterval(table);
    await drawing;
    await simulation.close();
    await dynamo.close();
  }

  async function draw(): Promise<void> {
    const lines = [...where, '', ...drawScreen(await readScreen(simulation, policy, clock.nowMs(), latest))];
    // Home, then each line cleared to its end, then everything below: no flicker, nothing left over.
    process.stdout.write(`\u001B[H${lines.map((line) => `${line}\u001B[K`).join('\n')}\u001B[J`);
  }
}

function whereToLook(at: {
  readonly speed: number;
  readonly runs: number;
  readonly store: string;
  readonly connect: string;
}): readonly string[] {
  return [
    `Holdfree runs here, ${at.speed} simulated seconds a second${at.runs > 1 ? ', going on from the last run' : ''}.`,
    `  Amazon Connect API (emulated): ${at.connect}`,
    `  DynamoDB API (dynalite):       ${at.store}   table ${TABLE_NAME}`,
    `  Kept between runs in ${STATE_FOLDER}/ (--fresh forgets). Options: npm start -- --help`,
  ];
}
