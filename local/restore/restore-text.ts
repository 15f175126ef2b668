import type { Fate, RestoreCounts } from '../../lib/app/restore/restore-items';
import type { OldKind } from '../../lib/ports/restoration';
import { alignedText } from '../terminal/aligned-text';
import type { RestoreCommand } from './options';

/** What each kind is called where a person reads it. */
const kinds: Readonly<Record<OldKind, string>> = {
  callback: 'callbacks',
  closed_callback: 'copies of closed callbacks',
  alias: 'numbers that lead to a callback',
  callback_id: 'ids of callbacks',
  case: 'cases of lost calls',
  case_id: 'ids of cases',
  lost_call: 'lost calls',
  handled_call: 'conversations',
  profile: 'profiles, wishes not to be called',
  last_call: 'last calls',
  sms_turn: 'last SMS',
  contact: 'contacts',
  call: 'calls',
  contact_row: 'dials and tasks of a number',
  slot: 'slots',
  delivery: 'notices',
  day_of_agents: 'days of agents, shares',
  passing: 'of the moment',
  unknown: 'of no known kind',
};

/** The heads of the columns. */
const fates: Readonly<Record<Fate, string>> = {
  missing: 'missing',
  there: 'there',
  ended: 'ended since',
  not_to_be_called: 'not to be called',
  younger: 'younger',
  expired: 'kept no longer',
  left_out: 'left out',
};

/** What a restore never does. */
export const leavesAlone = [
  'nothing that is in the live table is overwritten or deleted, whether it is newer or spoilt',
  'an open callback is left alone that was closed since, or whose caller has talked with an agent of that queue since',
  'dials of a number, the rate of dials, agents kept for a call, pace, rosters and holders are of the moment, and start anew',
  'who was erased since the restore point comes back: erase them again',
  'a slot that is there keeps the callers it has; one that a callback is brought back to may have one more',
  'what is brought back is told as an event like something new: turn off first what must not act on it',
] as const;

const isKind = (name: string): name is OldKind => name in kinds;

/** What was brought back or would be, for a person. */
export function restoreText(counts: RestoreCounts, { from, to, isMeant }: RestoreCommand): readonly string[] {
  const found = Object.keys(kinds)
    .filter(isKind)
    .filter((kind) => counts[kind] !== undefined);
  if (found.length === 0) return [`${from}: is empty, nothing is brought back`];
  const used = Object.entries(fates).filter(([fate]) =>
    found.some((kind) => Object.entries(counts[kind] ?? {}).some(([name]) => name === fate)),
  );
  const countOf = (kind: OldKind, fate: string): string =>
    String(Object.entries(counts[kind] ?? {}).find(([name]) => name === fate)?.[1] ?? '');
  const missing = found.reduce((sum, kind) => sum + (counts[kind]?.missing ?? 0), 0);
  return [
    `${from}: ${missing} items ${isMeant ? 'were brought back into' : 'are missing in'} ${to}`,
    alignedText(
      [
        ['', ...used.map(([fate, head]) => (fate === 'missing' && isMeant ? 'brought back' : head))],
        ...found.map((kind) => [`  ${kinds[kind]}`, ...used.map(([fate]) => countOf(kind, fate))]),
      ],
      [false, ...used.map(() => true)],
    ).trimEnd(),
    ...(isMeant || missing === 0 ? [] : ['nothing has been changed: --yes brings back what is missing']),
    'what it leaves alone:',
    ...leavesAlone.map((line) => `  ${line}`),
  ];
}
