import type { FlowDocument } from '../../../infra/flows/language/document';
import { flowTypes, readFlowType, type FlowType } from '../../../infra/flows/language/flow-types';
import { lintFlow } from '../../../infra/flows/lint/lint-flow';
import { parseCommand } from '../../terminal/arguments';
import { runCommand } from '../../terminal/run-command';
import { UsageError } from '../../terminal/usage-error';
import { onOneLine } from './on-one-line';
import { readFlowFile } from './read-flow-file';

const usage = 'npm run -s flows:lint -- FILE... [--type TYPE] [--json]';

/** `npm run flows:lint`: what Connect would refuse in flows, before they are sent to it. */
async function lint(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseCommand(argv, { type: { type: 'string' }, json: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError(`at least one FILE is needed: ${usage}`);
  const type = typeOption(values['type']);
  // All files are read before anything is told: a file that is no flow ends the command, not half of its output.
  const flows: { readonly file: string; readonly document: FlowDocument }[] = [];
  for (const file of positionals) flows.push({ file, document: await readFlowFile(file) });
  const findings = flows.flatMap(({ file, document }) =>
    lintFlow(document, type ?? readFlowType(document.declaredType ?? '')).map((found) => ({ file, ...found })),
  );
  if (values['json'] === true) {
    const records = findings.map(({ file, severity, action = null, rule, message }) => ({
      file,
      severity,
      action,
      rule,
      message,
    }));
    process.stdout.write(`${JSON.stringify(records)}\n`);
  } else {
    for (const { file, severity, action, message } of findings) {
      process.stdout.write(`${onOneLine(`${file}: ${severity}: ${action ?? '(flow)'}: ${message}`)}\n`);
    }
  }
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
}

function typeOption(value: unknown): FlowType | undefined {
  if (typeof value !== 'string') return undefined;
  const type = readFlowType(value);
  if (type !== undefined) return type;
  throw new UsageError(`--type: got ${JSON.stringify(value)}; allowed is one of ${flowTypes.join(', ')}`);
}

void runCommand(() => lint(process.argv.slice(2)));
