/** A pause longer than this is refused, and the prompt with it. */
export const PAUSE_MAX_MS = 10_000;

/** Text as it may stand between tags. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Sentences in a row; what is not known leaves none behind. */
export function sentences(...texts: readonly (string | undefined)[]): string {
  return texts
    .filter((text) => text !== undefined)
    .map((text) => `<s>${text}</s>`)
    .join('');
}

/** Silence, as several pauses where one would be longer than a voice allows. */
export function pause(ms: number): string {
  const whole = `<break time="${PAUSE_MAX_MS}ms"/>`.repeat(Math.floor(ms / PAUSE_MAX_MS));
  const rest = ms % PAUSE_MAX_MS;
  return rest === 0 ? whole : `${whole}<break time="${rest}ms"/>`;
}

/** What a prompt gives, as the document that a voice reads. */
export function ssmlDocument(inner: string): string {
  return `<speak>${inner}</speak>`;
}

/** The plain words that are heard; text that is no SSML is taken as it is. */
export function wordsOf(source: string): string {
  if (!source.startsWith('<speak')) return source.trim();
  return source
    .replaceAll(/<sub\s+alias="([^"]*)"\s*>[^<]*<\/sub\s*>/g, '$1')
    .replaceAll(/<\/?(?:speak|break|p|s)\b[^>]*>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
