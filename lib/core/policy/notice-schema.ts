import * as z from 'zod/mini';
import { languageCodes } from '../speech/language-codes';
import { shortName, text, whole, word } from './fields';

/** What supervisors are told of a case; told of every try, they would stop reading. */
const told = ['opened', 'reopened', 'tried_again', 'processed', 'overdue'] as const;

const language = word(languageCodes);

/** What every place has where supervisors are told. */
const everyPlace = {
  on: z._default(z.array(word(told), 'a list').check(z.minLength(1, 'at least one of them')), [
    'opened',
    'reopened',
    'overdue',
  ]),
  /** Only lost calls of these; without it of all. */
  queues: z.optional(z.array(shortName, 'a list of queues').check(z.minLength(1, 'at least one queue'))),
  language: z._default(language, 'en-US'),
};

/** Subscribers of a topic get e-mail or SMS. A FIFO topic sends neither. */
const topicSchema = z.strictObject({
  name: shortName,
  kind: z.literal('topic', 'one of "topic", "webhook"'),
  topicArn: text(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
    'the ARN of an SNS topic that is not FIFO',
  ),
  ...everyPlace,
});

/** A POST to an address; what is sent comes from a template, or is written here. */
const webhookSchema = z.strictObject({
  name: shortName,
  kind: z.literal('webhook', 'one of "topic", "webhook"'),
  /** Without it `body` has to be written. */
  template: z.optional(word(['telegram', 'json'])),
  /** May hold `{secret}`; the template of Telegram knows its own. */
  url: z.optional(text(/^https:\/\/\S{1,500}$/, 'an https address, with {secret} where the secret belongs')),
  /** The name of the parameter that keeps the secret, never the secret itself. One of several parts has to begin with a slash. */
  secret: z.optional(
    text(
      /^(?=.{1,200}$)(?:[A-Za-z0-9_.-]+|(?:\/[A-Za-z0-9_.-]+)+)$/,
      'the name of the parameter that keeps the secret, one that begins with / where it has any, not the secret itself',
    ),
  ),
  /** Values may hold `{secret}`. */
  headers: z._default(
    z.record(
      text(/^[A-Za-z0-9-]{1,80}$/, 'the name of a header'),
      text(/^[\x20-\x7e]{1,500}$/, 'the value of a header on one line'),
      'headers by name',
    ),
    {},
  ),
  body: z.optional(text(/^[\s\S]{1,4000}$/, 'a text of 1 to 4000 characters')),
  /** Of Telegram: the chat that the bot writes to. */
  chatId: z.optional(text(/^(-?\d{1,20}|@\w{5,32})$/, 'the id of a Telegram chat, "-1001234567890" say')),
  ...everyPlace,
});

/** Who is told of lost calls, and how. */
export const noticeSchema = z.strictObject({
  sms: z.optional(
    z.strictObject({
      /** As AWS End User Messaging has it. */
      originationIdentity: text(/^[A-Za-z0-9_:/+-]{1,256}$/, 'a phone number, a sender id, a pool, or the ARN of one'),
      /** A chat say; the text names it as `{link}`. */
      link: z.optional(text(/^https:\/\/\S{1,300}$/, 'an https address')),
      /** No second SMS to one number within these, whichever queue it is about. */
      perNumberMinutes: z._default(whole(1, 10_080), 10),
      /** None about a call that was lost longer ago: it would only surprise. */
      freshMinutes: z._default(whole(1, 1_440), 60),
    }),
  ),
  supervisors: z._default(
    z.array(
      z.discriminatedUnion('kind', [topicSchema, webhookSchema], 'one of "topic", "webhook"'),
      'a list of places where supervisors are told',
    ),
    [],
  ),
  /** Own texts instead of the shipped ones, by language and key. */
  texts: z._default(
    z.partialRecord(
      language,
      z.record(z.string(), text(/^[\s\S]{1,1000}$/, 'a text of 1 to 1000 characters'), 'texts by key'),
      'texts by language',
    ),
    {},
  ),
});

const attribute = text(/^[A-Za-z0-9_.-]{1,255}$/, 'the name of a profile attribute');

/** Where it is known who a caller is. */
export const directorySchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('csv', 'one of "csv", "customer-profiles"'),
      file: text(/^\S.{0,399}$/, 'the path of a CSV file'),
    }),
    z.strictObject({
      kind: z.literal('customer-profiles', 'one of "csv", "customer-profiles"'),
      domain: text(/^[A-Za-z0-9_-]{1,64}$/, 'the name of a domain of Customer Profiles'),
      agentAttribute: z._default(attribute, 'agentId'),
      languageAttribute: z._default(attribute, 'language'),
      vipAttribute: z._default(attribute, 'vip'),
    }),
  ],
  'one of "csv", "customer-profiles"',
);
