/** Calls of one contact: where they are told from, why they were lost, and which are no lost calls. */
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { eventOf } from '../../../support/builders/call-story';
import { event, record, busy, ended, inFlow, busyLost, one, type History } from './history-parts';

export const sources: readonly History[] = [
  one('abandoned in the queue: events', busy, busyLost, {
    news: event(busy, 'INITIATED', 'QUEUED', ...ended),
  }),
  one('abandoned in the queue: events and record', busy, busyLost),
  one('abandoned in the queue: the record alone', busy, busyLost, { news: [record(busy)] }),
  one('the event of its end alone', busy, busyLost, { news: event(busy, 'DISCONNECTED') }),
  one('the last event alone: its record will say', busy, 'unknown', { news: event(busy, 'COMPLETED') }),
  one('one event that is not the last, and the record', busy, busyLost, {
    news: [...event(busy, 'QUEUED'), record(busy)],
  }),
  one('all of it twice, and the record again when more was known', busy, busyLost, {
    news: [...event(busy, 'DISCONNECTED', 'DISCONNECTED', ...ended), record(busy), record(busy, 900)],
  }),
  one('a record that comes again with a stage that was noted late', busy, 'lost: abandoned, waited_too_long, support', {
    news: [...event(busy, 'QUEUED'), record(busy), record({ ...busy, stage: 'hold_limit' }, 900)],
    legs: [{ ...busy, stage: 'hold_limit' }],
  }),
  one('nothing but that it began', busy, 'unknown', { news: event(busy, 'INITIATED', 'QUEUED') }),
  one('with what stands for unset, and an event of tomorrow', busy, busyLost, {
    news: [
      {
        event: {
          detail: {
            ...(eventOf(busy, 'DISCONNECTED') as { detail: object }).detail,
            agentInfo: { agentArn: 'a/agent-1', connectedToAgentTimestamp: '1970-01-01T00:00:00.001Z' },
          },
        },
      },
      ...event(busy, 'LEVITATED'),
    ],
  }),
];

export const reasons: readonly History[] = [
  one('offered, and nobody accepted', { ...busy, offers: 2 }, 'lost: abandoned, not_answered, support'),
  one(
    'rang off in the welcome at once',
    inFlow({ stage: 'welcome', end: 7 }),
    'lost: abandoned, abandoned_early, support',
  ),
  one('rang off in the welcome', inFlow({ stage: 'welcome' }), 'lost: abandoned, abandoned_welcome, support'),
  one('was asked for a language', inFlow({ stage: 'language_menu' }), 'lost: abandoned, abandoned_welcome, support'),
  one('heard the offer', inFlow({ stage: 'menu' }), 'lost: abandoned, abandoned_menu, support'),
  one('no stage was noted', inFlow({}), 'lost: abandoned, abandoned_menu, support'),
  one(
    'closed, and sent away',
    inFlow({ stage: 'closed', reason: 'CONTACT_FLOW_DISCONNECT' }),
    'lost: missed, outside_hours, support',
  ),
  one('closed, and rang off', inFlow({ stage: 'closed' }), 'lost: abandoned, outside_hours, support'),
  one(
    'closed, and nobody says how it ended',
    inFlow({ stage: 'closed', reason: null }),
    'lost: missed, outside_hours, support',
  ),
  one(
    'the longest hold is over',
    { ...busy, stage: 'hold_limit', reason: 'CONTACT_FLOW_DISCONNECT' },
    'lost: missed, waited_too_long, support',
  ),
  one(
    'the queue did not take them',
    inFlow({ stage: 'routing_failed', reason: 'CONTACT_FLOW_DISCONNECT' }),
    'lost: missed, routing_not_configured, support',
  ),
  one('the line broke', { ...busy, reason: 'TELECOM_PROBLEM' }, 'lost: disconnected, technical_failure, support'),
  one('stopped by somebody, as its record says', { ...busy, reason: 'OTHER' }, 'lost: missed, agents_busy, support'),
  one('stopped or passed on: without a record nobody knows', { ...busy, reason: 'OTHER' }, 'unknown', {
    news: event({ ...busy, reason: 'OTHER' }, ...ended),
  }),
  one(
    'the agent rang off in the whisper',
    { ...busy, reason: 'AGENT_DISCONNECT', offers: 1 },
    'lost: missed, not_answered, support',
  ),
  one('of a country that may not be called', { ...busy, from: '+12125550123' }, 'lost: abandoned, forbidden, support', {
    config: { numbers: { countries: ['GB'] } },
    number: '+12125550123',
  }),
];

export const excluded: readonly History[] = [
  one('short', inFlow({ stage: 'entered', end: 4 }), 'excluded: short'),
  one('in the queue of somebody else', { ...busy, queue: 'q-foreign' }, 'excluded: other_queue'),
  one('a flow of somebody else', inFlow({ queueName: null }), 'excluded: other_queue'),
  one(
    'took our callback',
    inFlow({ stage: 'took_callback', reason: 'CONTACT_FLOW_DISCONNECT' }),
    'excluded: callback_taker',
  ),
  one('kept the callback', inFlow({ stage: 'told_of_callback' }), 'excluded: callback_taker'),
  one('changed the callback', inFlow({ stage: 'changed_callback' }), 'excluded: callback_taker'),
  one('cancelled the callback', inFlow({ stage: 'cancelled_callback' }), 'excluded: callback_taker'),
  one('took a callback, and the flow could not note it', busy, 'excluded: callback_taker', {
    before: async ({ store }) => {
      const contact = { kind: 'inbound', contactId: 'c1', number: callerNumber, queue: 'support', enteredAtMs: noonMs };
      await store.contacts.remember({ ...contact, kind: 'inbound' }, noonMs);
      await store.contacts.noteCallback('c1', noonMs + 90_000);
    },
  }),
  one('opted out', inFlow({ stage: 'opted_out' }), 'excluded: opted_out'),
  one('served themselves', inFlow({ stage: 'self_service' }), 'excluded: self_service'),
  one('passed on to somebody outside', { ...busy, away: '+441632960777' }, 'excluded: transferred_away'),
  one('the other party outside rang off', { ...busy, reason: 'THIRD_PARTY_DISCONNECT' }, 'excluded: transferred_away'),
  one('hid the number', { ...busy, from: null }, 'excluded: withheld'),
  one('rang from the centre itself', busy, 'excluded: internal', {
    config: { lost: { internalNumbers: ['+441632'] } },
  }),
  one('of a blocked range', busy, 'excluded: blocked', { config: { numbers: { blocked: ['+441632'] } } }),
  one('blocked by hand', busy, 'excluded: blocked', {
    before: ({ store }) => store.callers.remember(callerNumber, { blockedAtMs: noonMs - 1 }),
  }),
];
