/** The languages Holdfree speaks; each is a file in languages/. */
export const languageCodes = ['en-US', 'ru-RU'] as const;

/** A language that Holdfree speaks, as Amazon Connect names it. */
export type LanguageCode = (typeof languageCodes)[number];
