import fc from 'fast-check';
import { markFrom, markText } from '../../../lib/adapters/dynamodb/case-marks';
import type { CaseMark } from '../../../lib/core/lost/case';
import { closings, lostReasons, lostTypes } from '../../../lib/core/lost/lost-words';
import { languageCodes } from '../../../lib/core/speech/language-codes';
import { AdapterError } from '../../../lib/ports/adapter-error';
import { everyMark } from '../../contract/store/lost-samples';

const text = fc.string({ maxLength: 40 });
const wholeSeconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const by = (constraints: fc.Arbitrary<unknown>) => fc.option(constraints, { nil: undefined });
const optional = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const mark = fc.oneof(
  fc.record({
    kind: fc.constant('lost'),
    callId: text,
    basis: fc.nat(),
    startedAtMs: wholeSeconds,
    endedAtMs: wholeSeconds,
    lost: by(fc.record({ type: fc.constantFrom(...lostTypes), reason: fc.constantFrom(...lostReasons) }).map(optional)),
  }),
  fc.record({ kind: fc.constant('tried'), ref: text, atMs: wholeSeconds }),
  fc.record({
    kind: fc.constant('closed'),
    how: fc.constantFrom(...closings.filter((how) => how !== 'not_lost')),
    ref: text,
    atMs: wholeSeconds,
    by: by(text),
    reason: by(text),
  }),
  fc.record({ kind: fc.constant('callback'), afterMs: wholeSeconds, callbackId: text }),
  fc.record({ kind: fc.constantFrom('deadline', 'overdue'), afterMs: wholeSeconds, atMs: wholeSeconds }),
  fc.record({
    kind: fc.constant('customer'),
    atMs: wholeSeconds,
    customer: fc
      .record({
        name: by(text),
        agentId: by(text),
        language: by(fc.constantFrom(...languageCodes)),
        isVip: by(fc.boolean()),
      })
      .map(optional),
  }),
) as fc.Arbitrary<CaseMark>;

test('a mark is read back as it was written, and no two marks are the same text', () => {
  fc.assert(
    fc.property(mark.map(optional), mark.map(optional), (one, other) => {
      expect(markFrom(markText(one))).toStrictEqual(one);
      expect(markText(one) === markText(other)).toBe(fieldsOf(one) === fieldsOf(other));
    }),
    { numRuns: 500 },
  );
});

test('in whatever order the fields of a mark come, it is the same text', () => {
  for (const one of everyMark) {
    const turned = Object.fromEntries(Object.entries(one).toReversed()) as unknown as CaseMark;
    expect(markText(turned)).toBe(markText(one));
  }
});

test.each([
  ['no JSON', '['],
  ['no list', '{"kind":"tried"}'],
  ['an unknown kind', '["x","ref",1]'],
  ['too short', '["t","ref"]'],
  ['too long', '["t","ref",1,2]'],
  ['a time that is none', '["t","ref","1"]'],
  ['an unknown reason', '["l","call",1,2,3,"a","zz"]'],
  ['an unknown type', '["l","call",1,2,3,"z","ab"]'],
  ['a way of closing that is none', '["c","not_lost","ref",1,null,null]'],
  ['an unknown language', '["w",1,null,null,"xx-XX",null]'],
])('a text that is %s is no mark, and a fault that stays', (_what, kept) => {
  expect(() => markFrom(kept)).toThrow(AdapterError);
  expect(() => markFrom(kept)).toThrow(expect.objectContaining({ retryable: false }) as Error);
});

function fieldsOf(one: CaseMark): string {
  return JSON.stringify(one);
}
