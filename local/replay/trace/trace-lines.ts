import { textChunks, unreadable } from './text-chunks';

const LINE_CHARS_MAX = 65_536;

/** Feeds a file to a visitor line by line, unpacking gzip whatever the name; throws TraceError if it cannot be read. */
export async function visitLines(
  path: string,
  visit: (line: string, row: number) => void,
  { lineCharsMax = LINE_CHARS_MAX }: { readonly lineCharsMax?: number } = {},
): Promise<void> {
  let rest = '';
  let row = 0;
  const visitLine = (line: string): void => {
    row += 1;
    visit(line, row);
  };
  for await (const chunk of textChunks(path)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) visitLine(line);
    if (rest.length > lineCharsMax) throw unreadable(path, `line ${row + 1} is not a row`);
  }
  if (rest !== '') visitLine(rest);
}
