import '../quiet-sdk';
import { openReportSource } from '../store/report-source';
import { runCommand } from '../terminal/run-command';
import { runErase } from './run-erase';

/** `npm run erase`. */
void runCommand(() =>
  runErase(process.argv.slice(2), {
    open: openReportSource,
    print: (line) => void process.stdout.write(`${line}\n`),
  }),
);
