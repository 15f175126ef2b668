import { playDay } from './sample-calls';
import type { SampleCall, SampleDay } from './sample-calls';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const agents = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);

/** An invented call log in the vanad layout: a quiet 7th and an overloaded 8th of January 2030. */
export function vanadSample(): string {
  const centre = { queues: ['orders', 'billing', 'repairs'], talkMean: 280, patienceMean: 600, opensAt: 9 * HOUR };
  const quiet: SampleDay = { ...centre, seed: 7, agents: agents('90', 5), closesAt: 12 * HOUR, callsPerHour: 18 };
  const busy: SampleDay = { ...centre, seed: 8, agents: agents('90', 5), closesAt: 12 * HOUR, callsPerHour: 50 };
  const rows = [
    ...playDay(quiet).map((call) => vanadRow(7, call)),
    // Received before midnight and hung up after it.
    '2030-01-07 23:58:40,orders,901,2030-01-07 23:58:55,NULL,NULL,2030-01-08 00:02:10',
    ...playDay(busy).map((call) => vanadRow(8, call)),
    // Rung at an agent who did not answer: abandoned all the same.
    '2030-01-08 15:00:00,billing,902,NULL,NULL,NULL,2030-01-08 15:01:30',
    // Broken: it was never hung up.
    '2030-01-08 15:05:00,billing,902,2030-01-08 15:05:04,NULL,NULL,NULL',
  ];
  return lines(['date_received,queue_name,agent_number,answered,consult,transfer,hangup', ...rows]);
}

/** An invented call log in the technion layout: a quiet 7th and an overloaded 8th of January 2030. */
export function technionSample(): string {
  const centre = { queues: ['PS', 'NW', 'IN'], talkMean: 190, patienceMean: 400, opensAt: 8 * HOUR };
  const quiet: SampleDay = { ...centre, seed: 17, agents: agents('S0', 3), closesAt: 11 * HOUR, callsPerHour: 18 };
  const busy: SampleDay = { ...centre, seed: 18, agents: agents('S0', 3), closesAt: 11 * HOUR, callsPerHour: 38 };
  const none = '0:00:00 0:00:00 0';
  const rows = [
    ...playDay(quiet).map((call, at) => technionRow('300107', call, named(call, at))),
    // Queued before midnight, served after it; then one that queued at midnight sharp.
    `SAMPLE 901 7001 2 PS 300107 23:58:50 23:58:58 8 23:58:58 0:00:40 102 AGENT 0:00:40 0:03:40 180 S01`,
    `SAMPLE 902 7002 0 PS 300107 23:59:50 0:00:00 10 0:00:00 0:01:05 65 HANG ${none} NO_SERVER`,
    ...playDay(busy).map((call, at) => technionRow('300108', call, named(call, at))),
    // Hung up in the menu, before any queue.
    `SAMPLE 903 0 0 NW 300108 15:00:00 15:00:20 20 ${none} HANG ${none} NO_SERVER`,
    // Answered at once, by a desk whose clock is a second behind.
    `SAMPLE 904 0 0 NW 300108 15:01:00 15:01:09 9 ${none} AGENT 15:01:08 15:02:08 60 S02`,
    // Answered, but the times of the service were lost.
    `SAMPLE 905 7003 1 PS 300108 15:02:00 15:02:10 10 15:02:10 15:02:40 30 AGENT ${none} S03`,
    // Not calls of a customer: an artefact of the recorder, and a call that the centre returned.
    `SAMPLE 906 7004 2 PS 300108 15:03:00 15:03:08 8 15:03:08 15:03:08 0 PHANTOM 15:03:08 15:03:08 0 NO_SERVER`,
    `SAMPLE 907 7005 0 TT 300108 15:04:00 15:04:00 0 ${none} AGENT 15:04:00 15:06:00 120 S01`,
    `SAMPLE 908 7006 0 TT 300107 10:30:00 10:30:00 0 10:30:00 10:30:45 45 HANG ${none} NO_SERVER`,
    // Tried three times, and got through in another queue; the centre returned the call of the next one.
    `SAMPLE 910 7301 0 PS 300108 10:05:00 10:05:08 8 10:05:08 10:06:00 52 HANG ${none} NO_SERVER`,
    `SAMPLE 911 7301 0 PS 300108 10:06:20 10:06:28 8 10:06:28 10:07:10 42 HANG ${none} NO_SERVER`,
    `SAMPLE 912 7301 0 PS 300108 10:16:00 10:16:08 8 10:16:08 10:17:00 52 HANG ${none} NO_SERVER`,
    `SAMPLE 913 7301 0 IN 300108 10:31:00 10:31:08 8 10:31:08 10:31:30 22 AGENT 10:31:30 10:34:00 150 S01`,
    `SAMPLE 914 7302 2 NW 300108 10:10:00 10:10:08 8 10:10:08 10:11:00 52 HANG ${none} NO_SERVER`,
    `SAMPLE 915 7302 0 TT 300108 10:12:30 10:12:30 0 ${none} AGENT 10:12:32 10:14:00 88 S02`,
    // Got through before a first dial could be due, talked for a moment only, and was lost again.
    `SAMPLE 916 7303 0 PS 300108 10:20:00 10:20:08 8 10:20:08 10:20:40 32 HANG ${none} NO_SERVER`,
    `SAMPLE 917 7303 0 PS 300108 10:20:50 10:20:58 8 10:20:58 10:21:10 12 AGENT 10:21:10 10:23:10 120 S03`,
    `SAMPLE 918 7303 0 PS 300108 10:40:00 10:40:08 8 10:40:08 10:40:45 37 HANG ${none} NO_SERVER`,
    `SAMPLE 919 7303 0 PS 300108 10:42:00 10:42:08 8 10:42:08 10:42:10 2 AGENT 10:42:10 10:42:14 4 S03`,
    // Gone at once.
    `SAMPLE 920 7304 0 PS 300108 10:25:00 10:25:01 1 10:25:01 10:25:03 2 HANG ${none} NO_SERVER`,
    // Broken: it left the queue before it arrived.
    `SAMPLE 909 7007 0 PS 300108 15:05:00 15:05:10 10 15:05:10 15:04:10 -60 HANG ${none} NO_SERVER`,
  ];
  return technionLog(rows);
}

/** Rows of cells in the technion layout, one space between two, as a log. */
export function technionLog(rows: readonly string[]): string {
  const header =
    'vru+line call_id customer_id priority type date vru_entry vru_exit vru_time q_start q_exit q_time outcome ser_start ser_exit ser_time server';
  return lines([header, ...rows].map((row) => row.replaceAll(' ', '\t')));
}

function vanadRow(day: number, { queue, arrivedAt, leftQueueAt, service }: SampleCall): string {
  const at = (seconds: number): string => `2030-01-0${day} ${clock(seconds).padStart(8, '0')}`;
  const [agent, answered, hangup] =
    service === undefined ? ['NULL', 'NULL', leftQueueAt] : [service.agent, at(leftQueueAt), service.endedAt];
  return [at(arrivedAt), queue, agent, answered, 'NULL', 'NULL', at(hangup)].join(',');
}

/** Who is answered at once never queues, and the bank then recorded no customer; a third of the others call again. */
function named(call: SampleCall, at: number): TechnionNames {
  const customer = wasQueued(call) && at % 5 !== 0 ? 7_100 + (at % 3 === 0 ? at % 20 : at) : 0;
  return { callId: at + 1, customer, priority: at % 4 === 0 ? 2 : 0 };
}

/** What a row has besides the call. */
export interface TechnionNames {
  readonly callId: number;
  /** 0: unknown. */
  readonly customer: number;
  readonly priority: number;
}

/** Whether an agent was not there at once. */
export function wasQueued({ arrivedAt, leftQueueAt }: SampleCall): boolean {
  return leftQueueAt > arrivedAt + 1;
}

/** A call as a row of the technion layout; the date is `yymmdd`. */
export function technionRow(date: string, call: SampleCall, { callId, customer, priority }: TechnionNames): string {
  const { queue, arrivedAt, leftQueueAt, service } = call;
  const none = ['0:00:00', '0:00:00', 0];
  const vru = ['SAMPLE', callId, customer, priority, queue, date, clock(arrivedAt - 8), clock(arrivedAt), 8];
  const queued = wasQueued(call) ? [clock(arrivedAt), clock(leftQueueAt), leftQueueAt - arrivedAt] : none;
  const served =
    service === undefined
      ? ['HANG', ...none, 'NO_SERVER']
      : ['AGENT', clock(leftQueueAt), clock(service.endedAt), service.endedAt - leftQueueAt, service.agent];
  return [...vru, ...queued, ...served].join(' ');
}

function clock(seconds: number): string {
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const ofDay = seconds % DAY;
  return `${Math.floor(ofDay / HOUR)}:${part((ofDay % HOUR) / 60)}:${part(ofDay % 60)}`;
}

function lines(rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
