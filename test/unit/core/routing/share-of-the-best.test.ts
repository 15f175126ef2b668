import * as fc from 'fast-check';
import { createRng } from '../../../../lib/core/rng';
import { namesTheBest } from '../../../../lib/core/routing/names-the-best';
import { rankAgents } from '../../../../lib/core/routing/rank-agents';
import type { PresentAgent, ShareCount } from '../../../../lib/core/routing/routing-knowledge';
import { countShares, type SharesNoted } from '../../../../lib/core/routing/share-count';
import { noonMs } from '../../../support/builders/callbacks';
import { lettersOf } from '../../../support/builders/routed';
import { busy, known, present, ranking } from '../../../support/builders/routing';

const skills = ranking({ a: 0.9, b: 0.85, c: 0.8, d: 0.6, e: 0.5, f: 0.9 }, { unranked: 'f' });

const bestFcr = (shareMax: number | undefined, agents = 2) => [
  { strategy: { kind: 'best_fcr', agents, ...(shareMax === undefined ? {} : { shareMax }) }, forMs: 30_000 } as const,
];

const shares = (all: number, byAgent: Readonly<Record<string, number>>, promisedToBest = 0): ShareCount => ({
  all,
  byAgent,
  promisedToBest,
});

function named(shareMax: number | undefined, had: ShareCount | undefined, free = 'abcdef'): string {
  const agents = 'abcdef'.split('').map((id) => (free.includes(id) ? present(id) : busy(id)));
  const what = known('', { agents, ranking: skills, ...(had === undefined ? {} : { shares: had }) });
  const [step] = rankAgents(bestFcr(shareMax), what);
  return step?.admits.kind === 'agents' ? step.admits.agentIds.join('') : 'nobody';
}

describe('the best', () => {
  test('get callbacks as long as one more, and two that nobody steers, keep them within their share of the day', () => {
    expect(named(0.4, shares(7, { a: 1 }))).toBe('ab');
    expect(named(0.4, shares(6, { a: 1 }))).toBe('c');
    expect(named(0.4, shares(7, { a: 1, b: 1 }))).toBe('c');
    expect(named(0.4, shares(12, { a: 2, b: 1, c: 5 }))).toBe('ab');
    expect(named(1, shares(4, { a: 4 }))).toBe('ab');
    expect(named(undefined, shares(4, { a: 4 }))).toBe('ab');
  });

  test('are counted with what is on the way to them, and get none as the first of a day', () => {
    expect(named(0.4, shares(7, { a: 1 }, 1))).toBe('c');
    expect(named(0.4, shares(5, {}))).toBe('ab');
    expect(named(0.4, undefined)).toBe('c');
  });

  test('are the same whether they are free or not; of others those at or above the mean are named, else all', () => {
    const usedUp = shares(4, { a: 2 });
    expect(named(0.4, usedUp, 'bcdef')).toBe('c');
    expect(named(0.4, usedUp, 'bdef')).toBe('def');
    expect(named(0.4, usedUp, 'def')).toBe('def');
    expect(named(0.4, usedUp, 'ad')).toBe('d');
  });

  test('get whom nobody else is free for', () => {
    expect(named(0.4, shares(4, { a: 2 }), 'ab')).toBe('nobody');
    expect(named(0.4, shares(4, { a: 2 }), 'f')).toBe('f');
  });
});

describe('where nobody is free', () => {
  const working = (agentId: string) => ({ ...busy(agentId), isFreeWithinStep: true });
  const namedOf = (agents: readonly PresentAgent[], had: ShareCount, shareMax?: number) =>
    lettersOf(rankAgents(bestFcr(shareMax), known('', { agents, ranking: skills, shares: had })));
  const team = [working('a'), busy('b'), working('c'), working('d'), busy('e')];
  const usedUp = shares(4, { a: 2 });

  test('and the best have had their share, others who come free within the step are waited for', () => {
    expect(namedOf(team, usedUp, 0.4)).toEqual(['c']);
    expect(namedOf([working('a'), busy('b'), working('d'), working('e')], usedUp, 0.4)).toEqual(['de']);
    expect(namedOf([working('a'), busy('b'), busy('d')], usedUp, 0.4)).toEqual([]);
  });

  test('nobody is waited for whose share is not used up, or has no cap', () => {
    expect(namedOf(team, shares(9, {}), 0.4)).toEqual([]);
    expect(namedOf(team, usedUp)).toEqual([]);
  });

  test('but one of the best after all, nobody is', () => {
    expect(namedOf([...team.slice(1), present('a')], usedUp, 0.4)).toEqual([]);
  });
});

test('of days on which many callbacks are whosever comes first, none goes beyond the share by more than one', () => {
  const { next } = createRng(8);
  const team = 'abcdefghij'.split('');
  const four = ranking(Object.fromEntries(team.map((id, at) => [id, at < 4 ? 0.9 - at / 100 : 0.8 - at / 100])), {
    mean: 0.75,
  });
  const beyond = Array.from({ length: 150 }, () => {
    const taken: SharesNoted['taken'][number][] = [];
    for (let at = 0; at < 80; at += 1) {
      const isAnybodys = next() < 0.5;
      const agents = isAnybodys ? team.map(busy) : team.map((id) => present(id));
      const counted = countShares({ promised: [], taken }, noonMs);
      const [step] = rankAgents(bestFcr(0.4, 4), known('', { agents, ranking: four, shares: counted }));
      const ids = step?.admits.kind === 'agents' ? step.admits.agentIds : team;
      taken.push({ callbackId: String(at), attempt: 1, agentId: ids[Math.floor(next() * ids.length)] ?? 'a' });
    }
    return taken.filter(({ agentId }) => 'abcd'.includes(agentId)).length - 0.4 * taken.length;
  });
  expect(Math.max(...beyond)).toBeLessThanOrEqual(1 + 1e-9);
  // On most days they get nearly what they may.
  expect(beyond.filter((one) => one > -6).length).toBeGreaterThan(75);
});

/** One callback: who is free beside one who is none of the best, whom the call comes to, and after how many others. */
const callback = fc.record({
  free: fc.subarray('abcdef'.split('')),
  other: fc.constantFrom('d', 'e', 'f'),
  pick: fc.nat(),
  takenAfter: fc.integer({ min: 0, max: 4 }),
  isTaken: fc.boolean(),
});

test('that share is never exceeded by callbacks that follow the steps, whatever becomes of promises', () => {
  fc.assert(
    fc.property(
      fc.array(callback, { minLength: 20, maxLength: 120 }),
      fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      fc.integer({ min: 1, max: 3 }),
      (callbacks, shareMax, many) => {
        const best = 'abc'.split('').slice(0, many);
        const promised: SharesNoted['promised'][number][] = [];
        const takes: { readonly at: number; readonly note: SharesNoted['taken'][number] }[] = [];
        for (const [at, { free, other, pick, takenAfter, isTaken }] of callbacks.entries()) {
          // One a minute, so that old promises lapse while others are still under way.
          const nowMs = noonMs + at * 60_000;
          const taken = takes.filter((one) => one.at <= at).map(({ note }) => note);
          const had = taken.filter(({ agentId }) => best.includes(agentId)).length;
          expect(had).toBeLessThanOrEqual(shareMax * taken.length + 1e-9);
          const agents = 'abcdef'.split('').map((id) => (free.includes(id) || id === other ? present(id) : busy(id)));
          const what = known('', { agents, ranking: skills, shares: countShares({ promised, taken }, nowMs) });
          const policy = bestFcr(shareMax, many);
          const steps = rankAgents(policy, what);
          const [step] = steps;
          const ids = step?.admits.kind === 'agents' ? step.admits.agentIds : [other];
          const agentId = ids[pick % ids.length] ?? other;
          const note = { callbackId: String(at), attempt: 1 };
          if (namesTheBest(policy, what, steps)) promised.push({ ...note, atMs: nowMs });
          if (isTaken) takes.push({ at: at + takenAfter, note: { ...note, agentId } });
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('shares count what agents took, and promises that are young and not kept yet', () => {
  const promised = (callbackId: string, agoMs: number) => ({ callbackId, attempt: 1, atMs: noonMs - agoMs });
  const noted = {
    promised: [promised('1', 1_000), promised('2', 299_000), promised('3', 300_000), promised('4', 0)],
    taken: [
      { callbackId: '1', attempt: 1, agentId: 'a' },
      { callbackId: '4', attempt: 2, agentId: 'a' },
      { callbackId: '5', attempt: 1, agentId: 'b' },
    ],
  };
  expect(countShares(noted, noonMs)).toEqual({ all: 5, byAgent: { a: 2, b: 1 }, promisedToBest: 2 });
});
