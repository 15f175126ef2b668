/** How a figure comes about; printed with it. */
export interface Formula {
  readonly figure: string;
  readonly formula: string;
}

const short = 'short abandons (calls shorter than lost.shortSeconds of the queue)';

/** By report, the formulas of its figures, in their order. */
export const formulas = {
  lost: [
    { figure: 'lost for', formula: 'start of the last lost call - start of the first lost call' },
    { figure: 'age', formula: 'now (or when the case was processed) - end of the last lost call' },
  ],
  open: [
    { figure: 'due', formula: 'of a scheduled one: not dialed before; the deadline may come first' },
    {
      figure: 'waiting since',
      formula: 'when it entered the line last; answered, talking: when the caller picked up and pressed 1',
    },
    { figure: 'attempts', formula: 'dials so far that made a contact' },
  ],
  causes: [
    { figure: 'lost', formula: `lost calls; ${short} are not among them` },
    { figure: 'with short', formula: 'lost + short abandons, which have neither type nor reason' },
    { figure: 'of lost', formula: 'lost of this cause / all lost' },
    { figure: 'of lost, with short', formula: 'with short of this cause / all lost and short abandons' },
    {
      figure: 'of calls',
      formula:
        'lost of this cause / all calls; of an hour or a queue: / the calls of that hour or queue. All calls of our queues, but from numbers of the centre and blocked ones: answered, lost, short, callback takers, withheld, self-service, opted out, transferred away',
    },
    { figure: 'of calls, with short', formula: 'with short of this cause / the same calls' },
    {
      figure: 'time_in_stage',
      formula: 'end of the call - entering the queue (or the start of the call, where it never was in one)',
    },
    { figure: 'wait', formula: 'end of the call - entering the queue' },
    { figure: 'hour', formula: 'hour of the day at which the call began, on the clock of its queue' },
  ],
  service: [
    { figure: 'offered', formula: 'calls that entered the queue: answered + abandoned + took a callback + elsewhere' },
    {
      figure: 'abandoned',
      formula:
        'left the queue without an agent, a callback or a way of their own (self-service, opt-out, transfer out); short and withheld ones included',
    },
    { figure: 'short', formula: `of the abandoned, ${short}` },
    { figure: 'abandon rate', formula: '(abandoned - short) / (offered - short)' },
    { figure: 'abandon rate with short', formula: 'abandoned / offered' },
    { figure: 'before the queue', formula: 'ended without an agent before entering a queue; in no rate' },
    {
      figure: 'ASA',
      formula: 'mean of (agent connected - entering the queue) over answered calls; callbacks are not in it',
    },
    {
      figure: 'AHT',
      formula:
        'mean of (talk with the last agent, holds included, + after-contact work) over calls whose after-contact work is known',
    },
    { figure: 'service level', formula: 'answered within X s of entering the queue / (offered - short)' },
    {
      figure: 'service level (Connect)',
      formula: 'removed from the queue within X s, by an agent, a hang-up or a callback alike / offered',
    },
    {
      figure: 'callback wait',
      formula: 'mean of (agent connected - request) over callbacks that callers asked for, closed in these days',
    },
  ],
  callbacks: [
    { figure: 'requests', formula: 'distinct callbacks closed in these days, however often each was dialed' },
    {
      figure: 'success rate per request',
      formula: 'callbacks in which an agent talked to the caller / distinct requests',
    },
    {
      figure: 'success rate per attempt',
      formula: 'attempts that reached an agent / (attempts - those we stopped ourselves)',
    },
    {
      figure: 'wait to the first attempt',
      formula: 'mean of (beginning of the first attempt - request) over requests that were dialed',
    },
    {
      figure: 'wait to the agent',
      formula: 'mean of (agent connected - request) over requests whose conversation is kept',
    },
  ],
  lines: [
    { figure: 'shortage', formula: 'stretches of measurement in a row in which calls met the quota or were throttled' },
    {
      figure: 'breaching',
      formula: 'calls that met the quota of concurrent calls (CloudWatch CallsBreachingConcurrencyQuota, sum)',
    },
    {
      figure: 'throttled',
      formula: 'calls refused because too many came in a second (CloudWatch ThrottledCalls, sum)',
    },
    { figure: 'concurrent', formula: 'the most calls at once (CloudWatch ConcurrentCalls, maximum)' },
  ],
  notices: [{ figure: 'tries', formula: 'how often it was sent before it was set aside' }],
} as const satisfies Readonly<Record<string, readonly Formula[]>>;

/** What can be reported. */
export type ReportName = keyof typeof formulas;
