import { tableDefinition } from '../../../lib/adapters/dynamodb/table';

test('no index shows more attributes than DynamoDB allows', () => {
  const most = Math.max(...tableDefinition.indexes.map(({ include }) => include.length));
  expect(most).toBeLessThanOrEqual(20);
});

test('all indexes together show no more attributes than DynamoDB allows', () => {
  const shown = tableDefinition.indexes.flatMap((index) => [...index.include]);
  expect(shown.length).toBeLessThanOrEqual(100);
});

test('no index shows an attribute twice, or a key that it has anyway', () => {
  for (const { include, partitionKey, sortKey } of tableDefinition.indexes) {
    const keys = [tableDefinition.partitionKey, tableDefinition.sortKey, partitionKey, sortKey.name];
    expect(new Set([...include, ...keys]).size).toBe(include.length + keys.length);
  }
});
