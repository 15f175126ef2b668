import * as fc from 'fast-check';
import { ageOf } from '../../../../lib/app/age-of';
import { checkHours } from '../../../../lib/app/dispatch/check-dial';
import { rulesNow, rulesOf } from '../../../../lib/app/dispatch/pools';
import { applyLookup } from '../../../../lib/app/dispatch/settle-dial';
import { dispatchPass } from '../../../../lib/app/dispatch/dispatch-pass';
import { dialableFrom } from '../../../../lib/app/not-before';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import type { CallbackFacts } from '../../../../lib/core/callback/callback';
import { callerNumber, dialing, noonMs, waiting } from '../../../support/builders/callbacks';
import { lostConfig } from '../../../support/builders/lost';
import { queueConfig, queueOf, policyOf, flowId } from '../../../support/builders/policies';
import { createWorld } from '../../../support/builders/world';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const lost: Pick<CallbackFacts, 'origin' | 'lostIn' | 'queue'> = {
  origin: 'lost',
  lostIn: 'support',
  queue: 'billing',
};
const key = { number: callerNumber, queue: 'billing' };
const mornings = [{ days: ['mon' as const, 'wed' as const, 'fri' as const], from: '09:00', to: '11:30' }];

/** Lost in support and called back by billing, on mornings of three days; after 7 minutes, then 20, at most three times. */
const config = lostConfig({ queue: 'billing', hours: mornings, attempts: { max: 3, spacingMinutes: [7, 20] } });

describe('after an attempt in vain', () => {
  const unanswered = {
    initiatedAtMs: noonMs,
    disconnectedAtMs: noonMs + 20_000,
    disconnectReason: 'TELECOM_UNANSWERED',
  };

  test.each([
    ['its event', 0, 7],
    ['its event, the second time', 1, 20],
  ])('%s puts the next one off by the number of the attempt', async (_how, attempt, minutes) => {
    const world = createWorld({ config });
    const callback = dialing({ ...lost, contactId: 'dial-1', attempt, attemptsSpent: attempt });
    await world.keep(callback);
    const dial = { callbackId: callback.id, key, attempt: attempt + 1 };
    await world.store.contacts.remember({ kind: 'dial', contactId: 'dial-1', ...dial }, noonMs);
    const facts = { contactId: 'dial-1', ...unanswered };
    await recordContactEvent(world, { kind: 'disconnected', initiation: 'api', facts });
    expect(await world.current(key)).toMatchObject({
      state: 'scheduled',
      why: 'retry',
      dueAtMs: noonMs + 20_000 + minutes * MINUTE_MS,
      lostIn: 'support',
    });
  });

  test('what Connect says of it does the same, and the last one ends it', async () => {
    for (const [attempt, expected] of [
      [0, { state: 'scheduled', dueAtMs: noonMs + 20_000 + 7 * MINUTE_MS }],
      [2, { state: 'closed', outcome: 'exhausted' }],
    ] as const) {
      const world = createWorld({ config });
      const callback = dialing({ ...lost, contactId: 'dial-1', attempt, attemptsSpent: attempt });
      await world.keep(callback);
      const facts = { contactId: 'dial-1', ...unanswered };
      const lookup = { kind: 'found', facts, attributes: {} } as const;
      const after = await applyLookup(world, callback, { attempt: attempt + 1, contactId: 'dial-1', lookup });
      expect(after).toMatchObject(expected);
    }
  });
});

describe('hours of their own', () => {
  test('keep lost callbacks from being dialed, and nobody else', async () => {
    const world = createWorld({ config });
    const queue = queueOf(world.policy, 'billing');
    const nextMs = noonMs + 2 * DAY_MS - 3 * 60 * MINUTE_MS;
    expect(await checkHours(world, queue, lost)).toEqual({
      kind: 'later',
      rule: 'hours_closed',
      why: 'hours',
      dueAtMs: nextMs,
    });
    expect(await checkHours(world, queue, { origin: 'requested' })).toBeUndefined();
    expect(await checkHours(world, queue, { ...lost, lostIn: 'billing' })).toBeUndefined();
    expect(await dialableFrom(world, queue, { callback: waiting(lost) })).toEqual({
      kind: 'later',
      notBeforeMs: nextMs,
    });
  });

  test('take one whose turn comes out of the line, at its place, until they begin', async () => {
    const world = createWorld({ config });
    await world.keep(waiting(lost));
    await dispatchPass(world);
    expect(world.connect.dialed).toEqual([]);
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'hours', placeMs: waiting().placeMs });
  });
});

describe('what a pass goes by', () => {
  test('is the mode for lost calls of the queue that calls back, and in other queues the usual one', () => {
    const policy = policyOf({ ...lostConfig({ queue: 'billing', mode: 'agent-first' }), taskFlowId: flowId });
    const usual = { mode: 'auto', isReservedOn: false, hasTasks: true };
    expect(rulesOf(policy, queueOf(policy, 'billing'))).toMatchObject({
      ways: usual,
      lostWays: { ...usual, mode: 'agent-first' },
    });
    expect(rulesOf(policy, queueOf(policy, 'support'))).not.toHaveProperty('lostWays');
  });

  test('is that lost calls age since the queue opened today, or not at all before it opens', () => {
    const policy = policyOf();
    const queue = queueOf(policy, 'support');
    expect(rulesNow(policy, queue, noonMs).openedMs).toBe(noonMs - 4 * 60 * MINUTE_MS);
    const earlyMs = noonMs - 5 * 60 * MINUTE_MS;
    expect(rulesNow(policy, queue, earlyMs).openedMs).toBe(earlyMs);
  });
});

describe('the age by which its caller is served', () => {
  const classes = [{ name: 'vip', headStartSeconds: 600 }];
  const policy = policyOf({ queues: [queueConfig('support', { classes })] });
  const openedMs = noonMs - 4 * 60 * MINUTE_MS;

  test.each([
    ['lost yesterday', 'lost', noonMs - DAY_MS, noonMs - openedMs],
    ['lost today before the queue opened', 'lost', openedMs - 1, noonMs - openedMs],
    ['lost today', 'lost', noonMs - 90_000, 90_000],
    ['who asked yesterday', 'requested', noonMs - DAY_MS, DAY_MS],
  ] as const)('of one %s', (_who, origin, placeMs, ageMs) => {
    expect(ageOf(policy, waiting({ origin, placeMs }), noonMs)).toBe(ageMs);
    expect(ageOf(policy, waiting({ origin, placeMs, class: 'vip' }), noonMs)).toBe(ageMs + 600_000);
  });

  test('is never more than that of whoever has asked at the same place, and never less than that of a later one', () => {
    const anyAgo = fc.nat(3 * DAY_MS);
    fc.assert(
      fc.property(anyAgo, anyAgo, fc.integer({ min: 0, max: DAY_MS }), (agoMs, laterMs, pastMs) => {
        const nowMs = noonMs + pastMs;
        const age = (origin: 'lost' | 'requested', ago: number) =>
          ageOf(policy, waiting({ origin, placeMs: nowMs - ago }), nowMs);
        expect(age('lost', agoMs)).toBeLessThanOrEqual(age('requested', agoMs));
        const [earlier, later] = [Math.max(agoMs, laterMs), Math.min(agoMs, laterMs)];
        expect(age('lost', later)).toBeLessThanOrEqual(age('lost', earlier));
      }),
    );
  });
});
