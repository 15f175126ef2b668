import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../ports/changes';
import { parseCallback } from './callback-schema';
import { parseSummary } from './case-schema';
import { versionSchema } from './index-schema';
import { readItem } from './read-item';
import type { Item } from './table-client';

/** What a write of an item changed; undefined where it is neither a callback nor the summary of a case. */
export function changeOf(before: Item | undefined, after: Item): Change | undefined {
  const kind = String(after['sk']).split('#', 1)[0];
  if (kind === 'CALLBACK') {
    const { version } = readItem(versionSchema, after, 'a callback');
    const was = before === undefined ? {} : { before: parseCallback(before) };
    return { kind: 'callback', ...was, after: parseCallback(after), version };
  }
  if (kind !== 'CASE' || after['summary'] === undefined) return undefined;
  const { version } = readItem(versionSchema, after, 'a case');
  const [old, summary] = [before?.['summary'], parseSummary(after['summary'])];
  const was = old === undefined ? {} : { before: parseSummary(old) };
  // Marks alone change nothing that is told, and a summary may be settled again as it was.
  if (isDeepStrictEqual(was.before, summary)) return undefined;
  return { kind: 'case', ...was, after: summary, version };
}
