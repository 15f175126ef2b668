import { parseCommand } from '../../terminal/arguments';
import { runCommand } from '../../terminal/run-command';
import { UsageError } from '../../terminal/usage-error';
import { drawFlow } from './draw-flow';
import { readFlowFile } from './read-flow-file';

/** `npm run flows:draw`: a flow as a Mermaid flowchart, also one that has faults. */
async function draw(argv: readonly string[]): Promise<void> {
  const { positionals } = parseCommand(argv, {});
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('one FILE is needed: npm run -s flows:draw -- FILE');
  process.stdout.write(drawFlow(await readFlowFile(path)));
}

void runCommand(() => draw(process.argv.slice(2)));
