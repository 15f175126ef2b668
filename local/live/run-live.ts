import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import type { Policy } from '../../lib/core/policy/policy';
import type { JournalEntry } from '../../lib/ports/journal';
import { demoAgents } from '../callers/demo-centre';
import { createVisitors } from '../callers/visitors';
import { createSteppedClock } from '../clock/stepped-clock';
import { systemWallClock } from '../clock/wall-clock';
import { startCloudWatchServer } from '../cloudwatch/server';
import { createChangeFeed } from '../host/change-feed';
import { TABLE_NAME } from '../run/batch-run';
import { agentIdOf } from '../run/centre-setup';
import { DEMO_START_MS, demoSpeechMs, startDemo, type DemoOptions } from '../run/demo';
import type { Simulation } from '../run/simulation';
import { createTable } from '../store/create-table';
import { startEmbeddedDynamo } from '../store/embedded-dynamo';
import { describeReport } from '../terminal/describe-report';
import { createCaseHandling } from './case-handling';
import { startControlServer } from './control-server';
import { removeLiveAddress, writeLivePlaces } from './live-file';
import { drawScreen, isShown, lineOf, readScreen } from './screen';
import { noticesFolder, openStateFolder, readState, STATE_FOLDER, writeState } from './state-folder';
import { createUnhurriedClock } from './unhurried-clock';
import { createVisits, type Visits } from './visits';

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
  readonly agentsOnShift: number;
  readonly hasCallers: boolean;
  readonly isPlain: boolean;
  readonly isFresh: boolean;
}

/** Runs the demo centre live until Ctrl-C, and keeps what it did for the next run. */
export async function runLive(options: LiveOptions): Promise<void> {
  const { policy, speed, isPlain } = options;
  const { storeFolder } = await openStateFolder(options.isFresh);
  const kept = await readState();
  const runs = (kept?.runs ?? 0) + 1;
  const dynamo = await startEmbeddedDynamo(storeFolder);
  await createTable(dynamo.client, TABLE_NAME);
  const unhurried = createUnhurriedClock(systemWallClock, speed);
  const clock = createSteppedClock({ startMs: kept?.nowMs ?? DEMO_START_MS, speed, wallClock: unhurried.wall });
  const latest = createLatest(clock.nowMs, isPlain);
  const changes = createChangeFeed();
  const { simulation, visits } = await startVisitedDemo(policy, unhurried.attend, {
    clock,
    seed: options.seed + 7919 * (runs - 1),
    policy,
    store: createDynamoStore(dynamo.client, TABLE_NAME, { ...changes, keptMs: policy.retention.keptMs }),
    changes,
    noticesFolder: noticesFolder(),
    agentsOnShift: options.agentsOnShift,
    hasCallers: options.hasCallers,
    onJournal: latest.note,
  });
  if (kept !== undefined) simulation.emulator.restore(kept.emulator);
  const control = await startControlServer({
    clock,
    policy,
    visits,
    handleCase: createCaseHandling(simulation.host.deps),
  });
  const cloudWatch = await startCloudWatchServer({
    instanceId: policy.instanceId,
    nowMs: clock.nowMs,
    figures: simulation.lines,
  });
  await writeLivePlaces({ address: control.address, store: dynamo.endpoint, lines: cloudWatch.endpoint });
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
    await removeLiveAddress(control.address);
    await control.close();
    await cloudWatch.close();
    await drawing;
    await simulation.close();
    await dynamo.close();
  }

  async function draw(): Promise<void> {
    const lines = [...where, '', ...drawScreen(await readScreen(simulation, policy, clock.nowMs(), latest.lines()))];
    // Home, then each line cleared to its end, then everything below: no flicker, nothing left over.
    process.stdout.write(`\u001B[H${lines.map((line) => `${line}\u001B[K`).join('\n')}\u001B[J`);
  }
}

/** The demo centre, with telephones for people from outside. */
async function startVisitedDemo(
  policy: Policy,
  attend: () => () => void,
  demo: DemoOptions,
): Promise<{ readonly simulation: Simulation; readonly visits: Visits }> {
  const visitors = createVisitors();
  const agents = demoAgents(policy.queues.map((queue) => queue.name));
  const names = new Map(agents.map((agent) => [agentIdOf(agent), agent.name]));
  const visits = createVisits({
    clock: demo.clock,
    visitors,
    policy,
    agentName: (agentId) => names.get(agentId) ?? agentId,
    speechMs: demoSpeechMs,
    attend,
    simulation: () => simulation,
  });
  const simulation = await startDemo({ ...demo, visitors, onChange: visits.onChange });
  return { simulation, visits };
}

/** The latest journal entries as lines; a plain run prints each as it comes. */
function createLatest(nowMs: () => number, isPlain: boolean) {
  const lines: string[] = [];
  return {
    note: (entry: JournalEntry) => {
      if (!isShown(entry)) return;
      const line = lineOf(entry, nowMs());
      if (isPlain) process.stdout.write(`${line}\n`);
      lines.push(line);
      if (lines.length > LATEST_SHOWN) lines.shift();
    },
    lines: (): readonly string[] => lines,
  };
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
    `  Call it, in another terminal:  npm run call -- --from +441632960123`,
    `  SMS, e-mails and webhooks:     files in ${noticesFolder()}/`,
    `  Kept between runs in ${STATE_FOLDER}/ (--fresh forgets). Options: npm start -- --help`,
  ];
}
