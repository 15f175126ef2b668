import { show, type PolicyRefusal } from './refusals';
import type { ParsedConfig } from './schema';

/** What no single field of alarms, retention and phone numbers shows. */
export function refusalsOfOperations(config: ParsedConfig): readonly PolicyRefusal[] {
  return [...refusalsOfEmails(config), ...refusalsOfRetention(config), ...refusalsOfPhoneNumbers(config)];
}

/** A topic that is there already has its subscribers: the stack would make none for these addresses. */
function refusalsOfEmails({ alarms: { emails, topicArn } }: ParsedConfig): readonly PolicyRefusal[] {
  if (topicArn !== undefined && emails.length > 0) {
    const allowed = 'nothing beside alarms.topicArn: subscribe these addresses to that topic yourself';
    return [{ field: 'alarms.emails', value: show(emails), allowed }];
  }
  return emails.flatMap((email, index) =>
    emails.indexOf(email) === index
      ? []
      : [{ field: `alarms.emails[${index}]`, value: show(email), allowed: 'an address that is not in the list yet' }],
  );
}

/** A day counts while it is in the horizon, and is counted from its calls a day after its window has closed. */
function refusalsOfRetention({ retention: { days }, fcr }: ParsedConfig): readonly PolicyRefusal[] {
  const needed = fcr.horizonDays + fcr.windowDays + 1;
  if (days >= needed) return [];
  const allowed = `at least ${needed}: fcr.horizonDays, fcr.windowDays and a day, after which a day is counted no more`;
  return [{ field: 'retention.days', value: show(days), allowed }];
}

/** A number rings in one queue. */
function refusalsOfPhoneNumbers({ queues }: ParsedConfig): readonly PolicyRefusal[] {
  const named = queues.flatMap(({ phoneNumbers }, queue) =>
    phoneNumbers.map((number, index) => ({ number, queue, field: `queues[${queue}].phoneNumbers[${index}]` })),
  );
  return named.flatMap(({ number, queue, field }, index) => {
    const first = named.slice(0, index).find((other) => other.number === number);
    if (first === undefined) return [];
    const allowed = first.queue === queue ? 'a number that is not in the list yet' : 'a number no other queue has';
    return [{ field, value: show(number), allowed }];
  });
}
