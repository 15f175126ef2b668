import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { TraceError } from './trace-error';

const GZIP_MAGIC = [0x1f, 0x8b] as const;
const CALL_LOG = 'a call log as text, plain or gzip';
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder, not a file',
  EACCES: 'no permission to read it',
  Z_BUF_ERROR: 'a gzip file that ends too early',
  Z_DATA_ERROR: 'a damaged gzip file',
};

/** A file as text, piece by piece and without its byte order mark, unpacking gzip whatever the name; throws TraceError if it cannot be read, with what is allowed. */
export async function* textChunks(path: string, allowed = CALL_LOG): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8');
  let isFirst = true;
  try {
    for await (const chunk of chunksOf(path, await isGzip(path))) {
      const text = decoder.write(chunk);
      if (text === '') continue;
      yield isFirst ? withoutMark(text) : text;
      isFirst = false;
    }
    const rest = decoder.end();
    if (rest !== '') yield rest;
  } catch (error) {
    if (error instanceof TraceError) throw error;
    throw new TraceError({ field: 'file', value: path, reason: reasonOf(error), allowed }, { cause: error });
  }
}

/** Says that a call log is of no use. */
export function unreadable(path: string, reason: string): TraceError {
  return new TraceError({ field: 'file', value: path, reason, allowed: CALL_LOG });
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

function withoutMark(line: string): string {
  return line.startsWith('\uFEFF') ? line.slice(1) : line;
}
