import type { Erased, KeptCounts } from '../../lib/app/erase/erase-person';
import { alignedText } from '../terminal/aligned-text';

/** What each kind is called where a person reads it. */
const names: Readonly<Record<Exclude<keyof KeptCounts, keyof typeof ofOthers>, string>> = {
  callback: 'callbacks',
  closed_callback: 'copies of closed callbacks',
  alias: 'numbers that lead to a callback',
  callback_id: 'ids of callbacks',
  case_id: 'ids of cases',
  lost_call: 'lost calls',
  handled_call: 'conversations',
  case: 'cases of lost calls',
  profile: 'profile',
  language: 'language of the profile',
  last_call: 'last call',
  sms_turn: 'last SMS',
  dial_guard: 'dials of the week',
  contact: 'contacts',
  call: 'calls',
  contact_row: 'dials and tasks',
  claim: 'agents kept for a call',
  holding: 'sightings in queues',
  slot: 'places in slots',
};

/** What is of other people and named the number: only the number goes. */
const ofOthers = {
  other_callback: 'callbacks, from then on called under their own numbers',
  other_copy: 'closed callbacks',
  other_call: 'calls',
} as const;

/** What Holdfree's table does not hold, or cannot find by a number. */
export const remains = [
  'Kinesis keeps contact records for 24 hours, and what still comes in of a call is kept again: erase once more a day after the last call',
  'log lines carry ids and masked numbers only, and go after retention.logDays',
  'continuous backups keep the table as it was for up to 35 days; backups made by hand until they are deleted',
  'Connect keeps its own contact records and recordings, End User Messaging its messages: erase them there',
  'a call whose end nobody told of is found among the last 12 of the number at least; of one before those, and of one whose first ' +
    'question to Holdfree failed, contact and call keep the number for up to 31 days; so does a dial or a task from before an update to this release, or one whose row was not written because the function stopped',
  'a number that the caller named and changed again leads to the callback until that would have expired; so do the number of a ' +
    'request that came at the same moment as another for the same number, and the id of a request or case that was stopped half way',
  'ids of contacts and callbacks stay in counts of agents, shares, slots of the past and deliveries: nothing leads from them ' +
    'to anybody any more',
] as const;

/** What was erased or would be, for a person. */
export function eraseText(
  { counts, keptOptOut, restsUntilMs }: Erased,
  { masked, what, isMeant }: { readonly masked: string; readonly what: string; readonly isMeant: boolean },
): readonly string[] {
  const kept = keptOptOut
    ? ['kept: that this number is not to be called, and nothing else; --forget-opt-out takes that too']
    : [];
  if (Object.keys(counts).length === 0) return [`${masked}: nothing is kept in ${what}`, ...kept];
  const own = rowsOf(counts, names);
  const others = rowsOf(counts, ofOthers);
  return [
    `${masked}: ${isMeant ? 'erased from' : 'this would be erased from'} ${what}`,
    ...(own.length === 0 ? [] : [tableOf(own)]),
    ...(others.length === 0
      ? []
      : [`of other people, who named this number: ${isMeant ? 'cut' : 'would be cut'} out of`, tableOf(others)]),
    ...kept,
    ...(isMeant ? [] : ['nothing has been changed: --yes erases it']),
    ...(isMeant || restsUntilMs === undefined
      ? []
      : [`not before ${timeText(restsUntilMs)}, or with --now: ${whyRests}`]),
    'what remains elsewhere:',
    ...remains.map((line) => `  ${line}`),
  ];
}

/** Why nothing is erased right after a call. */
export const whyRests = 'events and the record of the last call may still come in, and would be kept again';

/** A time as people read it. */
export function timeText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function rowsOf(counts: KeptCounts, called: Readonly<Partial<Record<keyof KeptCounts, string>>>) {
  const isKind = (name: string): name is keyof KeptCounts => name in called;
  return Object.entries(counts).flatMap(([kind, count]) =>
    isKind(kind) ? [[`  ${called[kind] ?? kind}`, String(count)] as const] : [],
  );
}

function tableOf(rows: readonly (readonly [string, string])[]): string {
  return alignedText(rows, [false, true]).trimEnd();
}
