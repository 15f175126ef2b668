import * as z from 'zod/mini';
import type { OpenCase } from '../../ports/case-store';
import { casesOf } from './case-item';
import type { TableClient } from './table-client';

const openCaseSchema = z.lazy(() => z.object({ summary: z.object({ queue: z.string(), lostAtMs: z.number() }) }));

/** Open cases by month, the longest alone first: a month is a partition of the index, and those of one are in order. */
export async function openCases(
  table: TableClient,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  limit: number,
): Promise<readonly OpenCase[]> {
  const found: OpenCase[] = [];
  let read = 0;
  for (const month of monthsOf(fromMs, toMs)) {
    const items = await table.query({
      index: 'month',
      condition: 'monthPk = :month',
      values: { ':month': casesOf('open', month) },
      limit: limit - read,
    });
    read += items.length;
    found.push(...items.flatMap((item) => openCaseFrom(openCaseSchema.safeParse(item))));
    if (read >= limit) break;
  }
  return found;
}

function openCaseFrom(parsed: ReturnType<typeof openCaseSchema.safeParse>): readonly OpenCase[] {
  return parsed.success ? [parsed.data.summary] : [];
}

/** The months from one instant to another, as the index names them: `2026-03`. */
function monthsOf(fromMs: number, toMs: number): readonly string[] {
  const from = new Date(fromMs);
  const months: string[] = [];
  for (let later = 0; ; later += 1) {
    const startMs = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + later);
    if (startMs > toMs) return months;
    months.push(new Date(startMs).toISOString().slice(0, 7));
  }
}
