import * as fc from 'fast-check';
import { wayFor, type Way, type WaysAllowed } from '../../../lib/core/dispatch/ways';
import { plainTimes } from '../../support/builders/plans';

const all: WaysAllowed = { mode: 'auto', isReservedOn: true, hasTasks: true };
const longWork = { ...plainTimes, afterContactWorkMs: 60_000 };
const shortWork = { ...plainTimes, afterContactWorkMs: 5_000 };

describe('how a pool calls', () => {
  test.each([
    ['auto', 10, shortWork, 'reserved'],
    ['auto', 10, longWork, 'agent-first'],
    ['auto', 1_000, shortWork, 'customer-first'],
    ['auto', 1_000, longWork, 'customer-first'],
    ['auto', 0, plainTimes, 'agent-first'],
    ['customer-first', 10, shortWork, 'customer-first'],
    ['agent-first', 10, shortWork, 'agent-first'],
    ['agent-first', 1_000, shortWork, 'agent-first'],
    ['reserved', 10, longWork, 'reserved'],
    ['reserved', 1_000, shortWork, 'reserved'],
  ] as const)('%s with %i agents', (mode, agents, times, way) => {
    expect(wayFor({ ...all, mode }, agents, times)).toBe(way);
  });

  test.each([
    ['auto', 10, 'agent-first'],
    ['auto', 1_000, 'customer-first'],
    ['reserved', 10, 'agent-first'],
    ['agent-first', 10, 'agent-first'],
  ] as const)('%s with %i agents, task and dial not beginning together', (mode, agents, way) => {
    expect(wayFor({ ...all, isReservedOn: false, mode }, agents, shortWork)).toBe(way);
  });

  const modes: readonly WaysAllowed['mode'][] = ['auto', 'customer-first', 'agent-first', 'reserved'];
  test.each(modes)('%s without a flow for tasks is customer-first', (mode) => {
    expect(wayFor({ ...all, hasTasks: false, mode }, 10, shortWork)).toBe('customer-first' satisfies Way);
  });

  test('by itself turns to customers first as the pool grows, once, and never back', () => {
    const drawn = fc.record({
      talkMs: fc.integer({ min: 10_000, max: 900_000 }),
      afterContactWorkMs: fc.integer({ min: 0, max: 120_000 }),
      ringToReadyMs: fc.integer({ min: 5_000, max: 60_000 }),
      agents: fc.nat(500),
      more: fc.nat(500),
      isReservedOn: fc.boolean(),
    });
    fc.assert(
      fc.property(drawn, ({ agents, more, isReservedOn, ...times }) => {
        const way = (count: number) => wayFor({ ...all, isReservedOn }, count, { ...plainTimes, ...times });
        const ways = [way(agents), way(agents + more), way(1_000_000)];
        const turned = ways.indexOf('customer-first');
        expect(ways.slice(turned)).toEqual(ways.slice(turned).map(() => 'customer-first'));
      }),
      { seed: 41 },
    );
  });
});
