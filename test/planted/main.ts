import { parseCommand } from '../../local/terminal/arguments';
import { runCommand } from '../../local/terminal/run-command';
import { UsageError } from '../../local/terminal/usage-error';
import { plantedBugs, type PlantedBug } from './planted-bugs';
import { createPlantedTree, type PlantedTree } from './planted-tree';
import { runTests, type TestRun } from './run-tests';

const usage = 'npm run -s planted -- [--bug NAME] [--json]';

/** The row in which nothing is planted: the same tests must pass, or their failing would prove nothing. */
const NOTHING = 'nothing planted';

/** One bug, and which tests found it. */
interface Row extends TestRun {
  readonly bug: string;
  readonly isPlanted: boolean;
  readonly caught: boolean;
  /** Found where it was planted, and nothing found where nothing was. */
  readonly isAsItShould: boolean;
}

/** `npm run planted`: plants each bug in a copy of the tree and tells which tests find it; all of them pass without one. */
async function planted(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseCommand(argv, { bug: { type: 'string' }, json: { type: 'boolean' } });
  if (positionals.length > 0) throw new UsageError(`there is nothing to name: ${usage}`);
  const tree = createPlantedTree();
  const rows: Row[] = [];
  const isJson = values['json'] === true;
  try {
    for (const bug of bugsNamed(values['bug'])) {
      const row = await tryBug(tree, bug);
      rows.push(row);
      (isJson ? process.stderr : process.stdout).write(`${describeRow(row)}\n`);
    }
  } finally {
    tree.remove();
  }
  if (isJson) process.stdout.write(`${JSON.stringify({ rows }, null, 2)}\n`);
  if (!rows.every(({ isAsItShould }) => isAsItShould)) process.exitCode = 1;
}

function bugsNamed(name: string | boolean | undefined): readonly PlantedBug[] {
  const tests = [...new Set(plantedBugs.flatMap((bug) => bug.tests))];
  const all = [...plantedBugs, { name: NOTHING, changes: [], tests }];
  if (typeof name !== 'string') return all;
  const named = all.filter((bug) => bug.name === name);
  if (named.length > 0) return named;
  const known = all.map((bug) => bug.name).join(', ');
  throw new UsageError(`--bug: got ${JSON.stringify(name)}; allowed is one of ${known}`);
}

async function tryBug(tree: PlantedTree, bug: PlantedBug): Promise<Row> {
  tree.plant(bug);
  try {
    const run = await runTests(tree.root, bug.tests);
    const caught = run.failed.length > 0;
    // A file that cannot be run, or does not end, has not found anything.
    const isWhole = run.broken.length === 0 && (!run.isTimedOut || caught);
    const isPlanted = bug.changes.length > 0;
    return { bug: bug.name, isPlanted, caught, isAsItShould: isWhole && caught === isPlanted, ...run };
  } finally {
    tree.restore();
  }
}

function describeRow({ bug, caught, isAsItShould, passed, failed, broken, isTimedOut, seconds }: Row): string {
  const end = isTimedOut ? 'did not end' : `${failed.length} failed, ${passed} passed`;
  const told = [...failed.map((name) => `  failed ${name}`), ...broken.map((name) => `  not run ${name}`)];
  return [
    `${isAsItShould ? 'ok' : 'WRONG'}, ${caught ? 'caught' : 'nothing found'}: ${bug} (${end}, ${seconds} s)`,
    ...told,
  ].join('\n');
}

void runCommand(() => planted(process.argv.slice(2)));
