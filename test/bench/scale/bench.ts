import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { startDynalite, type Requests } from './dynalite-engine';
import { countOnce, measureCpu, type Repeats } from './measure';
import { moments } from './moments';
import { reportOf, type ScaleReport, type ScaleRow, type StoreName } from './report';
import { openScaleWorld, type ScaleWorld } from './scale-world';

export interface ScaleBench {
  readonly memory: { readonly sizes: readonly number[]; readonly repeats: Repeats };
  readonly dynalite: { readonly sizes: readonly number[]; readonly repeats: Repeats };
  readonly progress: (line: string) => void;
}

/** What is known of one store at all its sizes. */
interface Bench {
  readonly store: StoreName;
  readonly worlds: readonly ScaleWorld[];
  readonly takeRequests?: () => Requests;
  readonly repeats: Repeats;
  readonly progress: (line: string) => void;
}

/** What every moment costs at every size, on both stores. */
export async function runScaleBench({ memory, dynalite, progress }: ScaleBench): Promise<ScaleReport> {
  const worlds: ScaleWorld[] = [];
  for (const size of memory.sizes) worlds.push(await openScaleWorld(createMemoryStore(), size));
  const inMemory: Bench = { store: 'memory', worlds, repeats: memory.repeats, progress };
  const rows = [...(await rowsOf(inMemory))];
  const fill = [...fillOf(inMemory)];
  if (dynalite.sizes.length > 0) {
    const engine = await startDynalite();
    try {
      const onTables: ScaleWorld[] = [];
      for (const size of dynalite.sizes) {
        onTables.push(await openScaleWorld(await engine.openStore(`waiting-${size}`), size));
        progress(`dynalite: ${size} waiting`);
      }
      const { takeRequests } = engine;
      const onEngine: Bench = {
        store: 'dynalite',
        worlds: onTables,
        takeRequests,
        repeats: dynalite.repeats,
        progress,
      };
      rows.push(...(await rowsOf(onEngine)));
      fill.push(...fillOf(onEngine));
    } finally {
      await engine.close();
    }
  }
  return reportOf(rows, fill);
}

async function rowsOf({ store, worlds, takeRequests, repeats, progress }: Bench): Promise<readonly ScaleRow[]> {
  const rows: ScaleRow[] = [];
  for (const moment of moments) {
    const cpu = await measureCpu(worlds, moment, repeats);
    for (const [index, of] of worlds.entries()) {
      const counts = await countOnce(of, moment, takeRequests);
      const cpuMs = Math.round((cpu[index] ?? 0) * 1_000) / 1_000;
      const { waiting } = of;
      rows.push({ store, waiting, moment: moment.name, cpuMs, ...counts });
      progress(`${store} ${waiting} ${moment.name}: ${cpuMs} ms`);
    }
  }
  return rows;
}

function fillOf({ store, worlds }: Bench): ScaleReport['fill'] {
  const tenths = (value: number) => Math.round(value * 10) / 10;
  return worlds.map(({ waiting, fill: { seconds, cpuSeconds } }) => ({
    store,
    waiting,
    seconds: tenths(seconds),
    cpuSeconds: tenths(cpuSeconds),
  }));
}
