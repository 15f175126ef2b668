import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import { restoreItems } from '../../lib/app/restore/restore-items';
import { refuseUnreadable } from '../store/deployed-source';
import { parseRestoreCommand, restoreHelp, type RestoreCommand } from './options';
import { leavesAlone, restoreText } from './restore-text';
import { createTwoTables } from './two-tables';

/** What the command stands on. */
export interface RestoreWorld {
  readonly open: (asked: Pick<RestoreCommand, 'region'>) => DynamoDBClient;
  readonly nowMs: () => number;
  readonly print: (line: string) => void;
  readonly tell: (line: string) => void;
}

/** Progress is told every so many items. */
const PROGRESS_EVERY = 5_000;

/** `npm run restore`. Throws UsageError for what the person at the keyboard can put right. */
export async function runRestore(argv: readonly string[], world: RestoreWorld): Promise<void> {
  const command = parseRestoreCommand(argv);
  if (command === undefined) return world.print(restoreHelp);
  const { from, to, isMeant, requestedBeforeMs } = command;
  const client = world.open(command);
  try {
    await refuseUnreadable(client, from, '--from');
    await refuseUnreadable(client, to, '--to');
    let total = 0;
    const seen = () => {
      total += 1;
      if (total % PROGRESS_EVERY === 0) world.tell(`${total} items`);
    };
    const deps = {
      restoration: createTwoTables(client, { from, to }),
      live: createDynamoStore(client, to),
      nowMs: world.nowMs(),
    };
    const asked = { isMeant, seen, ...(requestedBeforeMs === undefined ? {} : { requestedBeforeMs }) };
    const counts = await restoreItems(deps, asked);
    if (command.isJson) world.print(JSON.stringify({ from, to, restored: isMeant, counts, leavesAlone }));
    else for (const line of restoreText(counts, command)) world.print(line);
  } finally {
    client.destroy();
  }
}
