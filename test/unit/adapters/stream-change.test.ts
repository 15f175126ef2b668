import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from 'aws-lambda';
import { callbackItem } from '../../../lib/adapters/dynamodb/callback-item';
import { KEPT_MS } from '../../../lib/adapters/dynamodb/retention';
import { readChange } from '../../../lib/adapters/dynamodb/stream-change';
import { AdapterError } from '../../../lib/ports/adapter-error';
import { CASE_KEY, caseWith, fullCase } from '../../contract/store/lost-samples';
import { closedWith, everyForm, NUMBER, waitingWith } from '../../contract/store/samples';

const image = (item: object) =>
  marshall(item, { removeUndefinedValues: true }) as unknown as Record<string, AttributeValue>;
const recordOf = (after: object | undefined, before?: object) => ({
  dynamodb: {
    ...(after === undefined ? {} : { NewImage: image(after) }),
    ...(before === undefined ? {} : { OldImage: image(before) }),
  },
});
const caseItem = { pk: `CALLER#${NUMBER}`, sk: 'CASE#support', ...CASE_KEY, id: 'c', marks: new Set(['["t","r",1]']) };

test.each(everyForm)('a callback that is %s is read from the stream exactly', (_form, callback) => {
  const record = recordOf(
    { ...callbackItem(callback, KEPT_MS), version: 7 },
    { ...callbackItem(waitingWith(), KEPT_MS), version: 6 },
  );
  expect(readChange(record)).toStrictEqual({ kind: 'callback', before: waitingWith(), after: callback, version: 7 });
});

test('a case is read with all it may have, and without one before it where it is settled first', () => {
  const after = { ...caseItem, version: 3, summary: fullCase };
  expect(readChange(recordOf(after, { ...caseItem, version: 3 }))).toStrictEqual({
    kind: 'case',
    after: fullCase,
    version: 3,
  });
  const before = { ...caseItem, version: 2, summary: caseWith() };
  expect(readChange(recordOf(after, before))).toStrictEqual({
    kind: 'case',
    before: caseWith(),
    after: fullCase,
    version: 3,
  });
});

test.each<[string, object | undefined, object | undefined]>([
  ['an item that is gone', undefined, callbackItem(waitingWith(), KEPT_MS)],
  ['a case that is not settled', { ...caseItem, version: 1 }, undefined],
  [
    'marks that were added',
    { ...caseItem, version: 2, summary: fullCase },
    { ...caseItem, version: 1, summary: fullCase },
  ],
  ['a copy of a callback', { copy: closedWith(), pk: `CALLER#${NUMBER}`, sk: 'CLOSED#a', version: 1 }, undefined],
  ['a pointer', { pk: 'ID#a', sk: 'ID', number: NUMBER, queue: 'support' }, undefined],
  ['a profile', { pk: `CALLER#${NUMBER}`, sk: 'PROFILE', optedOutAtMs: 1 }, undefined],
])('%s is no change', (_what, after, before) => {
  expect(readChange(recordOf(after, before))).toBeUndefined();
});

test('a record without images is no change', () => {
  expect(readChange({})).toBeUndefined();
});

test.each<[string, object, object | undefined]>([
  ['a callback in no state', { ...callbackItem(waitingWith(), KEPT_MS), state: 'dreaming', version: 1 }, undefined],
  [
    'a callback that was in no state',
    { ...callbackItem(waitingWith(), KEPT_MS), version: 2 },
    { pk: 'a', sk: 'CALLBACK#b' },
  ],
  ['a callback without a version', callbackItem(waitingWith(), KEPT_MS), undefined],
  ['a case with half a summary', { ...caseItem, version: 1, summary: { tries: 1 } }, undefined],
  ['a case without a version', { ...caseItem, summary: fullCase }, undefined],
  ['bytes', { ...caseItem, version: 1, summary: new Uint8Array([1]) }, undefined],
])('%s is a fault that stays, and tells no number', (_what, after, before) => {
  const fault = faultOf(() => readChange(recordOf(after, before)));
  expect(fault.retryable).toBe(false);
  expect(`${fault.message} ${String(fault.cause)}`).not.toContain(NUMBER);
});

function faultOf(read: () => unknown): AdapterError {
  try {
    read();
  } catch (error) {
    if (error instanceof AdapterError) return error;
    throw error;
  }
  throw new Error('no fault');
}
