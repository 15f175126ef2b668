import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import type { Store } from '../../../lib/ports/store';
import { createTable } from '../../../local/store/create-table';
import { startScript } from '../../support/processes/run-script';
import { count, takeTally, type Tally } from './tally';

/** What was asked of DynamoDB. */
export interface Requests {
  readonly byOperation: Tally;
  /** Consumed as the engine reports it: of a write the table's own item alone, not its indexes. */
  readonly units: Tally;
}

/** The engine, and stores on it that are asked through the real adapter. */
export interface DynaliteEngine {
  readonly endpoint: string;
  readonly openStore: (tableName: string) => Promise<Store>;
  readonly takeRequests: () => Requests;
  readonly close: () => Promise<void>;
}

export async function startDynalite(): Promise<DynaliteEngine> {
  const { child, finished } = startScript('test/bench/scale/dynalite-process.ts', []);
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk) => resolve(String(chunk).trim()));
    finished.then(({ stderr }) => reject(new Error(`dynalite did not start: ${stderr}`)), reject);
  });
  const client = new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // The engine closes a connection that was idle for five seconds, now and then at the moment it is used again.
    maxAttempts: 5,
  });
  const byOperation: Tally = {};
  const units: Tally = {};
  countRequests(client, byOperation, units);
  return {
    endpoint,
    openStore: async (tableName) => {
      await createTable(client, tableName);
      return createDynamoStore(client, tableName);
    },
    takeRequests: () => ({ byOperation: takeTally(byOperation), units: takeTally(units) }),
    close: async () => {
      client.destroy();
      child.stdin?.end();
      await finished;
    },
  };
}

const consumedSchema = z.object({ ConsumedCapacity: z.optional(z.object({ CapacityUnits: z.number() })) });

/** Notes every request, also one that is refused, and asks for what it consumed. */
function countRequests(client: DynamoDBClient, byOperation: Tally, units: Tally): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context['commandName']).replace(/Command$/, '');
      count(byOperation, operation);
      Reflect.set(args.input, 'ReturnConsumedCapacity', 'TOTAL');
      const result = await next(args);
      const { output } = result;
      const isRead = operation === 'GetItem' || operation === 'Query';
      count(units, isRead ? 'read' : 'write', consumedSchema.parse(output).ConsumedCapacity?.CapacityUnits ?? 0);
      return result;
    },
    { step: 'initialize', name: 'countRequests' },
  );
}
