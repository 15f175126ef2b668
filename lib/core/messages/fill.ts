import type { NoticePolicy } from '../policy/lost-policy';
import type { LanguageCode } from '../speech/language-codes';
import { messageLanguages } from './languages';
import type { TextKey } from './placeholders';
import { cutSms } from './sms-length';

/** Values by the names that stand in texts; what has none is absent. */
export type Fields = Readonly<Partial<Record<string, string>>>;

type Texts = NoticePolicy['texts'];

const placeholder = /\{([a-zA-Z]+)\}/g;

/** A text as it is written in the policy, else as it is shipped, filled. */
export function textOf(texts: Texts, language: LanguageCode, key: TextKey, fields: Fields): string {
  const template = texts[language]?.[key] ?? messageLanguages[language].texts[key];
  return fillText(template, fields);
}

/** The SMS to a caller, no longer than one may be; with the link where there is one. */
export function smsOf(texts: Texts, language: LanguageCode, fields: Fields): string {
  const key = fields['link'] === undefined ? 'caller_sms' : 'caller_sms_link';
  return cutSms(textOf(texts, language, key, fields));
}

/** Values stand as they are: braces in one are not filled again. A line of which no name has a value is left out. */
export function fillText(template: string, fields: Fields): string {
  const kept = template.split('\n').filter((line) => {
    const names = Array.from(line.matchAll(placeholder), ([, name]) => name ?? '');
    return names.length === 0 || names.some((name) => (fields[name] ?? '') !== '');
  });
  return fill(kept.join('\n'), fields, (value) => value);
}

/** The body of a webhook; in JSON, values are escaped as what stands between quotation marks. */
export function fillBody(
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  fields: Fields,
): string {
  // What somebody wrote must not bring the secret into what others read.
  const safe = (value: string) => value.replaceAll('{secret}', '{ secret }');
  return fill(body, fields, isJson(headers) ? (value) => JSON.stringify(safe(value)).slice(1, -1) : safe);
}

function fill(template: string, fields: Fields, write: (value: string) => string): string {
  return template.replaceAll(placeholder, (whole, name: string) =>
    // The secret of a webhook is the adapter's to fill in.
    name === 'secret' ? whole : write(fields[name] ?? ''),
  );
}

function isJson(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && /\bjson\b/i.test(value),
  );
}
