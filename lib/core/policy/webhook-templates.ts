import { webhookPlaceholders } from '../messages/placeholders';
import type { ParsedSupervisor } from './schema';

type ParsedWebhook = Extract<ParsedSupervisor, { readonly kind: 'webhook' }>;

/** What is sent where to, with `{field}` in the body for what is known of the case and `{secret}` for the secret. */
export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Telegram's bot API: the token of the bot is a part of the address. */
const telegramUrl = 'https://api.telegram.org/bot{secret}/sendMessage';

const jsonHeaders = { 'content-type': 'application/json' } as const;

/** All that is known of a case, for whoever reads it by program: each field as text, empty where there is nothing. */
const jsonBody = JSON.stringify(Object.fromEntries(webhookPlaceholders.map((name) => [name, `{${name}}`])));

/** Where a webhook goes; undefined where neither the template nor the admin says. */
export function webhookUrl({ template, url }: Pick<ParsedWebhook, 'template' | 'url'>): string | undefined {
  return url ?? (template === 'telegram' ? telegramUrl : undefined);
}

/** What a template makes of a webhook; what an admin has written beside it goes first. */
export function webhookCall(webhook: ParsedWebhook): WebhookCall {
  const { template, headers, body = '', chatId } = webhook;
  const url = webhookUrl(webhook) ?? '';
  switch (template) {
    case 'telegram':
      return { url, headers: withDefaults(headers), body: JSON.stringify({ chat_id: chatId, text: '{text}' }) };
    case 'json':
      return { url, headers: withDefaults(headers), body: jsonBody };
    case undefined:
      return { url, headers: withDefaults(headers), body };
  }
}

/** Header names mean the same in capitals and small letters. */
function withDefaults(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...jsonHeaders, ...Object.fromEntries(own) };
}
