/** Lines that are written to the process while something runs, whoever writes them. */
function collect(): { readonly lines: string[]; readonly stop: () => void } {
  const lines: string[] = [];
  const write = (chunk: unknown): boolean => {
    lines.push(String(chunk));
    return true;
  };
  const streams = [process.stdout, process.stderr].map((stream) => {
    const before = Object.getOwnPropertyDescriptor(stream, 'write');
    Object.defineProperty(stream, 'write', { value: write, configurable: true, writable: true });
    return { stream, before };
  });
  return {
    lines,
    stop: () => {
      for (const { stream, before } of streams) {
        if (before === undefined) Reflect.deleteProperty(stream, 'write');
        else Object.defineProperty(stream, 'write', before);
      }
    },
  };
}

/** What a log says while something runs: each line read as the JSON it is. */
export function written(run: () => void): readonly Record<string, unknown>[] {
  const { lines, stop } = collect();
  try {
    run();
  } finally {
    stop();
  }
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The same of something that takes its time, as text: whatever it writes must bear being read. */
export async function writtenAsText(run: () => Promise<void>): Promise<string> {
  const { lines, stop } = collect();
  try {
    await run();
  } finally {
    stop();
  }
  return lines.join('');
}
