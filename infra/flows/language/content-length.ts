/** White space as JSON has it; between tokens there is no other, but for the mark that editors put before the first. */
const blanks: ReadonlySet<string | undefined> = new Set([' ', '\n', '\r', '\t', '\uFEFF']);

/** Counts the characters of a JSON text that are not white space between tokens; one pass, whatever the nesting. */
export function contentLengthOf(text: string): number {
  let length = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString && character === '\\') {
      length += 2;
      index += 1;
      continue;
    }
    if (character === '"') isInString = !isInString;
    if (isInString || !blanks.has(character)) length += 1;
  }
  return length;
}
