import * as fc from 'fast-check';
import { rankAgents } from '../../../../lib/core/routing/rank-agents';
import type { RoutingKnowledge } from '../../../../lib/core/routing/routing-knowledge';
import type { RoutingPolicy, Strategy } from '../../../../lib/core/routing/routing-policy';
import { ranking } from '../../../support/builders/routing';

/** What holds of the steps of any policy, whatever is known. */
const ids = 'abcdefghijklmnop'.split('');

const who = fc.constantFrom(...ids);
const many = fc.integer({ min: 1, max: 10 });
const level = { attribute: 'Language', value: 'Welsh' } as const;

const strategy: fc.Arbitrary<Strategy> = fc.oneof(
  fc.record({ kind: fc.constant('best_fcr'), agents: many, shareMax: fc.double({ min: 0.05, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('last_agent'), withinMs: fc.constant(1) }),
  fc.record({ kind: fc.constant('responsible_agent') }),
  fc.record({
    kind: fc.constant('sequential'),
    agentIds: fc.uniqueArray(who, { minLength: 1 }),
    tries: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    kind: fc.constant('weighted'),
    by: fc.constantFrom('calls', 'talk_time'),
    weights: fc.dictionary(who, fc.integer({ min: 1, max: 9 })),
    agents: many,
  }),
  fc.record({ kind: fc.constantFrom('fewest_calls', 'least_talk_time', 'longest_idle'), agents: many }),
  fc.record({
    kind: fc.constant('proficiency'),
    attribute: fc.constant(level.attribute),
    value: fc.constant(level.value),
    levelMin: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    kind: fc.constant('named'),
    agentIds: fc.uniqueArray(who, { minLength: 1, maxLength: ids.length, size: 'max' }),
  }),
);

const policy: fc.Arbitrary<RoutingPolicy> = fc.array(
  fc.record({ strategy, forMs: fc.integer({ min: 25_000, max: 300_000 }) }),
  { maxLength: 4 },
);

const agents = fc.uniqueArray(
  fc.record(
    {
      agentId: who,
      isExpectedFree: fc.boolean(),
      isFreeWithinStep: fc.boolean(),
      // Few instants, so that ties are frequent.
      idleSinceMs: fc.integer({ min: 0, max: 3 }),
      proficiencies: fc.integer({ min: 1, max: 5 }).map((one) => [{ ...level, level: one }]),
    },
    { requiredKeys: ['agentId', 'isExpectedFree'] },
  ),
  { selector: ({ agentId }) => agentId, maxLength: ids.length, size: 'max' },
);

const knowledge: fc.Arbitrary<RoutingKnowledge> = fc.record(
  {
    agents,
    ranking: fc.dictionary(who, fc.constantFrom(0.5, 0.7, 0.9)).map((figures) => ranking(figures, { unranked: 'cf' })),
    lastTalks: fc.array(fc.record({ agentId: who, agoMs: fc.nat(3), isOfQueue: fc.boolean() }), { maxLength: 3 }),
    responsibleAgentId: who,
    loads: fc.array(fc.record({ agentId: who, calls: fc.nat(3), talkMs: fc.nat(3) })),
    shares: fc.record({
      all: fc.nat(9),
      byAgent: fc.dictionary(who, fc.nat(5)),
      promisedToBest: fc.nat(2),
    }),
  },
  { requiredKeys: ['agents'] },
);

test('steps are such as Connect takes, and last no longer than the policy says', () => {
  fc.assert(
    fc.property(policy, knowledge, (steps, what) => {
      const ranked = rankAgents(steps, what);
      const worstMs = steps.reduce(
        (sum, { strategy: by, forMs }) => sum + forMs * (by.kind === 'sequential' ? by.tries : 1),
        0,
      );
      expect(ranked.length).toBeLessThanOrEqual(5);
      expect(ranked.every(({ forMs }) => forMs >= 25_000)).toBe(true);
      expect(ranked.reduce((sum, { forMs }) => sum + forMs, 0)).toBeLessThanOrEqual(worstMs);
      const sizes = ranked.map(({ admits }) => (admits.kind === 'agents' ? admits.agentIds.length : 0));
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(10);
    }),
    { numRuns: 200 },
  );
});

test('they name nobody who is not expected free, nobody twice, and are never empty', () => {
  fc.assert(
    fc.property(policy, knowledge, (steps, what) => {
      const named = rankAgents(steps, what).flatMap(({ admits }) =>
        admits.kind === 'agents' ? [admits.agentIds] : [],
      );
      const all = named.flat();
      expect(named.every((one) => one.length > 0)).toBe(true);
      expect(new Set(all).size).toBe(all.length);
      const isCapped = steps.some(({ strategy: by }) => by.kind === 'best_fcr' && by.shareMax !== undefined);
      const mayBe = what.agents.filter(
        ({ isExpectedFree, isFreeWithinStep = false }) => isExpectedFree || (isCapped && isFreeWithinStep),
      );
      expect(all.filter((id) => !mayBe.some(({ agentId }) => agentId === id))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('they are the same in whatever order things are known, and with nobody there are none', () => {
  fc.assert(
    fc.property(policy, knowledge, (steps, what) => {
      const turned = { ...what, agents: what.agents.toReversed() };
      expect(rankAgents(steps, turned)).toEqual(rankAgents(steps, what));
      expect(rankAgents(steps, { ...what, agents: [] })).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
