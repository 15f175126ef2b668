import { readFile } from 'node:fs/promises';
import { readFlow, type FlowDocument } from '../../../infra/flows/language/document';
import { UsageError } from '../../terminal/usage-error';
import { onOneLine } from './on-one-line';

/** Reads the flow in a file; throws a UsageError that names the file and what it is instead. */
export async function readFlowFile(path: string): Promise<FlowDocument> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError(`${onOneLine(path)}: cannot be read (${code})`);
  });
  const reading = readFlow(text);
  if (reading.outcome === 'refused') throw new UsageError(`${onOneLine(path)}: ${reading.reason}`);
  return reading.document;
}
