import type { MessageLanguage } from '../message-language';

const calls = ['Calls: {tries}, first {firstCallAt}, last {lastCallAt}.', 'We tried {ourTries} times.'];
const end = ['Agent: {agent}', '{vip}', 'Case {caseId}'];

/** American English. */
export const enUs: MessageLanguage = {
  code: 'en-US',
  texts: {
    caller_sms: 'We are sorry that we missed your call. We saw it and will call you back as soon as we can.',
    caller_sms_link:
      'We are sorry that we missed your call. We saw it and will call you back. You can also reach us here: {link}',
    subject_opened: 'Lost call: {queue}, {number}',
    subject_reopened: 'Lost again: {queue}, {number}',
    subject_tried_again: 'Tried again: {queue}, {number}',
    subject_processed: 'Processed: {queue}, {number}',
    subject_overdue: 'Overdue: {queue}, {number}',
    body_opened: lines('A call of {number} to {queue} was lost: {reason}.', 'Due {dueAt}.', ...end),
    body_reopened: lines(
      'A call of {number} to {queue} was lost after the case had been processed: {reason}.',
      'Due {dueAt}.',
      ...end,
    ),
    body_tried_again: lines(
      '{number} has rung {queue} again and was lost: {reason}.',
      ...calls,
      'Due {dueAt}.',
      ...end,
    ),
    body_processed: lines(
      'Lost calls of {number} to {queue}: {how}, {closedAt}.',
      '{why}',
      'By {by}',
      ...calls,
      ...end,
    ),
    body_overdue: lines('Nobody has dealt with {number} in {queue} in time. Due {dueAt}.', ...calls, ...end),
    task_name: 'Lost call: {queue}, {number}',
    task_description: lines(
      'Call {phone} back: a call to {queue} was lost ({reason}).',
      ...calls,
      'Due {dueAt}.',
      '{vip}',
    ),
    escalation_name: 'Overdue: {queue}, {number}',
    escalation_description: lines(
      'Call {phone} back: nobody has dealt with this lost call to {queue} in time ({reason}).',
      ...calls,
      'Due {dueAt}.',
      '{vip}',
    ),
  },
  types: { abandoned: 'the caller hung up', missed: 'we ended the call', disconnected: 'the connection broke' },
  reasons: {
    forbidden: 'a number that may not be called',
    technical_failure: 'a technical failure',
    routing_not_configured: 'the call could not be put into the queue',
    outside_hours: 'outside business hours',
    waited_too_long: 'waited for longer than the queue allows',
    not_answered: 'offered to agents, and nobody answered',
    agents_busy: 'all agents were busy',
    abandoned_early: 'hung up at once',
    abandoned_welcome: 'hung up during the welcome',
    abandoned_menu: 'hung up in the menu',
  },
  closings: {
    got_through: 'the caller got through',
    took_callback: 'the caller took a callback',
    cancelled: 'the caller does not want to be called',
    reached: 'we reached the caller',
    by_hand: 'closed by hand',
    not_lost: 'it was no lost call',
  },
  statuses: { open: 'open', processed: 'processed' },
  vip: 'VIP',
};

function lines(...all: readonly string[]): string {
  return all.join('\n');
}
