import { type Leg } from '../../../support/builders/call-story';
import { event, record, busy, ended, served, passedOn, second, busyLost, one, type History } from './history-parts';

const native: Leg = {
  id: 'cb',
  method: 'CALLBACK',
  initial: 'c1',
  start: 135,
  queued: 235,
  agent: 281,
  end: 580,
  work: 610,
};
const consult: Leg = { ...second, method: 'TRANSFER', start: 100, queued: 101, end: 130 };
const survey: Leg = { id: 'survey', method: 'DISCONNECT', initial: 'c1', start: 200, end: 230 };
const orphan = { ...busy, next: 'x1' };
const dialOfSomebody: Leg = { id: 'api', method: 'API', start: 0, end: 60, reason: 'TELECOM_TIMEOUT' };

export const chains: readonly History[] = [
  one('served', served, 'served', { handled: ['c1 rang_in'] }),
  one('served: events', served, 'served', {
    news: event(served, 'QUEUED', 'CONNECTED_TO_AGENT', ...ended),
    handled: ['c1 rang_in'],
  }),
  one('served, in a flow that asked us nothing: events', { ...served, queueName: null }, 'served', {
    news: event({ ...served, queueName: null }, 'CONNECTED_TO_AGENT', ...ended),
  }),
  one('served, in a flow that asked us nothing: events and record', { ...served, queueName: null }, 'served', {
    handled: ['c1 rang_in'],
  }),
  one('served: of the end only the record', served, 'served', {
    news: [...event(served, 'INITIATED', 'CONNECTED_TO_AGENT'), record(served)],
    handled: ['c1 rang_in'],
  }),
  one('passed on to another queue, and rang off there', passedOn, 'lost: abandoned, waited_too_long, billing', {
    legs: [passedOn, second],
    news: [
      ...event(passedOn, 'DISCONNECTED'),
      ...event(second, 'INITIATED', ...ended),
      record(passedOn),
      record(second),
    ],
  }),
  one('passed on, and served there', passedOn, 'served', {
    legs: [passedOn, { ...second, agent: 80 }],
    news: [
      ...event(passedOn, 'DISCONNECTED'),
      ...event({ ...second, agent: 80 }, 'INITIATED', 'DISCONNECTED'),
      record(passedOn),
      record({ ...second, agent: 80 }),
    ],
    handled: ['c2 rang_in'],
  }),
  one('passed on to a queue that is none of ours', passedOn, 'lost: abandoned, waited_too_long, support', {
    legs: [passedOn, { ...second, queue: 'q-foreign' }],
    news: [
      record(passedOn),
      ...event({ ...second, queue: 'q-foreign' }, 'DISCONNECTED'),
      record({ ...second, queue: 'q-foreign' }),
    ],
  }),
  one(
    'the agent passes them on, and they ring off in the second queue',
    { ...served, end: 100 },
    'lost: abandoned, agents_busy, billing',
    {
      legs: [
        { ...served, end: 100 },
        { ...second, method: 'TRANSFER', start: 100, queued: 101, end: 160, stage: 'queued' },
      ],
      news: [
        ...event({ ...served, end: 100 }, 'DISCONNECTED'),
        record({ ...served, end: 100, next: 'c2' }),
        ...event({ ...second, method: 'TRANSFER', start: 100, queued: 101, end: 160, stage: 'queued' }, ...ended),
      ],
      handled: ['c1 rang_in'],
    },
  ),
  one('the agent asks another queue in vain and goes on', served, 'served', {
    legs: [served, consult],
    news: [...event(consult, 'INITIATED', 'DISCONNECTED'), ...event(served, ...ended), record(consult)],
    handled: ['c1 rang_in'],
  }),
  one('passed on, and of the new contact nobody tells', { ...orphan, reason: 'OTHER' }, 'unknown', {
    news: [...event(orphan, 'DISCONNECTED'), record({ ...orphan, reason: 'OTHER' })],
  }),
  one('what came after it was a task', orphan, busyLost, {
    legs: [orphan, { id: 'x1', method: 'FLOW', channel: 'TASK', initial: 'c1', start: 139 }],
    news: [...event(orphan, ...ended), record(orphan)],
  }),
  one('a survey after it', { ...served, next: 'survey' }, 'served', {
    legs: [{ ...served, next: 'survey' }, survey],
    news: [
      ...event(served, 'DISCONNECTED'),
      ...event(survey, 'INITIATED', 'DISCONNECTED'),
      record({ ...served, next: 'survey' }),
      record(survey),
    ],
    handled: ['c1 rang_in'],
  }),
  one('somebody listened in', busy, busyLost, {
    legs: [busy, { id: 'ear', method: 'MONITOR', initial: 'c1', start: 30, agent: 31, end: 900 }],
    news: [
      ...event(busy, 'DISCONNECTED'),
      ...event({ id: 'ear', method: 'MONITOR', initial: 'c1', start: 30, agent: 31, end: 900 }, ...ended),
    ],
  }),
  one(
    "took Connect's own callback",
    { ...busy, next: 'cb', reason: 'CONTACT_FLOW_DISCONNECT' },
    'excluded: callback_taker',
    {
      legs: [{ ...busy, next: 'cb', reason: 'CONTACT_FLOW_DISCONNECT' }, native],
      news: [
        ...event({ ...busy, reason: 'CONTACT_FLOW_DISCONNECT' }, 'DISCONNECTED'),
        record({ ...busy, next: 'cb', reason: 'CONTACT_FLOW_DISCONNECT' }),
        ...event(native, 'INITIATED', 'DISCONNECTED'),
        record(native),
      ],
      handled: ['cb called_back'],
    },
  ),
  one('a dial of somebody else is no call', dialOfSomebody, 'unknown'),
];
