import type { CallEvent } from './call-events';

/** How calls end, in the words of somebody on the telephone. */
const endings: Readonly<Record<string, string>> = {
  CUSTOMER_DISCONNECT: 'the call is over',
  CONTACT_FLOW_DISCONNECT: 'the call is over: Holdfree has hung up',
  AGENT_DISCONNECT: 'the call is over: the agent has hung up',
  API: 'the call is over: Holdfree has taken it back',
};

/** One event as one line: time (UTC, simulated), who, what. Undefined for what needs no line. */
export function describeEvent(event: CallEvent): string | undefined {
  const told = wordsOf(event);
  if (told === undefined) return undefined;
  const [who, what] = told;
  return `${new Date(event.atMs).toISOString().slice(11, 19)}  ${who.padEnd(8)}  ${what}`;
}

function wordsOf(event: CallEvent): readonly [who: string, what: string] | undefined {
  switch (event.kind) {
    case 'called':
      return ['you', `call ${event.queue}`];
    case 'said':
      return ['Holdfree', saidWords(event)];
    case 'pressed':
      return ['you', event.keys];
    case 'hung_up':
      return ['you', 'hang up'];
    case 'answered':
      return ['you', 'answer'];
    case 'declined':
      return ['you', 'decline'];
    case 'queued':
      return ['line', `you wait in the queue ${event.queue}`];
    case 'transferred':
      return ['line', 'you are transferred'];
    case 'agent':
      return [event.name, 'is with you now'];
    case 'ringing':
      return ['line', 'your telephone rings'];
    case 'missed':
      return ['line', 'the ringing has stopped'];
    case 'ended':
      return ['line', endings[event.reason] ?? `the call is over (${event.reason})`];
    case 'script_failed':
    case 'left':
      return undefined;
  }
}

function saidWords({ text, keys }: Extract<CallEvent, { kind: 'said' }>): string {
  const words = text === '' ? '(a recording)' : text;
  const wanted = keys === 'digits' ? keys : keys.join(' ');
  return wanted === '' ? words : `${words}   [${wanted}]`;
}
