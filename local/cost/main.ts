import '../quiet-sdk';
import { localPolicy } from '../run/local-policy';
import { parseCommand } from '../terminal/arguments';
import { runCommand } from '../terminal/run-command';
import { costText } from './cost-text';
import { runCost } from './run-cost';

const help = `npm run -s cost: what a callback costs, by how it ends, and what a month costs in which nobody rings.

  npm run -s cost                tables
  npm run -s cost -- --json      the same as JSON, with the units by function and by kind of item

It ends with 1 where an outcome costs more writes than it may (local/cost/stories.ts).`;

/** `npm run cost`. */
void runCommand(async () => {
  const { values } = parseCommand(process.argv.slice(2), { json: { type: 'boolean' }, help: { type: 'boolean' } });
  if (values['help'] === true) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const report = await runCost(localPolicy(), (line) => void process.stderr.write(`${line}\n`));
  process.stdout.write(`${values['json'] === true ? JSON.stringify(report, undefined, 2) : costText(report)}\n`);
  if (!report.isWithin) process.exitCode = 1;
});
