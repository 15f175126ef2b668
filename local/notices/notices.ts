import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallerMessages, SendOutcome, SupervisorMessages } from '../../lib/ports/messages';

/** Where messages go on this machine: nobody gets one, and each can be read. */
export interface LocalNotices {
  readonly callerMessages: CallerMessages;
  readonly supervisorMessages: SupervisorMessages;
  /** How many of each kind, a repeat of one not counted. */
  readonly counts: () => Readonly<Record<'sms' | 'topic' | 'webhook', number>>;
}

type Kind = 'sms' | 'topic' | 'webhook';

/** With a folder, each message is a file there, named by when it was sent and what it is about; without one they are only counted. */
export function createLocalNotices(nowMs: () => number, folder?: string): LocalNotices {
  const names = new Map<string, string>();
  const counts = { sms: 0, topic: 0, webhook: 0 };

  async function keep(kind: Kind, deliveryId: string, lines: readonly string[]): Promise<SendOutcome> {
    const known = names.get(deliveryId);
    const name = known ?? `${stampOf(nowMs())}-${kind}-${deliveryId.replaceAll(/[^A-Za-z0-9_-]+/g, '-')}.txt`;
    if (known === undefined) {
      names.set(deliveryId, name);
      counts[kind] += 1;
    }
    if (folder !== undefined) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, name), `${lines.join('\n')}\n`);
    }
    return { kind: 'sent', ref: name };
  }

  return {
    callerMessages: {
      sms: ({ to, body, deliveryId }) => keep('sms', deliveryId, [`SMS to ${to}`, '', body]),
    },
    supervisorMessages: {
      topic: ({ topicArn, subject, body, deliveryId }) =>
        keep('topic', deliveryId, [`Topic ${topicArn}`, `Subject: ${subject}`, '', body]),
      // The secret is not filled in here, so that a file can be shown to anybody.
      webhook: ({ name, url, headers, body, deliveryId }) =>
        keep('webhook', deliveryId, [
          `Webhook ${name}`,
          `POST ${url}`,
          ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
          '',
          body,
        ]),
    },
    counts: () => ({ ...counts }),
  };
}

/** `20260302-090512`: files sort as they were sent. */
function stampOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
