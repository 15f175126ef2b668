import { createChangeFeed } from '../../../lib/adapters/dynamodb/change-feed';
import { callbackItem } from '../../../lib/adapters/dynamodb/callback-item';
import { KEPT_MS } from '../../../lib/adapters/dynamodb/retention';
import type { Exchange } from '../../../lib/adapters/dynamodb/table-client';
import type { Change } from '../../../lib/ports/changes';
import { OTHER_NUMBER, waitingWith } from '../../contract/store/samples';

const own = callbackItem(waitingWith(), KEPT_MS);
const other = callbackItem(waitingWith({ number: OTHER_NUMBER }), KEPT_MS);
const versionOf = (version: number): Exchange => ({ after: { ...own, version } });

/** An answer of the engine that comes when the test says so. */
function lateAnswer() {
  let answer: (exchange: Exchange | 'conflict') => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const write = jest.fn(
    () =>
      new Promise<Exchange | 'conflict'>((resolve, reject) => {
        [answer, fail] = [resolve, reject];
      }),
  );
  return { write, answer: (exchange: Exchange | 'conflict') => answer(exchange), fail: (error: Error) => fail(error) };
}

/** Lets everything go on that waits for nothing but its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a write of an item begins only once the one before is told, whichever the engine would answer first', async () => {
  const told: Change[] = [];
  const feed = createChangeFeed((change) => void told.push(change));
  const [first, second] = [lateAnswer(), lateAnswer()];
  const outcomes = Promise.all([feed.follow(own, first.write), feed.follow(own, second.write)]);
  await turn();
  expect([first.write, second.write].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  first.answer(versionOf(1));
  await turn();
  second.answer(versionOf(2));
  expect(await outcomes).toEqual(['stored', 'stored']);
  expect(told.map(({ version }) => version)).toEqual([1, 2]);
});

test('another item waits for nobody', async () => {
  const feed = createChangeFeed(() => undefined);
  const first = lateAnswer();
  const pending = feed.follow(own, first.write);
  expect(await feed.follow(other, async () => ({ after: { ...other, version: 1 } }))).toBe('stored');
  await turn();
  first.answer('conflict');
  expect(await pending).toBe('conflict');
});

test('a write that fails tells nothing and holds up nobody', async () => {
  const told: Change[] = [];
  const feed = createChangeFeed((change) => void told.push(change));
  const first = lateAnswer();
  const failing = feed.follow(own, first.write).catch(String);
  const next = feed.follow(own, async () => versionOf(3));
  await turn();
  first.fail(new Error('no answer'));
  expect([await failing, await next]).toEqual(['Error: no answer', 'stored']);
  expect(told.map(({ version }) => version)).toEqual([3]);
});
