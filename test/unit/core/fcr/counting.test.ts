import * as fc from 'fast-check';
import { countFcr } from '../../../../lib/core/fcr/count-fcr';
import type { FcrRules, HandledContact, InboundContact } from '../../../../lib/core/fcr/fcr-call';

const DAY_MS = 86_400_000;
const endMs = Date.UTC(2026, 2, 2, 12);
const windowMs = 7 * DAY_MS;
const rules: FcrRules = { windowMs, talkMinMs: 10_000, sampleMin: 30, halfLifeMs: 30 * DAY_MS, horizonMs: 90 * DAY_MS };
const asOfMs = endMs + windowMs;
const number = '+441632960123';

const talk: HandledContact = {
  callId: 'call-1',
  number,
  queue: 'support',
  agentId: 'anna',
  endedAtMs: endMs,
  talkMs: 60_000,
  how: 'rang_in',
};

function rang(afterMs: number, changes: Partial<InboundContact> = {}): InboundContact {
  return { callId: `after-${afterMs}`, number, queue: 'support', startedAtMs: endMs + afterMs, ...changes };
}

function countOf(handled: readonly HandledContact[], inbound: readonly InboundContact[] = []) {
  const { queues, leftOut } = countFcr(handled, inbound, rules, asOfMs);
  return { anna: queues.get('support')?.get('anna'), leftOut };
}

describe('a repeat', () => {
  test.each([
    ['in the second in which the conversation ended', rang(0), 1],
    ['in the last second of the window', rang(windowMs), 1],
    ['a moment after the window', rang(windowMs + 1), 0],
    ['during the conversation', rang(-1), 0],
    ['from another number', rang(1000, { number: '+441632960124' }), 0],
    ['in another queue', rang(1000, { queue: 'billing' }), 0],
    ['the call itself, of less than a second', rang(0, { callId: 'call-1' }), 0],
  ])('%s', (_, call, repeats) => {
    expect(countOf([talk], [call]).anna).toEqual({ handled: 1, repeats });
  });

  test('counts once for a conversation, however often the caller rings again', () => {
    expect(countOf([talk], [rang(1000), rang(2000), rang(3000)]).anna).toEqual({ handled: 1, repeats: 1 });
  });

  test('is found behind the call itself', () => {
    const calls = [rang(0, { callId: 'call-1' }), rang(1000)];
    expect(countOf([talk], calls).anna).toEqual({ handled: 1, repeats: 1 });
  });

  test('of two conversations tells against each that was over by then', () => {
    const second = { ...talk, callId: 'call-2', agentId: 'bob', endedAtMs: endMs - DAY_MS };
    const { queues } = countFcr([talk, second], [rang(-60_000, { callId: 'call-1' })], rules, asOfMs);
    expect(queues.get('support')).toEqual(
      new Map([
        ['anna', { handled: 1, repeats: 0 }],
        ['bob', { handled: 1, repeats: 1 }],
      ]),
    );
  });
});

describe('a conversation', () => {
  const { number: _number, ...hidden } = talk;
  const { queue: _queue, ...elsewhere } = talk;
  const { agentId: _agent, ...nobodys } = talk;

  test.each([
    ['no_number', hidden],
    ['no_queue', elsewhere],
    ['no_agent', nobodys],
    ['too_short', { ...talk, talkMs: 9_999 }],
    ['not_yet', { ...talk, endedAtMs: endMs + 1 }],
  ] as const)('is left out and reported: %s', (why, left) => {
    const { anna, leftOut } = countOf([left], [rang(1000)]);
    expect(anna).toBeUndefined();
    const none = { no_number: 0, no_queue: 0, no_agent: 0, too_short: 0, not_yet: 0 };
    expect(leftOut).toEqual({ ...none, [why]: 1 });
  });

  test('counts from the shortest length and the moment at which its window closes', () => {
    expect(countOf([{ ...talk, talkMs: 10_000 }]).anna).toEqual({ handled: 1, repeats: 0 });
  });

  test('counts where we called back as where the caller rang', () => {
    expect(countOf([{ ...talk, how: 'called_back' }], [rang(1000)]).anna).toEqual({ handled: 1, repeats: 1 });
  });
});

const someTalk = fc.record({
  callId: fc.integer({ min: 0, max: 9 }),
  minute: fc.integer({ min: 0, max: 30 }),
  number: fc.constantFrom(undefined, number, '+441632960124'),
  queue: fc.constantFrom(undefined, 'support', 'billing'),
  agentId: fc.constantFrom(undefined, 'anna', 'bob'),
  talkMs: fc.constantFrom(9_999, 60_000),
});
const someCall = fc.record({
  callId: fc.integer({ min: 0, max: 19 }),
  minute: fc.integer({ min: 0, max: 30 }),
  number: fc.constantFrom(number, '+441632960124'),
  queue: fc.constantFrom('support', 'billing'),
});

test('neither order nor repetition of what is told changes a count', () => {
  const short = { ...rules, windowMs: 5 * 60_000 };
  const doubledAndShuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items, ...items], { minLength: 2 * items.length });
  const world = fc
    .tuple(
      fc.uniqueArray(someTalk, { selector: ({ callId }) => callId }),
      fc.uniqueArray(someCall, { selector: ({ callId }) => callId }),
    )
    .chain(([talks, calls]) => {
      const handled = talks.map(({ callId, minute, number: from, queue, agentId, talkMs }): HandledContact => {
        const known = { ...(from && { number: from }), ...(queue && { queue }), ...(agentId && { agentId }) };
        return { callId: `call-${callId}`, endedAtMs: endMs + minute * 60_000, talkMs, how: 'rang_in', ...known };
      });
      const inbound = calls.map(({ callId, minute, ...rest }) => {
        return { callId: `call-${callId}`, startedAtMs: endMs + minute * 60_000, ...rest };
      });
      return fc.tuple(fc.constant({ handled, inbound }), doubledAndShuffled(handled), doubledAndShuffled(inbound));
    });
  fc.assert(
    fc.property(world, ([{ handled, inbound }, handledAgain, inboundAgain]) => {
      const until = endMs + 30 * 60_000;
      const counts = countFcr(handled, inbound, short, until);
      expect(countFcr(handledAgain, inboundAgain, short, until)).toEqual(counts);
      const counted = [...counts.queues.values()].flatMap((agents) => [...agents.values()]);
      const left = Object.values(counts.leftOut).reduce((sum, one) => sum + one, 0);
      expect(counted.reduce((sum, one) => sum + one.handled, left)).toBe(handled.length);
      expect(counted.every(({ handled: all, repeats }) => repeats <= all)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
