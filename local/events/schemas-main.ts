import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCommand } from '../terminal/arguments';
import { runCommand } from '../terminal/run-command';
import { schemaFiles } from './schema-files';

/** `npm run events:schemas`: writes the JSON schemas of the domain events into docs/events, from where a test reads them. */
async function write(argv: readonly string[]): Promise<void> {
  parseCommand(argv, {});
  const folder = join(__dirname, '../../docs/events');
  await mkdir(folder, { recursive: true });
  for (const [name, content] of schemaFiles()) await writeFile(join(folder, name), content);
}

void runCommand(() => write(process.argv.slice(2)));
