import '../../../local/quiet-sdk';
import { startEmbeddedDynamo } from '../../../local/store/embedded-dynamo';

/** The engine in a process of its own, so that its work is not counted as ours; it ends with whoever started it. */
async function serve(): Promise<void> {
  const engine = await startEmbeddedDynamo();
  process.stdin.resume();
  process.stdin.once('end', () => process.exit(0));
  process.stdout.write(`${engine.endpoint}\n`);
}

void serve();
