import { isSet } from 'node:util/types';

/** A value as the document client has it. */
type Value = unknown;

/** An item by its attributes, as the document client has it. */
export type Attributes = Readonly<Record<string, Value>>;

/**
 * Bytes of an item: names and values, as DynamoDB counts them for request units (Developer Guide, "DynamoDB item sizes and
 * formats"). A number is said there to be "approximately" a byte for two digits and one more, which is all that is known.
 */
export function bytesOf(item: Attributes): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + textBytes(name) + valueBytes(value), 0);
}

function valueBytes(value: Value): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberBytes(String(value));
  if (typeof value !== 'object' || value === null) return 1;
  if (isSet(value)) return [...value].reduce<number>((sum, one) => sum + valueBytes(one), 0);
  // A list or a map has three bytes, and one more for each of what is in it.
  const held = Array.isArray(value) ? value.map(valueBytes) : entriesBytes(value);
  return held.reduce((sum, bytes) => sum + bytes + 1, 3);
}

function entriesBytes(map: object): readonly number[] {
  return Object.entries(map).map(([name, value]) => textBytes(name) + valueBytes(value));
}

function textBytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Zeros before and after do not count. */
function numberBytes(digits: string): number {
  const significant = digits.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(significant.length / 2) + 1 + (digits.startsWith('-') ? 1 : 0);
}

/** Write units of so many bytes: one for each KB that is begun, and one at least. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}
