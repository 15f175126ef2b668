import '../quiet-sdk';
import { openReportSource } from '../store/report-source';
import { runCommand } from '../terminal/run-command';
import { runReport } from './run-report';

/** `npm run report`. */
void runCommand(() =>
  runReport(process.argv.slice(2), {
    open: openReportSource,
    stdout: process.stdout,
    tell: (line) => void process.stderr.write(`${line}\n`),
  }),
);
