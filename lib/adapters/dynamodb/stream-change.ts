import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue as StreamValue, DynamoDBRecord } from 'aws-lambda';
import type { Change } from '../../ports/changes';
import { changeOf } from './item-change';
import { unreadable } from './read-item';
import type { Item } from './table-client';

type Image = Readonly<Record<string, StreamValue>>;

/**
 * The change that a record of the table's stream tells of; undefined for what is neither a callback nor a settled case, and
 * for an item that is gone. Throws AdapterError for one that cannot be read.
 */
export function readChange(record: DynamoDBRecord): Change | undefined {
  const { NewImage, OldImage } = record.dynamodb ?? {};
  if (NewImage === undefined) return undefined;
  return changeOf(OldImage === undefined ? undefined : itemFrom(OldImage), itemFrom(NewImage));
}

function itemFrom(image: Image): Item {
  return unmarshall(valuesFrom(image));
}

function valuesFrom(image: Image): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, valueFrom(value)]));
}

/** The value as the SDK words it, of the kinds that are written here. */
function valueFrom({ S, N, BOOL, NULL, SS, L, M }: StreamValue): AttributeValue {
  if (S !== undefined) return { S };
  if (N !== undefined) return { N };
  if (BOOL !== undefined) return { BOOL };
  if (NULL !== undefined) return { NULL };
  if (SS !== undefined) return { SS };
  if (L !== undefined) return { L: L.map(valueFrom) };
  if (M !== undefined) return { M: valuesFrom(M) };
  throw unreadable('a record of the stream has a value of a kind that is never written');
}
