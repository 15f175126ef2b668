import { NONE } from '../../../lib/core/dialogue/operations';
import { attribute, note, noteStage } from '../build/contact';
import { atMost, choose, invoke, stopLogging } from '../build/control';
import type { ActionDraft } from '../build/draft';
import { askDigits, hangUp, say } from '../build/participant';
import { answered } from '../build/prompt';
import { menu } from './menu';
import type { Scene } from './scene';

/** Where a caller goes who does not go through with it, and where the flow goes when no function answers. */
export interface ProposalExits {
  readonly back: string;
  readonly failed: string;
  /** Without a time there is nothing to propose; absent where there is: as soon as it is the caller's turn. */
  readonly noTime?: string;
}

/** So often a caller may change number or time in one call before the flow goes on without. */
const CHANGES_MAX = 12;

/** So often times are listed from the first one on; fewer, since every list comes after a proposal. */
const LISTS_MAX = 8;

const chosen = {
  numberChoice: attribute('number'),
  keyedNumber: '$.StoredCustomerInput',
  slot: attribute('slot'),
} as const;
const purpose = { purpose: attribute('purpose') } as const;

/**
 * Number, time and confirmation of a callback, booked or changed. Enter at `book` (this number, as soon as possible),
 * `book-a-time`, `change-number` or `change-time`; everything is said once more and confirmed before it counts.
 */
export function proposal(
  scene: Scene,
  exits: ProposalExits,
  enters: readonly ('book' | 'book-a-time' | 'change-number' | 'change-time')[],
): readonly ActionDraft[] {
  // What follows spells the caller's number, and a flow's log holds every answer: nothing is logged from here on.
  const start = (id: string, kind: 'book' | 'change', next: string) => [
    stopLogging(id, `start-${id}`),
    note(`start-${id}`, { purpose: kind, number: 'cli', slot: NONE, prompt: 'summary' }, { next }),
  ];
  const entrances = {
    book: start('book', 'book', 'propose'),
    'book-a-time': start('book-a-time', 'book', 'slots'),
    'change-number': start('change-number', 'change', 'propose-first'),
    'change-time': start('change-time', 'change', 'slots'),
  };
  return [
    ...enters.flatMap((enter) => entrances[enter]),
    ...(enters.includes('change-number') ? askNumberFirst(scene, exits) : []),
    ...propose(scene, exits),
    ...chooseNumber(exits),
    ...chooseTime(scene, exits),
    ...confirm(scene, exits, enters),
  ];
}

/** The prompt for a number comes with a proposal, and a caller who wants another number is asked for it at once. */
function askNumberFirst({ asker }: Scene, { failed }: ProposalExits): readonly ActionDraft[] {
  return [
    invoke(
      'propose-first',
      asker,
      { operation: 'propose', more: { ...chosen, ...purpose } },
      { next: 'key-number', failed },
    ),
  ];
}

function propose({ asker }: Scene, { back, failed }: ProposalExits): readonly ActionDraft[] {
  return [
    atMost('propose', CHANGES_MAX, { again: 'propose-now', enough: back }),
    invoke(
      'propose-now',
      asker,
      { operation: 'propose', more: { ...chosen, ...purpose } },
      { next: 'proposed', failed },
    ),
    choose(
      'proposed',
      '$.External.outcome',
      {
        ok: 'summary',
        need_number: 'key-number',
        number_refused: 'number-refused',
        slot_gone: 'slot-gone',
        no_callback: back,
      },
      failed,
    ),
    ...menu('summary', answered('summary'), {
      keys: { '1': 'confirm', '2': 'key-number', '3': 'slots', '*': back },
      giveUp: back,
      failed,
    }),
  ];
}

function chooseNumber({ back }: ProposalExits): readonly ActionDraft[] {
  return [
    say('number-refused', answered('number_refused'), 'key-number'),
    askDigits('key-number', answered('key_number'), { keyed: 'is-keyed', nothing: back }),
    // What silence comes to is documented in two ways: as an error, and as this word in place of digits.
    choose('is-keyed', '$.StoredCustomerInput', { Timeout: back }, 'keyed'),
    note('keyed', { number: 'keyed' }, { next: 'propose' }),
  ];
}

function chooseTime({ asker }: Scene, { back, failed, noTime = 'propose' }: ProposalExits): readonly ActionDraft[] {
  const offered = ['slot_1', 'slot_2', 'slot_3'];
  const question = (after: string) => ({ operation: 'slots', more: { after, ...chosen, ...purpose } }) as const;
  return [
    say('slot-gone', answered('slot_gone'), 'slots'),
    atMost('slots', LISTS_MAX, { again: 'slots-now', enough: back }),
    invoke('slots-now', asker, question(NONE), { next: 'slots-found', failed }),
    choose('slots-found', '$.External.outcome', { slots: 'slot-menu', none: 'no-slots' }, failed),
    say('no-slots', answered('no_slots'), 'no-slot'),
    note('no-slot', { slot: NONE }, { next: noTime }),
    ...menu('slot-menu', answered('slots'), {
      keys: { '1': 'pick-1', '2': 'pick-2', '3': 'pick-3', '9': 'later-slots', '*': noTime },
      giveUp: noTime,
      failed,
    }),
    ...offered.map((field, index) =>
      note(`pick-${index + 1}`, { slot: `$.External.${field}` }, { next: 'propose', failed: noTime }),
    ),
    atMost('later-slots', CHANGES_MAX, { again: 'later-slots-now', enough: back }),
    invoke('later-slots-now', asker, question('$.External.more'), { next: 'slots-found', failed }),
  ];
}

function confirm({ asker }: Scene, { back, failed }: ProposalExits, enters: readonly string[]): readonly ActionDraft[] {
  const mayBook = enters.some((enter) => enter.startsWith('book'));
  const mayChange = enters.some((enter) => enter.startsWith('change'));
  const commit = mayBook && mayChange;
  const booking: readonly ActionDraft[] = [
    invoke(
      commit ? 'register' : 'confirm',
      asker,
      { operation: 'register', more: chosen },
      { next: 'registered', failed },
    ),
    choose(
      'registered',
      '$.External.outcome',
      {
        registered: 'took-callback',
        already_registered: 'took-callback',
        refused: 'number-refused',
        slot_gone: 'slot-gone',
      },
      failed,
    ),
    noteStage('took-callback', 'took_callback', 'say-registered', 'registered'),
    say('say-registered', answered('registered'), 'done'),
  ];
  const changing: readonly ActionDraft[] = [
    invoke(commit ? 'change' : 'confirm', asker, { operation: 'change', more: chosen }, { next: 'changed', failed }),
    choose(
      'changed',
      '$.External.outcome',
      {
        changed: 'changed-callback',
        refused: 'number-refused',
        slot_gone: 'slot-gone',
        too_late: 'change-too-late',
        no_callback: back,
      },
      failed,
    ),
    noteStage('changed-callback', 'changed_callback', 'say-changed', 'changed'),
    say('say-changed', answered('changed'), 'done'),
    say('change-too-late', answered('too_late'), failed),
  ];
  return [
    ...(commit ? [choose('confirm', attribute('purpose'), { change: 'change' }, 'register')] : []),
    ...(mayBook ? booking : []),
    ...(mayChange ? changing : []),
    hangUp('done'),
  ];
}
