import * as fc from 'fast-check';
import { addToTally } from '../../../../lib/core/routing/add-to-tally';
import type { AgentTally } from '../../../../lib/core/routing/agent-tally';

const talk = (contactId: string, day = '2026-03-02', talkMs = 1_000) => ({ agentId: 'a', day, contactId, talkMs });

const after = (talks: readonly ReturnType<typeof talk>[], first?: AgentTally) =>
  talks.reduce((tally, one) => addToTally(tally, one) ?? tally, first);

test('a tally begins with the first conversation, and adds the next ones', () => {
  expect(after([talk('1'), talk('2', '2026-03-02', 500)])).toEqual({
    agentId: 'a',
    day: '2026-03-02',
    calls: 2,
    talkMs: 1_500,
    recent: ['1', '2'],
  });
});

test('a repeat is nothing new, and neither is a conversation of an earlier day; a later day starts anew', () => {
  const tally = after([talk('1'), talk('2')]);
  expect(addToTally(tally, talk('1'))).toBeUndefined();
  expect(addToTally(tally, talk('3', '2026-03-01'))).toBeUndefined();
  expect(addToTally(tally, talk('3', '2026-03-03'))).toMatchObject({ day: '2026-03-03', calls: 1, recent: ['3'] });
});

test('the last sixteen are remembered', () => {
  const tally = after(Array.from({ length: 20 }, (_, index) => talk(String(index))));
  expect(tally).toMatchObject({ calls: 20 });
  expect([tally?.recent.length, tally?.recent[0], tally?.recent[15]]).toEqual([16, '4', '19']);
});

test('in any order, and however often, the conversations of a day come to the same', () => {
  const talks = fc.uniqueArray(fc.nat(99), { maxLength: 8 });
  fc.assert(
    fc.property(talks, fc.func(fc.integer()), (ids, rank) => {
      const once = ids.map((id) => talk(String(id), '2026-03-02', id));
      const mixed = [...once, ...once].toSorted((a, b) => rank(a.contactId) - rank(b.contactId));
      const [one, other] = [after(once), after(mixed)];
      expect([other?.calls, other?.talkMs]).toEqual([one?.calls, one?.talkMs]);
    }),
    { numRuns: 50 },
  );
});
