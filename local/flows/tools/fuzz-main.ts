import { parseCommand, wholeOption } from '../../terminal/arguments';
import { runCommand } from '../../terminal/run-command';
import { UsageError } from '../../terminal/usage-error';
import { describeBroken, describeFuzzed, fuzzReport, type FuzzedFlow } from '../walks/fuzz-report';
import { walkMany } from '../walks/walk-many';
import { walkedFlows, walkedPolicies, type WalkedFlow } from '../walks/walked-policies';

const usage = 'npm run -s flows:fuzz -- [--walks N] [--seed S] [--flow KEY] [--json]';

/** `npm run flows:fuzz`: random calls through every flow, until one breaks a promise; it is told how to make that one again. */
async function fuzz(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseCommand(argv, {
    walks: { type: 'string' },
    seed: { type: 'string' },
    flow: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UsageError(`there is nothing to name: ${usage}`);
  const walks = wholeOption('walks', values['walks'], { min: 1, max: 1_000_000, otherwise: 1_000 });
  const seed = wholeOption('seed', values['seed'], { min: 0, max: 1_000_000_000, otherwise: 1 });
  const isJson = values['json'] === true;
  const fuzzed: FuzzedFlow[] = [];
  let broken: string | undefined;
  for (const flow of flowsNamed(values['flow'])) {
    const one = { label: flow.label, many: await timed(flow, { walks, seed }) };
    fuzzed.push(one);
    if (!isJson) process.stdout.write(`${describeFuzzed(one)}\n`);
    broken = describeBroken(one);
    if (broken !== undefined) break;
  }
  if (isJson) process.stdout.write(`${JSON.stringify(fuzzReport(fuzzed, { walks, seed }))}\n`);
  if (broken === undefined) return;
  process.exitCode = 1;
  process.stderr.write(`${broken}\n`);
}

async function timed(flow: WalkedFlow, asked: Parameters<typeof walkMany>[1]): ReturnType<typeof walkMany> {
  const startedAtMs = performance.now();
  const many = await walkMany(flow, asked);
  const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1);
  process.stderr.write(`${flow.label}: ${many.walks} walks in ${seconds} s\n`);
  return many;
}

function flowsNamed(label: string | boolean | undefined): readonly WalkedFlow[] {
  const all = walkedFlows(walkedPolicies());
  if (typeof label !== 'string') return all;
  const named = all.filter((flow) => flow.label === label);
  if (named.length > 0) return named;
  const known = all.map((flow) => flow.label).join(', ');
  throw new UsageError(`--flow: got ${JSON.stringify(label)}; allowed is one of ${known}`);
}

void runCommand(() => fuzz(process.argv.slice(2)));
