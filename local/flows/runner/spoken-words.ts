const token =
  /<!--(?:(?!--)[\s\S])*-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<raw>[\s\S]*?)\]\]>|<(?<closing>\/?)(?<name>[A-Za-z_][\w.:-]*)(?<attributes>(?:\s+[A-Za-z_:][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/y;
const attribute = /([A-Za-z_:][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entity = /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Elements that part words; the others may stand inside one. */
const parting = new Set(['break', 'p', 's', 'speak']);

interface Reading {
  readonly open: { readonly name: string; readonly alias: string | undefined }[];
  words: string;
  hasRoot: boolean;
}

/** What is heard of a complete SSML document; undefined when it is not well-formed, or not one `<speak>`. */
export function wordsOfSsml(ssml: string): string | undefined {
  const source = ssml.trim();
  const reading: Reading = { open: [], words: '', hasRoot: false };
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const groups = token.exec(source)?.groups;
    if (groups === undefined || !readToken(reading, groups)) return undefined;
  }
  return reading.hasRoot && reading.open.length === 0 ? collapseBlanks(reading.words) : undefined;
}

/** Words as they are compared and shown: single blanks, none before punctuation. */
export function collapseBlanks(words: string): string {
  return words
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,;:!?])/g, '')
    .trim();
}

function readToken(reading: Reading, groups: Readonly<Record<string, string | undefined>>): boolean {
  const { name, closing, attributes = '', empty, text, raw } = groups;
  if (text !== undefined || raw !== undefined) return readText(reading, raw ?? unescaped(text ?? ''));
  // A comment or an instruction.
  if (name === undefined) return true;
  if (parting.has(name)) hear(reading, ' ');
  if (closing === '/') return empty !== '/' && attributes === '' && reading.open.pop()?.name === name;
  return openElement(reading, name, attributes, empty === '/');
}

function openElement(reading: Reading, name: string, attributes: string, isEmpty: boolean): boolean {
  if (reading.open.length === 0) {
    if (reading.hasRoot || name !== 'speak') return false;
    reading.hasRoot = true;
  }
  const given = [...attributes.matchAll(attribute)].map(([, key = '', double, single]) => ({
    key,
    value: unescaped(double ?? single ?? ''),
  }));
  if (given.some(({ value }) => value === undefined)) return false;
  if (new Set(given.map(({ key }) => key)).size !== given.length) return false;
  const alias = name === 'sub' ? given.find(({ key }) => key === 'alias')?.value : undefined;
  if (alias !== undefined) hear(reading, alias);
  if (!isEmpty) reading.open.push({ name, alias });
  return true;
}

function readText(reading: Reading, text: string | undefined): boolean {
  if (text === undefined) return false;
  if (reading.open.length === 0) return text.trim() === '';
  hear(reading, text);
  return true;
}

/** An alias is said in place of all that stands inside. */
function hear(reading: Reading, words: string): void {
  if (reading.open.every(({ alias }) => alias === undefined)) reading.words += words;
}

/** Undefined when an ampersand begins no entity. */
function unescaped(text: string): string | undefined {
  if (text.replaceAll(entity, '').includes('&')) return undefined;
  let isValid = true;
  const plain = text.replaceAll(entity, (_all, name?: string, decimal?: string, hexadecimal?: string) => {
    if (name !== undefined) return entities[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    if (code === 0 || code > 0x10ffff) isValid = false;
    return isValid ? String.fromCodePoint(code) : '';
  });
  return isValid ? plain : undefined;
}
