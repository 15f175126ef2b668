import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { createTable } from '../../../local/store/create-table';
import type { OpenStore } from './samples';

/** Opens stores on one engine, each on a table of its own. */
export function openOn(client: () => DynamoDBClient): OpenStore {
  let tables = 0;
  return async (options) => {
    tables += 1;
    const tableName = `callbacks-${tables}`;
    await createTable(client(), tableName);
    return createDynamoStore(client(), tableName, options);
  };
}
