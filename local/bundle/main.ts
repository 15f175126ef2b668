import { chosenConfig } from '../policy/chosen-config';
import { runCommand } from '../terminal/run-command';
import { functionNames } from './bundle-function';
import { bundleText } from './bundle-text';
import { bundleHelp, parseBundleOptions } from './options';
import { runBundle } from './run-bundle';

/** `npm run bundle`. */
void runCommand(async () => {
  const { isHelp, isJson, ...what } = parseBundleOptions(process.argv.slice(2), functionNames());
  if (isHelp) {
    process.stdout.write(`${bundleHelp}\n`);
    return;
  }
  const report = await runBundle(what, chosenConfig(), (line) => void process.stderr.write(`${line}\n`));
  process.stdout.write(`${isJson ? JSON.stringify(report, undefined, 2) : bundleText(report)}\n`);
  if (!report.isWithin) process.exitCode = 1;
});
