import * as z from 'zod/mini';
import { amount, text, whole, yesOrNo } from './fields';

/** What CloudWatch Logs lets a log group keep, in days. Source: PutRetentionPolicy in the CloudWatch Logs API reference. */
const logDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const logDaysWords = `one of ${logDays.join(', ')}`;

/** When operators are told, and where. Without topic and addresses alarms are seen on the dashboard only. */
export const alarmsSchema = z.strictObject({
  /** A topic that is there already, instead of one that the stack makes. */
  topicArn: z.optional(
    text(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, 'the ARN of an SNS topic that is not FIFO'),
  ),
  /** Who gets an e-mail from the topic that the stack makes. */
  emails: z._default(
    z.array(text(/^[^\s@]{1,64}@[^\s@]{1,190}$/, 'an e-mail address'), 'a list of e-mail addresses'),
    [],
  ),
  /** A callback that could be dialed is late by more than this. */
  oldestDueMinutes: z._default(whole(1, 1_440), 10),
  /** Callers who picked up and pressed 1 wait longer than this on average. */
  readyWaitSeconds: z._default(whole(5, 600), 60),
  /** More cases of lost calls than this are open; they are counted to 1,000. */
  openCases: z._default(whole(1, 999), 50),
  /** This share of the instance's concurrent calls is in use. */
  concurrentCallsShare: z._default(amount(0.1, 1), 0.8),
});

/** How long what is over is kept; what is open never expires. */
export const retentionSchema = z.strictObject({
  /** Calls, closed callbacks and processed cases. */
  days: z._default(whole(30, 3_650), 400),
  logDays: z._default(z.literal(logDays, logDaysWords), 30),
});

/** What the stack is made of, where there is a choice. */
export const deploymentSchema = z.strictObject({
  /** A key of one's own for the table, the dead letters and the logs; without it AWS keeps one. */
  keyArn: z.optional(text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]{1,64}$/, 'the ARN of a KMS key')),
  /** Copies of the function that answers flows which are kept warm, for money. */
  warmIvr: z._default(whole(0, 100), 0),
  /** Whether one run of the dispatcher is set aside; an account with a quota of ten concurrent runs cannot. */
  reserveDispatcher: z._default(yesOrNo, true),
  /** After a new policy has been delivered, alarms take it back for so long. */
  bakeMinutes: z._default(whole(0, 60), 10),
  /** Whether a second stack makes hours, queues and a routing profile to try Holdfree with. */
  demo: z._default(yesOrNo, false),
});
