import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SupervisorMessages } from '../../ports/messages';
import { outcomeOfFailure } from './failures';

/** Of the subject, which only e-mails show: fewer than 100 characters, on one line. */
const SUBJECT_MAX = 99;

/** Notices to a topic, over SNS. As with an SMS, the client must not repeat by itself. */
export function topicMessages(sns: SNSClient): SupervisorMessages['topic'] {
  return async ({ topicArn, subject, body }) => {
    try {
      const { MessageId: ref } = await sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectLine(subject),
          Message: body,
          MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
        }),
      );
      return { kind: 'sent', ...(ref === undefined ? {} : { ref }) };
    } catch (error) {
      return outcomeOfFailure(error);
    }
  };
}

/** SNS refuses the whole notice for a subject that it does not like; one of nothing at all is left out. */
function subjectLine(subject: string): string | undefined {
  const line = subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = Array.from(line);
  const cut = characters.length > SUBJECT_MAX ? `${characters.slice(0, SUBJECT_MAX - 1).join('')}…` : line;
  return cut === '' ? undefined : cut;
}
