import { runCommand } from '../terminal/run-command';
import { runFcr } from './run-fcr';

/** `npm run fcr`. */
void runCommand(() =>
  runFcr(process.argv.slice(2), {
    stdout: process.stdout,
    tell: (line) => void process.stderr.write(`${line}\n`),
  }),
);
