import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { TraceError } from './trace-error';

const LINE_CHARS_MAX = 65_536;
const GZIP_MAGIC = [0x1f, 0x8b] as const;
const ALLOWED = 'a call log as text, plain or gzip';
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder, not a file',
  EACCES: 'no permission to read it',
  Z_BUF_ERROR: 'a gzip file that ends too early',
  Z_DATA_ERROR: 'a damaged gzip file',
};

/** Feeds a file to a visitor line by line, unpacking gzip whatever the name; throws TraceError if it cannot be read. */
export async function visitLines(path: string, visit: (line: string, row: number) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let row = 0;
  const visitLine = (line: string): void => {
    row += 1;
    visit(row === 1 ? withoutMark(line) : line, row);
  };
  try {
    for await (const chunk of chunksOf(path, await isGzip(path))) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) visitLine(line);
      if (rest.length > LINE_CHARS_MAX) throw refusal(path, `line ${row + 1} is not a row`);
    }
    rest += decoder.end();
    if (rest !== '') visitLine(rest);
  } catch (error) {
    throw error instanceof TraceError ? error : refusal(path, reasonOf(error), error);
  }
}

/** Not stream.pipeline: when a gzip file ends too early, it may report its own abort in place of that. */
async function* chunksOf(path: string, isPacked: boolean): AsyncGenerator<Buffer> {
  const source = createReadStream(path);
  try {
    if (isPacked) {
      const unpacked = createGunzip();
      source.on('error', (error) => unpacked.destroy(error));
      yield* source.pipe(unpacked);
    } else yield* source;
  } finally {
    source.destroy();
  }
}

/** The first bytes decide and not the name, since a browser may unpack a download and leave its name as it was. */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === GZIP_MAGIC[0] && buffer[1] === GZIP_MAGIC[1];
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  const code = hasCode && typeof error.code === 'string' ? error.code : 'no error code';
  return REASONS[code] ?? `it cannot be read (${code})`;
}

function refusal(path: string, reason: string, cause?: unknown): TraceError {
  return new TraceError({ field: 'file', value: path, reason, allowed: ALLOWED }, { cause });
}

function withoutMark(line: string): string {
  return line.startsWith('\uFEFF') ? line.slice(1) : line;
}
