import '../quiet-sdk';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '../../lib/adapters/system/system-clock';
import { runCommand } from '../terminal/run-command';
import { runRestore } from './run-restore';

/** `npm run restore`. */
void runCommand(() =>
  runRestore(process.argv.slice(2), {
    open: ({ region }) => new DynamoDBClient(region === undefined ? {} : { region }),
    nowMs: systemClock.nowMs,
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
  }),
);
