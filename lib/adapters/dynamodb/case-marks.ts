import * as z from 'zod/mini';
import type { CaseMark } from '../../core/lost/case';
import {
  closings,
  lostReasons,
  lostTypes,
  type Closing,
  type LostReason,
  type LostType,
} from '../../core/lost/lost-words';
import { languageCodes } from '../../core/speech/language-codes';
import { readItem, unreadable } from './read-item';

// A mark is kept as a short text in a set: the same mark is the same text, so that a repeat adds nothing, and the most
// lost calls that a case takes fit into one item. Times are seconds: all times of marks are whole ones.

const typeCodes = { abandoned: 'a', missed: 'm', disconnected: 'd' } as const satisfies Record<LostType, string>;

const reasonCodes = {
  forbidden: 'fb',
  technical_failure: 'tf',
  routing_not_configured: 'rn',
  outside_hours: 'oh',
  waited_too_long: 'wl',
  not_answered: 'na',
  agents_busy: 'ab',
  abandoned_early: 'ae',
  abandoned_welcome: 'aw',
  abandoned_menu: 'am',
} as const satisfies Record<LostReason, string>;

const byHow = closings.filter((how): how is Exclude<Closing, 'not_lost'> => how !== 'not_lost');
const text = z.string();
const seconds = z.number();
const maybe = z.nullable(text);

/** What comes first in a mark says its kind: lost, tried, closed, callback (back), deadline, overdue, customer (who). */
const rowSchema = z.lazy(() =>
  z.union([
    z.tuple([
      z.literal('l'),
      text,
      z.number(),
      seconds,
      seconds,
      wordOf(lostTypes, typeCodes),
      wordOf(lostReasons, reasonCodes),
    ]),
    z.tuple([z.literal('l'), text, z.number(), seconds, seconds]),
    z.tuple([z.literal('t'), text, seconds]),
    z.tuple([z.literal('c'), z.enum(byHow), text, seconds, maybe, maybe]),
    z.tuple([z.literal('b'), seconds, text]),
    z.tuple([z.literal('b'), seconds, text, text]),
    z.tuple([z.literal('d'), seconds, seconds]),
    z.tuple([z.literal('o'), seconds, seconds]),
    z.tuple([z.literal('w'), seconds, maybe, maybe, z.nullable(z.enum(languageCodes)), z.nullable(z.boolean())]),
  ]),
);
type Row = z.infer<typeof rowSchema>;

/** A mark as it is kept. */
export function markText(mark: CaseMark): string {
  return JSON.stringify(rowOf(mark));
}

function rowOf(mark: CaseMark): readonly unknown[] {
  switch (mark.kind) {
    case 'lost': {
      const { callId, basis, startedAtMs, endedAtMs, lost } = mark;
      // How long it took is shorter than when it ended.
      const row = ['l', callId, basis, startedAtMs / 1000, (endedAtMs - startedAtMs) / 1000];
      return lost === undefined ? row : [...row, typeCodes[lost.type], reasonCodes[lost.reason]];
    }
    case 'tried':
      return ['t', mark.ref, mark.atMs / 1000];
    case 'closed':
      return ['c', mark.how, mark.ref, mark.atMs / 1000, mark.by ?? null, mark.reason ?? null];
    case 'callback':
      return ['b', mark.afterMs / 1000, mark.callbackId, ...(mark.follows === undefined ? [] : [mark.follows])];
    case 'deadline':
      return ['d', mark.afterMs / 1000, mark.atMs / 1000];
    case 'overdue':
      return ['o', mark.afterMs / 1000, mark.atMs / 1000];
    case 'customer': {
      const { name, agentId, language, isVip } = mark.customer;
      return ['w', mark.atMs / 1000, name ?? null, agentId ?? null, language ?? null, isVip ?? null];
    }
  }
}

/** A mark read back. Throws AdapterError when the text is none: a case is never folded from a part of its marks. */
export function markFrom(kept: string): CaseMark {
  let row: unknown;
  try {
    row = JSON.parse(kept);
  } catch {
    throw unreadable('an item is not a case: a mark is no JSON');
  }
  return markOf(readItem(rowSchema, row, 'a case: a mark'));
}

function markOf(row: Row): CaseMark {
  switch (row[0]) {
    case 'l': {
      const [, callId, basis, start, took, type, reason] = row;
      const times = { startedAtMs: ms(start), endedAtMs: ms(start) + ms(took) };
      const lost = type === undefined || reason === undefined ? {} : { lost: { type, reason } };
      return { kind: 'lost', callId, basis, ...times, ...lost };
    }
    case 't':
      return { kind: 'tried', ref: row[1], atMs: ms(row[2]) };
    case 'c': {
      const [, how, ref, at, by, reason] = row;
      const said = { ...(by === null ? {} : { by }), ...(reason === null ? {} : { reason }) };
      return { kind: 'closed', how, ref, atMs: ms(at), ...said };
    }
    case 'b': {
      const [, after, callbackId, follows] = row;
      return { kind: 'callback', afterMs: ms(after), callbackId, ...(follows === undefined ? {} : { follows }) };
    }
    case 'd':
      return { kind: 'deadline', afterMs: ms(row[1]), atMs: ms(row[2]) };
    case 'o':
      return { kind: 'overdue', afterMs: ms(row[1]), atMs: ms(row[2]) };
    case 'w': {
      const [, at, name, agentId, language, isVip] = row;
      const customer = {
        ...(name === null ? {} : { name }),
        ...(agentId === null ? {} : { agentId }),
        ...(language === null ? {} : { language }),
        ...(isVip === null ? {} : { isVip }),
      };
      return { kind: 'customer', atMs: ms(at), customer };
    }
  }
}

function ms(time: number): number {
  return Math.round(time * 1000);
}

/** A word by its short code. */
function wordOf<W extends string>(words: readonly W[], codes: Readonly<Record<W, string>>) {
  const byCode = new Map(words.map((word) => [codes[word], word]));
  return z.pipe(
    text,
    z.transform((code, context) => {
      const word = byCode.get(code);
      if (word === undefined) context.issues.push({ code: 'custom', message: 'no such code', input: code });
      return word ?? z.NEVER;
    }),
  );
}
