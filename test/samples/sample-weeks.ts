import { createRng } from '../../lib/core/rng';
import type { Rng } from '../../lib/core/rng';
import { playDay } from './sample-calls';
import type { SampleCall } from './sample-calls';
import { technionLog, technionRow, wasQueued } from './sample-logs';

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** How likely each agent is to solve what somebody rings for; who is not helped rings again. */
const solves: Readonly<Record<string, number>> = { S01: 0.85, S02: 0.75, S03: 0.6, S04: 0.45 };
/** Monday to Friday of four weeks: days of January 2030, the last one being the first of February. */
const days = [7, 14, 21, 28].flatMap((monday) => [0, 1, 2, 3, 4].map((after) => monday + after));

/** Somebody who means to ring again. */
interface Return {
  readonly customer: number;
  readonly queue: string;
  /** Seconds after the midnight before the first of January. */
  readonly notBefore: number;
}

/** An invented call log in the technion layout: four quiet weeks of callers who ring until they are helped. */
export function weeksSample(): string {
  const centre = { queues: ['PS', 'NW', 'IN'], agents: Object.keys(solves), talkMean: 190, patienceMean: 300 };
  const rng = createRng(29);
  const returns: Return[] = [];
  let [callId, newest] = [0, 7_100];
  const rows = days.flatMap((day) => {
    const midnight = (day - 1) * DAY;
    const calls = playDay({ ...centre, seed: 100 + day, opensAt: 9 * HOUR, closesAt: 12 * HOUR, callsPerHour: 9 });
    return calls.map((call) => {
      callId += 1;
      const isKnown = wasQueued(call) || rng.next() < 0.7;
      const customer = isKnown ? (takeReturn(returns, call, midnight, rng) ?? (newest += 1)) : 0;
      if (isKnown) addReturn(returns, { customer, call, midnight }, rng);
      return technionRow(dateOf(day), call, { callId, customer, priority: callId % 4 === 0 ? 2 : 0 });
    });
  });
  return technionLog([...rows, ...edges(), ...returnedCalls()]);
}

/** Who is due in the queue of the call; one in ten returns is in whatever queue. */
function takeReturn(returns: Return[], call: SampleCall, midnight: number, rng: Rng): number | undefined {
  const isAnyQueue = rng.next() < 0.1;
  const at = returns.findIndex(
    ({ queue, notBefore }) => notBefore <= midnight + call.arrivedAt && (isAnyQueue || queue === call.queue),
  );
  return at < 0 ? undefined : returns.splice(at, 1)[0]?.customer;
}

function addReturn(
  returns: Return[],
  { customer, call, midnight }: { readonly customer: number; readonly call: SampleCall; readonly midnight: number },
  rng: Rng,
): void {
  const { queue, service, leftQueueAt } = call;
  const isHelped = rng.next() < (service === undefined ? 0.3 : (solves[service.agent] ?? 0));
  const gap = -Math.log(1 - rng.next()) * (service === undefined ? HOUR : 1.5 * DAY);
  if (!isHelped) returns.push({ customer, queue, notBefore: midnight + (service?.endedAt ?? leftQueueAt) + gap });
}

const none = '0:00:00 0:00:00 0';

/** What decides whether a call is a repeat, to the second; each caller has two calls. */
function edges(): readonly string[] {
  return [
    // Rings again when seven days are over to the second, and a second later.
    `SAMPLE 2001 8001 0 IN 300108 13:00:00 13:00:08 8 ${none} AGENT 13:00:10 13:05:00 290 S01`,
    `SAMPLE 2002 8001 0 IN 300115 13:05:00 13:05:08 8 13:05:08 13:05:40 32 HANG ${none} NO_SERVER`,
    `SAMPLE 2003 8002 0 IN 300108 13:10:00 13:10:08 8 ${none} AGENT 13:10:10 13:15:00 290 S01`,
    `SAMPLE 2004 8002 0 IN 300115 13:15:01 13:15:09 8 13:15:09 13:15:40 31 HANG ${none} NO_SERVER`,
    // Rings from a second line before the first call is over, and in the second in which it is.
    `SAMPLE 2005 8003 0 IN 300109 13:00:00 13:00:08 8 ${none} AGENT 13:00:10 13:05:00 290 S02`,
    `SAMPLE 2006 8003 0 IN 300109 13:04:59 13:05:07 8 13:05:07 13:05:40 33 HANG ${none} NO_SERVER`,
    `SAMPLE 2007 8004 0 IN 300109 13:10:00 13:10:08 8 ${none} AGENT 13:10:10 13:15:00 290 S02`,
    `SAMPLE 2008 8004 0 IN 300109 13:15:00 13:15:08 8 13:15:08 13:15:40 32 HANG ${none} NO_SERVER`,
    // Rings again in another queue; hangs up in the menu of the same one.
    `SAMPLE 2009 8005 0 IN 300109 13:20:00 13:20:08 8 ${none} AGENT 13:20:10 13:25:00 290 S03`,
    `SAMPLE 2010 8005 0 NW 300110 13:20:00 13:20:08 8 13:20:08 13:20:40 32 HANG ${none} NO_SERVER`,
    `SAMPLE 2011 8006 0 IN 300109 13:30:00 13:30:08 8 ${none} AGENT 13:30:10 13:35:00 290 S03`,
    `SAMPLE 2012 8006 0 IN 300110 13:30:00 13:30:08 8 ${none} HANG ${none} NO_SERVER`,
    // Talks for nine seconds, then for ten, each time a repeat of nothing that counts before.
    `SAMPLE 2013 8007 0 IN 300109 13:40:00 13:40:08 8 ${none} AGENT 13:40:10 13:40:19 9 S04`,
    `SAMPLE 2014 8007 0 IN 300110 13:40:00 13:40:08 8 ${none} AGENT 13:40:10 13:40:20 10 S04`,
    // Is followed by what the recorder made up, and is no call.
    `SAMPLE 2015 8008 0 IN 300109 13:50:00 13:50:08 8 ${none} AGENT 13:50:10 13:55:00 290 S04`,
    `SAMPLE 2016 8008 0 IN 300110 13:50:00 13:50:08 8 13:50:08 13:50:08 0 PHANTOM ${none} NO_SERVER`,
    // Served by nobody in particular; served, but the times were lost; an id that a spreadsheet has rounded.
    `SAMPLE 2017 8009 0 IN 300109 14:00:00 14:00:08 8 ${none} AGENT 14:00:10 14:05:00 290 NO_SERVER`,
    `SAMPLE 2018 8010 0 IN 300109 14:10:00 14:10:08 8 14:10:08 14:10:40 32 AGENT ${none} S01`,
    `SAMPLE 2019 8.01E+11 0 IN 300109 14:20:00 14:20:08 8 ${none} AGENT 14:20:10 14:25:00 290 S01`,
    `SAMPLE 2020 8.01E+11 0 IN 300110 14:20:00 14:20:08 8 ${none} AGENT 14:20:10 14:25:00 290 S01`,
    // Broken: it left the queue before it arrived.
    `SAMPLE 2021 8011 0 IN 300109 14:30:00 14:30:08 8 14:30:10 14:29:10 -60 HANG ${none} NO_SERVER`,
  ];
}

/** Calls that the centre returned. */
function returnedCalls(): readonly string[] {
  return [
    // Lost in one queue and then in another, called back, and rings the latter again.
    `SAMPLE 2101 8101 0 PS 300110 14:00:00 14:00:08 8 14:00:08 14:01:00 52 HANG ${none} NO_SERVER`,
    `SAMPLE 2102 8101 0 NW 300110 14:02:00 14:02:08 8 14:02:08 14:03:00 52 HANG ${none} NO_SERVER`,
    `SAMPLE 2103 8101 0 TT 300110 14:10:00 14:10:00 0 ${none} AGENT 14:10:00 14:15:00 300 S02`,
    `SAMPLE 2104 8101 0 NW 300111 14:00:00 14:00:08 8 14:00:08 14:01:00 52 HANG ${none} NO_SERVER`,
    // Served, and called back all the same: that is no repeat.
    `SAMPLE 2105 8102 0 PS 300110 14:20:00 14:20:08 8 ${none} AGENT 14:20:10 14:25:00 290 S03`,
    `SAMPLE 2106 8102 0 TT 300110 14:40:00 14:40:00 0 14:40:00 14:40:20 20 AGENT 14:40:20 14:45:00 280 S01`,
    // Never rang before; is not known; hung up before an agent came.
    `SAMPLE 2107 8103 0 TT 300110 14:50:00 14:50:00 0 ${none} AGENT 14:50:00 14:52:00 120 S01`,
    `SAMPLE 2108 0 0 TT 300110 15:00:00 15:00:00 0 ${none} AGENT 15:00:00 15:02:00 120 S01`,
    `SAMPLE 2109 8101 0 TT 300111 14:30:00 14:30:00 0 14:30:00 14:30:45 45 HANG ${none} NO_SERVER`,
  ];
}

function dateOf(day: number): string {
  return new Date(Date.UTC(2030, 0, day)).toISOString().slice(2, 10).replaceAll('-', '');
}
