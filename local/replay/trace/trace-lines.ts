import { textChunks, unreadable } from './text-chunks';

const LINE_CHARS_MAX = 65_536;

/** What a file may hold, and what is done with a line that is too long for it. */
export interface LineRules {
  readonly lineCharsMax?: number;
  /** Skips such a line and goes on behind it; without it the file is refused. */
  readonly tooLong?: (row: number) => void;
  /** What would do, where the file cannot be read. */
  readonly allowed?: string;
}

/** Feeds a file to a visitor line by line, unpacking gzip whatever the name; throws TraceError if it cannot be read. */
export async function visitLines(
  path: string,
  visit: (line: string, row: number) => void,
  { lineCharsMax = LINE_CHARS_MAX, tooLong, allowed }: LineRules = {},
): Promise<void> {
  let rest = '';
  let row = 0;
  let isSkipping = false;
  const visitLine = (line: string): void => {
    if (isSkipping) {
      isSkipping = false;
      return;
    }
    row += 1;
    visit(line, row);
  };
  for await (const chunk of textChunks(path, allowed)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) visitLine(line);
    if (isSkipping) rest = '';
    if (rest.length <= lineCharsMax) continue;
    if (tooLong === undefined) throw unreadable(path, `line ${row + 1} is not a row`);
    row += 1;
    tooLong(row);
    isSkipping = true;
    rest = '';
  }
  if (rest !== '') visitLine(rest);
}
