import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoClientFor } from '../../../local/store/embedded-dynamo';
import { describeWith } from '../../support/describe-with';
import { dynamoDbLocalUnavailable, startDynamoDbLocal, type DynamoDbLocal } from '../../support/dynamodb-local';
import { describeStoreContract } from './describe-store-contract';
import { openOn } from './open-tables';

describeWith(dynamoDbLocalUnavailable(), "AWS's own engine", () => {
  let server: DynamoDbLocal;
  let client: DynamoDBClient;

  beforeAll(async () => {
    server = await startDynamoDbLocal();
    client = dynamoClientFor(server.endpoint);
  });
  afterAll(async () => {
    client?.destroy();
    await server?.stop();
  });

  describeStoreContract(
    'DynamoDB Local',
    openOn(() => client),
  );
});
