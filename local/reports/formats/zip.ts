import { Zip, ZipDeflate } from 'fflate';

/** A file within an archive, whose text is written as it comes. */
export interface ZipPart {
  readonly name: string;
  readonly text: Iterable<string> | AsyncIterable<string>;
}

/** Files one after the other as one archive; no more of it is held than the compressor looks back on. */
export async function* zipped(parts: readonly ZipPart[], nowMs: number): AsyncGenerator<Uint8Array, void, undefined> {
  const ready: Uint8Array[] = [];
  const archive = new Zip((error, bytes) => {
    if (error !== null) throw error;
    ready.push(bytes);
  });
  const encoder = new TextEncoder();
  for (const { name, text } of parts) {
    const file = new ZipDeflate(name, { level: 1 });
    file.mtime = nowMs;
    archive.add(file);
    for await (const piece of text) {
      file.push(encoder.encode(piece));
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* ready.splice(0);
  }
  archive.end();
  yield* ready.splice(0);
}
