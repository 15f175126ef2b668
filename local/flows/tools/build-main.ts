import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FlowRefused } from '../../../infra/flows/build/compile';
import { localPolicy } from '../../run/local-policy';
import { parseCommand } from '../../terminal/arguments';
import { runCommand } from '../../terminal/run-command';
import { UsageError } from '../../terminal/usage-error';
import { compileLocally } from '../local-shelf';

/**
 * `npm run flows:build`: writes every flow and module of the configuration as a file, to be looked at, linted, drawn or
 * imported by hand. The ids in them are those of the laptop.
 */
async function build(argv: readonly string[]): Promise<void> {
  const { positionals } = parseCommand(argv, {});
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    throw new UsageError('one FOLDER is needed: npm run -s flows:build -- FOLDER');
  }
  const { flows, modules } = compiled();
  await mkdir(folder, { recursive: true });
  for (const { key, content } of [...flows, ...modules]) {
    const path = join(folder, `${key}.json`);
    await writeFile(path, `${JSON.stringify(JSON.parse(content), null, 2)}\n`);
    process.stdout.write(`${path}\n`);
  }
}

function compiled(): ReturnType<typeof compileLocally> {
  try {
    return compileLocally(localPolicy());
  } catch (error) {
    throw error instanceof FlowRefused ? new UsageError(error.message) : error;
  }
}

void runCommand(() => build(process.argv.slice(2)));
