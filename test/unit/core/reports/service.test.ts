import fc from 'fast-check';
import type { JudgedCall } from '../../../../lib/core/lost/judged-call';
import { exclusions } from '../../../../lib/core/lost/lost-words';
import { createServiceTally, type ServiceReport } from '../../../../lib/core/reports/service';
import { noonMs } from '../../../support/builders/callbacks';
import { excludedCall, lostCall, neverQueued, servedCall } from '../../../support/builders/judged-calls';

function reportOf(calls: readonly JudgedCall[], withinMs = 20_000): ServiceReport {
  const tally = createServiceTally({ withinMs, shortMsOf: () => 5_000, leftOutOf: () => undefined });
  for (const call of calls) tally.add(call);
  return tally.result();
}

// Ten callers in the queue: five answered, two abandoned, two short, one took a callback; a third short one in the menu.
const tenCallers = [
  servedCall({ waitMs: 10_000, talkMs: 100_000, afterContactWorkMs: 20_000 }),
  servedCall({ waitMs: 20_000, talkMs: 200_000, afterContactWorkMs: 40_000 }),
  servedCall({ waitMs: 30_000, talkMs: 300_000, afterContactWorkMs: 60_000 }),
  servedCall({ waitMs: 40_000, talkMs: 400_000, afterContactWorkMs: 80_000 }),
  servedCall({ waitMs: 50_000, talkMs: 500_000, afterContactWorkMs: 100_000 }),
  lostCall({ waitMs: 15_000 }),
  lostCall({ waitMs: 90_000 }),
  excludedCall('short', { waitMs: 3_000 }),
  excludedCall('short', { waitMs: 4_000 }),
  excludedCall('callback_taker', { waitMs: 12_000 }),
  neverQueued(excludedCall('short')),
  neverQueued(lostCall({ reason: 'abandoned_menu' })),
];

test('every figure of ten callers is as counted by hand', () => {
  const { total, queues, withinSeconds } = reportOf(tenCallers);
  expect(withinSeconds).toBe(20);
  expect(total).toEqual({
    offered: 10,
    answered: 5,
    abandoned: 4,
    short: 2,
    tookCallback: 1,
    elsewhere: 0,
    abandonedBeforeQueue: 2,
    shortBeforeQueue: 1,
    // (4 - 2) / (10 - 2) and 4 / 10
    abandonRate: 0.25,
    abandonRateWithShort: 0.4,
    // (10 + 20 + 30 + 40 + 50) / 5
    speedOfAnswer: { count: 5, meanSeconds: 30, longestSeconds: 50 },
    talk: { count: 5, meanSeconds: 300, longestSeconds: 500 },
    handle: { count: 5, meanSeconds: 360, longestSeconds: 600 },
    // waits of 10 and 20 s: 2 / (10 - 2); with those who left at 3, 4, 12 and 15 s: 6 / 10
    answeredWithin: 2,
    serviceLevel: 0.25,
    removedWithin: 6,
    serviceLevelConnect: 0.6,
    callbackWait: { count: 0, meanSeconds: null, longestSeconds: null },
  });
  expect(queues).toEqual([{ queue: 'support', ...total }]);
});

test('the service level counts within the seconds that are asked for', () => {
  expect(reportOf(tenCallers, 40_000).total).toMatchObject({ answeredWithin: 4, serviceLevel: 0.5 });
});

test('whoever took a callback is no answer of zero seconds, and the wait for the callback stands by itself', () => {
  const tally = createServiceTally({ withinMs: 20_000, shortMsOf: () => 5_000, leftOutOf: () => undefined });
  tally.add(servedCall({ waitMs: 60_000 }));
  tally.add(excludedCall('callback_taker', { waitMs: 0 }));
  tally.addCallbackWait('support', 600_000);
  tally.addCallbackWait('support', 1_200_000);
  expect(tally.result().total).toMatchObject({
    answered: 1,
    speedOfAnswer: { count: 1, meanSeconds: 60 },
    callbackWait: { count: 2, meanSeconds: 900, longestSeconds: 1200 },
  });
});

test('handle time is taken over calls whose after-contact work is known', () => {
  const { afterContactWorkMs: _, ...unfinished } = servedCall({ talkMs: 900_000 });
  const { total } = reportOf([servedCall({ talkMs: 100_000, afterContactWorkMs: 20_000 }), unfinished]);
  expect(total.handle).toEqual({ count: 1, meanSeconds: 120, longestSeconds: 120 });
  expect(total.talk).toMatchObject({ count: 2, meanSeconds: 500 });
});

test('an answered call of which nothing tells when it was queued is answered, but in no mean', () => {
  const { total } = reportOf([neverQueued(servedCall())]);
  expect(total).toMatchObject({ offered: 1, answered: 1, answeredWithin: 0, speedOfAnswer: { count: 0 } });
});

test('withheld callers abandon like others, short ones included', () => {
  const { total } = reportOf([
    excludedCall('withheld'),
    excludedCall('withheld', { endedAtMs: noonMs + 4_000, waitMs: 2_000 }),
  ]);
  expect(total).toMatchObject({ offered: 2, abandoned: 2, short: 1, abandonRate: 1 });
});

test.each(['opted_out', 'self_service', 'transferred_away'] as const)('%s is offered and not abandoned', (why) => {
  expect(reportOf([excludedCall(why)]).total).toMatchObject({ offered: 1, abandoned: 0, elsewhere: 1, abandonRate: 0 });
});

test('what is left out is counted by name and in no figure', () => {
  const report = reportOf([excludedCall('internal'), excludedCall('blocked'), excludedCall('blocked')]);
  expect(report.leftOut).toEqual({ blocked: 2, internal: 1 });
  expect(report.total).toMatchObject({ offered: 0, abandonRate: null, serviceLevel: null });
});

test('calls of a number that is left out are in no figure, answered or not', () => {
  const internal = '+441632960100';
  const leftOutOf = (number: string) => (number === internal ? 'internal' : undefined);
  const tally = createServiceTally({ withinMs: 20_000, shortMsOf: () => 5_000, leftOutOf });
  for (let calls = 0; calls < 9; calls += 1) {
    tally.add(servedCall({ number: internal }));
    tally.add(excludedCall('internal', { number: internal }));
  }
  tally.add(excludedCall('callback_taker', { number: internal }));
  tally.add(lostCall());
  const { total, leftOut } = tally.result();
  expect(total).toMatchObject({ offered: 1, answered: 0, abandoned: 1, abandonRate: 1, talk: { count: 0 } });
  expect(leftOut).toEqual({ internal: 19 });
});

test('an answered call of a queue that is none of ours is left out like one that was not answered', () => {
  const { queue: _, ...elsewhere } = servedCall();
  const report = reportOf([elsewhere, excludedCall('other_queue')]);
  expect(report.leftOut).toEqual({ other_queue: 2 });
  expect(report.total.offered).toBe(0);
});

test('queues stand in the order of their names and add up to the total', () => {
  const anyCall = fc
    .record({
      queue: fc.constantFrom('support', 'billing', 'sales'),
      waitMs: fc.integer({ min: 0, max: 60_000 }),
      startedAtMs: fc.integer({ min: noonMs, max: noonMs + 60_000 }),
    })
    .chain((common) =>
      fc.constantFrom<JudgedCall>(
        servedCall(common),
        lostCall(common),
        neverQueued(lostCall(common)),
        ...exclusions.map((why) => excludedCall(why, common)),
      ),
    );
  fc.assert(
    fc.property(fc.array(anyCall, { maxLength: 40 }), (calls) => {
      const { queues, total } = reportOf(calls);
      expect(queues.map(({ queue }) => queue)).toEqual(queues.map(({ queue }) => queue).toSorted());
      for (const field of ['offered', 'answered', 'abandoned', 'short', 'tookCallback', 'elsewhere'] as const) {
        expect(queues.reduce((sum, queue) => sum + queue[field], 0)).toBe(total[field]);
      }
      expect(total.answered + total.abandoned + total.tookCallback + total.elsewhere).toBe(total.offered);
      expect(total.abandonRate ?? 0).toBeLessThanOrEqual(total.abandonRateWithShort ?? 0);
    }),
  );
});
