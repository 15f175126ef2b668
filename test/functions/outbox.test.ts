import type { DynamoDBRecord } from 'aws-lambda';
import { createHandler } from '../../functions/outbox/handler';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { Change } from '../../lib/ports/changes';
import type { DomainEvent } from '../../lib/core/events/domain-event';
import type { JournalEntry } from '../../lib/ports/journal';
import { callerNumber, dialing, waiting } from '../support/builders/callbacks';
import { lostCase, processedCase } from '../support/builders/cases';
import { lambdaContext } from '../support/builders/lambda';

const opened: Change = { kind: 'case', after: lostCase(), version: 1 };
const processed: Change = { kind: 'case', before: lostCase(), after: processedCase(), version: 2 };
const requested: Change = { kind: 'callback', after: waiting(), version: 1 };
const cause = new Error(callerNumber);
const unreadable = new AdapterError('dynamodb', { retryable: false, isUnreadable: true, cause });
const untold: Change = { kind: 'callback', before: waiting(), after: dialing(), version: 2 };

/** A stream of these changes, each with its number; `undefined` is of no interest, errors are thrown at reading it. */
function streamOf(
  changes: readonly (Change | Error | undefined)[],
  refuses: (event: DomainEvent) => boolean = () => false,
) {
  const told: DomainEvent[] = [];
  const notes: JournalEntry[] = [];
  const records = changes.map((_, index): DynamoDBRecord => ({
    eventID: `record-${index}`,
    dynamodb: { SequenceNumber: String(100 + index) },
  }));
  const handler = createHandler(
    {
      bus: {
        tell: async (events) => {
          told.push(...events.filter((event) => !refuses(event)));
          return { refused: events.filter(refuses) };
        },
      },
      journal: { note: (entry) => void notes.push(entry) },
    },
    (record) => {
      const change = changes[records.indexOf(record)];
      if (change instanceof Error) throw change;
      return change;
    },
  );
  return { told, notes, run: async () => handler({ Records: records }, lambdaContext) };
}

describe('the outbox', () => {
  test('tells what changes mean, in their order, and is done', async () => {
    const { told, notes, run } = streamOf([opened, undefined, requested, untold, processed]);
    expect(await run()).toEqual({ batchItemFailures: [] });
    expect(told.map(({ type }) => type)).toEqual(['case.opened', 'callback.requested', 'case.processed']);
    expect(notes).toEqual([]);
  });

  test('tells the same events, by their ids, when the same records come again', async () => {
    const { told, run } = streamOf([opened, requested, processed]);
    await run();
    await run();
    expect(told.slice(3)).toEqual(told.slice(0, 3));
    expect(new Set(told.map(({ detail }) => detail.id)).size).toBe(3);
  });

  test('goes on from the first record of which the bus refused an event', async () => {
    const { notes, run } = streamOf([opened, requested, processed], ({ type }) => type !== 'case.opened');
    expect(await run()).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(notes).toEqual([expect.objectContaining({ kind: 'fault', where: 'outbox' })]);
  });

  test('comes again from the first record that has anything to tell when the bus does not answer', async () => {
    const { notes, run } = streamOf([untold, requested, processed], () => {
      throw new AdapterError('eventbridge', { retryable: true, cause: new Error('down') });
    });
    expect(await run()).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(notes).toEqual([expect.objectContaining({ kind: 'fault', where: 'outbox' })]);
  });

  test('leaves out what nobody can read, so that the rest is told, and says so without a number', async () => {
    const { told, notes, run } = streamOf([unreadable, opened]);
    expect(await run()).toEqual({ batchItemFailures: [] });
    expect(told).toHaveLength(1);
    expect(notes).toEqual([{ kind: 'fault', where: 'outbox', reason: 'record record-0 left out: AdapterError' }]);
  });

  test('leaves out nothing for a mistake of its own: what came before is told, and the stream goes on from there', async () => {
    const { told, notes, run } = streamOf([opened, new TypeError(callerNumber), processed]);
    expect(await run()).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(told.map(({ type }) => type)).toEqual(['case.opened']);
    expect(notes).toEqual([{ kind: 'fault', where: 'outbox', reason: 'record record-1 comes again: TypeError' }]);
  });

  test('asks the bus nothing when there is nothing to tell', async () => {
    const { run } = streamOf([untold, undefined], () => {
      throw new Error('asked');
    });
    expect(await run()).toEqual({ batchItemFailures: [] });
  });
});
