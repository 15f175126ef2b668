import {
  EventBridgeServiceException,
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { DomainEvent } from '../../core/events/domain-event';
import { AdapterError } from '../../ports/adapter-error';
import type { EventBus } from '../../ports/event-bus';

/** By which rules know that an event is ours. */
const SOURCE = 'holdfree';

/** PutEvents takes so many entries in one request, and so many bytes of all of them together. */
const ENTRIES_MAX = 10;
const BYTES_MAX = 262_144;

/** What EventBridge counts for a time, however it is written. */
const TIME_BYTES = 14;

interface Sized {
  readonly event: DomainEvent;
  readonly entry: PutEventsRequestEntry;
  readonly bytes: number;
}

/** The bus over PutEvents. Which bus is the deployment's to say: the account's default one is full of others' events. */
export function createEventBridgeBus(client: EventBridgeClient, { busName }: { readonly busName: string }): EventBus {
  return {
    tell: async (events) => {
      const sized = events.map((event) => sizedOf(event, busName));
      // Too large an event would be refused with all that are beside it.
      const refused = sized.filter(({ bytes }) => bytes > BYTES_MAX).map(({ event }) => event);
      for (const batch of batchesOf(sized.filter(({ bytes }) => bytes <= BYTES_MAX))) {
        refused.push(...(await put(client, batch)));
      }
      return { refused };
    },
  };
}

/** Those of a batch that were not taken. */
async function put(client: EventBridgeClient, batch: readonly Sized[]): Promise<readonly DomainEvent[]> {
  try {
    const { Entries: entries = [] } = await client.send(
      new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) }),
    );
    // Answers stand in the order of the entries; one without an id, or none at all, was not taken.
    return batch.filter((_, index) => entries[index]?.EventId === undefined).map(({ event }) => event);
  } catch (error) {
    throw new AdapterError('eventbridge', { retryable: isPassing(error), cause: error });
  }
}

function sizedOf(event: DomainEvent, busName: string): Sized {
  const { type, detail } = event;
  const text = JSON.stringify(detail);
  const bytes = TIME_BYTES + Buffer.byteLength(SOURCE) + Buffer.byteLength(type) + Buffer.byteLength(text);
  const Time = new Date(detail.at);
  return { event, bytes, entry: { EventBusName: busName, Source: SOURCE, DetailType: type, Detail: text, Time } };
}

function batchesOf(all: readonly Sized[]): readonly (readonly Sized[])[] {
  const batches: Sized[][] = [];
  let room = 0;
  for (const one of all) {
    const last = batches.at(-1);
    if (last === undefined || last.length === ENTRIES_MAX || one.bytes > room) {
      batches.push([one]);
      room = BYTES_MAX - one.bytes;
    } else {
      last.push(one);
      room -= one.bytes;
    }
  }
  return batches;
}

/** A bus that is not there, or may not be written to, is not there the next time either. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof EventBridgeServiceException)) return true;
  const status = error.$metadata.httpStatusCode ?? 500;
  return status >= 500 || status === 429 || error.name.includes('Throttl');
}
