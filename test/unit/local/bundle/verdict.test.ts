import { emptyHandler, contentsOf } from '../../../../local/bundle/sdk-clients';
import { coldStartOf, median, sizeOf } from '../../../../local/bundle/verdict';

// Goal: what is said of a bundle follows from what was measured. Method: tables; nothing is bundled or started.

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
  [[], 0],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('a ratio of medians above 1.5 is too much, and one start that was disturbed changes nothing', () => {
  const empty = [40, 40, 400];
  expect(coldStartOf({ own: [60, 60, 900], empty }, true)).toEqual({
    readyMs: 60,
    emptyMs: 40,
    ratio: 1.5,
    isWithin: true,
  });
  expect(coldStartOf({ own: [61, 61, 61], empty }, true)).toMatchObject({ ratio: 1.52, isWithin: false });
});

test('a bundle is at most half as large again as the empty one, where there is something to compare with', () => {
  expect(sizeOf({ bytes: 150, emptyBytes: 100 }, true)).toEqual({ emptyBytes: 100, ratio: 1.5, isWithin: true });
  expect(sizeOf({ bytes: 151, emptyBytes: 100 }, true)).toMatchObject({ ratio: 1.51, isWithin: false });
  expect(sizeOf({ bytes: 900, emptyBytes: 1 }, false)).toEqual({ emptyBytes: 1, isWithin: true });
});

test('a function without clients is held to a time of its own', () => {
  expect(coldStartOf({ own: [40], empty: [0.4] }, false)).toEqual({ readyMs: 40, emptyMs: 0.4, isWithin: true });
  expect(coldStartOf({ own: [41], empty: [0.4] }, false)).toMatchObject({ isWithin: false });
});

test('packages are those that left code in the bundle, and clients are among them', () => {
  const used = { bytesInOutput: 1 };
  const inputs = {
    'lib/core/hours.ts': used,
    'node_modules/@aws-sdk/client-sqs/dist-es/index.js': { bytesInOutput: 0 },
    'node_modules/@aws-sdk/client-dynamodb/dist-es/index.js': used,
    'node_modules/@aws-sdk/client-dynamodb/node_modules/tslib/tslib.js': used,
    'node_modules/@aws-sdk/lib-dynamodb/dist-es/index.js': used,
    'node_modules/zod/index.js': used,
  };
  const imports = ['node:fs', './later'].map((path) => ({ path, kind: 'require-call' as const, external: true }));
  const output = { bytes: 9, inputs, imports, exports: [], entryPoint: 'functions/ivr/index.ts' };
  const map = { bytes: 9, inputs: {}, imports: [], exports: [] };
  expect(contentsOf({ outputs: { 'index.js.map': map, 'index.js': output } })).toEqual({
    bytes: 9,
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'tslib', 'zod'],
    clients: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
    later: ['./later'],
  });
});

test('the empty handler makes each client, and the document client on that of DynamoDB', () => {
  const classes: Record<string, string> = {
    '@aws-sdk/client-connect': 'ConnectClient',
    '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  };
  const source = emptyHandler([...Object.keys(classes), '@aws-sdk/lib-dynamodb'], (name) => classes[name] ?? '');
  expect(source).toContain('const clients = [new ConnectClient({}), new DynamoDBClient({})];');
  expect(source).toContain('DynamoDBDocumentClient.from(clients[1])');
  expect(emptyHandler([], () => '')).toContain('const clients = [];');
});
