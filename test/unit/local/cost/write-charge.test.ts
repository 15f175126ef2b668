import { bytesOf } from '../../../../local/cost/item-size';
import { chargeOf } from '../../../../local/cost/write-charge';

// Goal: what a write costs is computed by the rules of the Developer Guide. Method: a table; that DynamoDB Local says the
// same is in test/contract/store/write-charge.test.ts.

const key = { pk: 'CALLER#+447700900123', sk: 'CALLBACK#support' };
const inLine = { ...key, linePk: 'support#standard', lineSk: '0001', id: 'one' };
const long = 'x'.repeat(1500);

test.each([
  ['a new item', undefined, key, 1, {}],
  ['one of more than a KB', undefined, { ...key, long }, 2, {}],
  ['one that gets shorter is charged as it was', { ...key, long }, key, 2, {}],
  ['one that is deleted', key, undefined, 1, {}],
  ['one that enters an index', key, inLine, 1, { line: 1 }],
  ['one that leaves it', inLine, key, 1, { line: 1 }],
  ['one that moves in it', inLine, { ...inLine, lineSk: '0002' }, 1, { line: 2 }],
  ['one of which the index shows a change', inLine, { ...inLine, id: 'two' }, 1, { line: 1 }],
  ['one of which it shows none', inLine, { ...inLine, long }, 2, {}],
  ['a refused write', inLine, inLine, 1, {}],
])('%s', (_what, before, after, base, indexes) => {
  expect(chargeOf({ before, after })).toEqual({ base, indexes });
});

test.each([
  [{ a: 'xyz' }, 4],
  [{ a: 'é' }, 3],
  [{ a: 12345 }, 5],
  [{ a: -12 }, 4],
  [{ a: 1000 }, 3],
  [{ a: true }, 2],
  [{ a: null }, 2],
  [{ a: ['x', 'y'] }, 1 + 3 + 2 * 2],
  [{ a: { b: 'x' } }, 1 + 3 + 1 + 2],
  [{ a: new Set(['xy', 'z']) }, 4],
])('%j is so many bytes', (item, bytes) => {
  expect(bytesOf(item)).toBe(bytes);
});
