import { isTextKey, placeholders, placeholdersIn, webhookPlaceholders } from '../messages/placeholders';
import { languageCodes } from '../speech/language-codes';
import { HIDDEN, show, type PolicyRefusal } from './refusals';
import { refusalsOfName } from './refusals-of-lost';
import type { ParsedConfig, ParsedSupervisor } from './schema';
import { webhookUrl } from './webhook-templates';

type ParsedWebhook = Extract<ParsedSupervisor, { readonly kind: 'webhook' }>;

/** What stands for the secret in an address, a header or a body. */
const SECRET = '{secret}';

/** What no single field of the notices shows. Addresses, headers and secrets are never shown. */
export function refusalsOfNotices(config: ParsedConfig): readonly PolicyRefusal[] {
  const { supervisors, texts } = config.notices;
  return [
    ...supervisors.flatMap((place, index) => refusalsOfPlace(config, place, index)),
    ...languageCodes.flatMap((code) =>
      Object.entries(texts[code] ?? {}).flatMap(([key, text]) => refusalsOfText(config, { code, key, text })),
    ),
  ];
}

function refusalsOfPlace(config: ParsedConfig, place: ParsedSupervisor, index: number): readonly PolicyRefusal[] {
  const at = `notices.supervisors[${index}]`;
  const { name, queues = [] } = place;
  const isDoubled = config.notices.supervisors.slice(0, index).some((other) => other.name === name);
  return [
    ...(isDoubled ? [{ field: `${at}.name`, value: show(name), allowed: 'a name no other place has' }] : []),
    ...queues.flatMap((queue, which) => refusalsOfName(config, `${at}.queues[${which}]`, queue)),
    ...(place.kind === 'webhook' ? refusalsOfWebhook(place, at) : []),
  ];
}

function refusalsOfWebhook(webhook: ParsedWebhook, at: string): readonly PolicyRefusal[] {
  const { template, body, chatId } = webhook;
  const isTelegram = template === 'telegram';
  return [
    ...(template !== undefined || body !== undefined
      ? []
      : [{ field: `${at}.body`, value: show(body), allowed: 'a text, because no template is named' }]),
    ...(template === undefined || body === undefined
      ? []
      : [{ field: `${at}.body`, value: HIDDEN, allowed: `nothing, because the template is "${template}"` }]),
    ...(isTelegram && chatId === undefined
      ? [{ field: `${at}.chatId`, value: show(chatId), allowed: 'the id of the chat that the bot writes to' }]
      : []),
    ...(!isTelegram && chatId !== undefined
      ? [{ field: `${at}.chatId`, value: show(chatId), allowed: 'nothing, because the template is not "telegram"' }]
      : []),
    ...refusalsOfAddress(webhook, at),
    ...refusalsOfSecret(webhook, at),
    ...refusalsOfNames(`${at}.body`, body ?? '', [...webhookPlaceholders, 'secret']),
  ];
}

function refusalsOfAddress(webhook: ParsedWebhook, at: string): readonly PolicyRefusal[] {
  const url = webhookUrl(webhook);
  const field = `${at}.url`;
  if (url === undefined) return [{ field, value: show(url), allowed: 'an https address' }];
  const isRight = isAddress(url) && placeholdersIn(url).every((name) => name === 'secret');
  const allowed = 'an https address without a user name, with no other placeholder than {secret}';
  return isRight ? [] : [{ field, value: HIDDEN, allowed }];
}

function isAddress(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url.replaceAll(SECRET, 'secret'));
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** The secret is named where it is used, and used where it is named. */
function refusalsOfSecret(webhook: ParsedWebhook, at: string): readonly PolicyRefusal[] {
  const { secret, headers, body = '' } = webhook;
  const isUsed = [webhookUrl(webhook) ?? '', body, ...Object.values(headers)].some((text) => text.includes(SECRET));
  if (isUsed === (secret !== undefined)) return [];
  const allowed = isUsed
    ? 'the name of the parameter that keeps what {secret} stands for'
    : 'nothing, because neither url nor headers nor body hold {secret}';
  return [{ field: `${at}.secret`, value: isUsed ? show(secret) : HIDDEN, allowed }];
}

function refusalsOfText(
  config: ParsedConfig,
  { code, key, text }: { readonly code: string; readonly key: string; readonly text: string },
): readonly PolicyRefusal[] {
  const at = `notices.texts.${code}.${key}`;
  if (!isTextKey(key)) {
    const keys = Object.keys(placeholders).map((one) => `"${one}"`);
    return [{ field: at, value: show(text), allowed: `nothing: texts are ${keys.join(', ')}` }];
  }
  const names = refusalsOfNames(at, text, placeholders[key]);
  const hasNoLink = placeholdersIn(text).includes('link') && config.notices.sms?.link === undefined;
  if (names.length > 0 || !hasNoLink) return names;
  return [{ field: at, value: show(text), allowed: 'no {link}, because notices.sms.link is not set' }];
}

/** A name that nothing fills would stand in the text as it is written. */
function refusalsOfNames(field: string, text: string, known: readonly string[]): readonly PolicyRefusal[] {
  const unknown = placeholdersIn(text).filter((name) => !known.includes(name));
  const allowed = `a text that names no other than ${known.map((name) => `{${name}}`).join(', ')}`;
  return unknown.length === 0 ? [] : [{ field, value: unknown.map((name) => `{${name}}`).join(', '), allowed }];
}
