import { readChange } from '../../../lib/adapters/dynamodb/stream-change';
import type { Store } from '../../../lib/ports/store';
import { byItem, scriptChanges, writeScript } from './change-script';
import { guardWith } from './samples';
import type { TableStream } from './table-stream';

/** The stream of the table tells what the feed of the adapter tells, and nothing else. */
export function describeStreamChanges(
  open: () => Promise<{ readonly store: Store; readonly stream: TableStream }>,
): void {
  test('the stream tells each stored change of a callback and of a case once, in order for each item', async () => {
    const { store, stream } = await open();
    await writeScript(store);
    await store.guards.put(guardWith({ number: 'the last' }), 0);
    const records = await stream.recordsUpTo('NUMBER#the last');
    stream.close();
    const changes = records.map(readChange).filter((change) => change !== undefined);
    expect(byItem(changes)).toStrictEqual(byItem(scriptChanges));
    expect(records.length).toBeGreaterThan(scriptChanges.length);
  });
}
