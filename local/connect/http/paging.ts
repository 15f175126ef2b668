import { ApiError } from './errors';

export interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken?: string;
}

const TOKEN = /^offset-(\d+)$/;

/** One page of at most 100 items; throws InvalidParameterException for a token that was never given out. */
export function takePage<T>(
  items: readonly T[],
  maxResults: number | undefined,
  nextToken: string | undefined,
): Page<T> {
  const offset = nextToken === undefined ? 0 : Number(TOKEN.exec(nextToken)?.[1] ?? Number.NaN);
  if (Number.isNaN(offset)) throw new ApiError('InvalidParameterException', 'NextToken is not valid.');
  const end = offset + (maxResults ?? 100);
  return { items: items.slice(offset, end), ...(end < items.length ? { NextToken: `offset-${end}` } : {}) };
}
