/** Lines of cells as text, a column as wide as what is in it; `isRight` says which columns are numbers. */
export function alignedText(lines: readonly (readonly string[])[], isRight: readonly boolean[]): string {
  const widths = isRight.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const padded = (text: string, column: number) =>
    isRight[column] === true ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return lines.map((line) => `${line.map(padded).join('  ').trimEnd()}\n`).join('');
}

/** What came from outside, a name say, must not move the cursor of a terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
