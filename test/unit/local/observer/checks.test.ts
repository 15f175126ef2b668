import { dialAttributes } from '../../../../lib/app/find-dial';
import type { Callback } from '../../../../lib/core/callback/callback';
import { requestCallback } from '../../../../lib/core/callback/request';
import type { LineEntry } from '../../../../lib/core/dispatch/plan';
import { createDialCheck } from '../../../../local/observer/dial-check';
import { createIdleMeter } from '../../../../local/observer/idle-meter';
import { createOrderCheck } from '../../../../local/observer/order-check';
import { spreadOf } from '../../../../local/observer/report';
import type { ContactView } from '../../../../local/connect/types';

function waiting(id: string, placeMs: number): Callback {
  const request = requestCallback(
    {
      id,
      queue: 'support',
      number: '+441632960001',
      cli: '+441632960001',
      origin: 'requested',
      placeMs,
      requestContactId: `contact-${id}`,
      deadlineMs: 1_000_000,
    },
    placeMs,
  );
  return { ...request, state: 'waiting', inLineSinceMs: placeMs };
}

function entry({ id, number, queue, placeMs, ...rest }: Callback): LineEntry {
  return { id, number, queue, class: rest.class, origin: rest.origin, placeMs, inLineSinceMs: placeMs };
}

const dialed = (callbackId: string, attempt = 1) =>
  ({
    kind: 'dialed',
    callbackId,
    queue: 'support',
    attempt,
    rule: 'covered',
    way: 'customer-first',
    capacity: 1,
    inFlight: 1,
  }) as const;

describe('order check', () => {
  const early = waiting('early', 1_000);
  const late = waiting('late', 2_000);

  function pass() {
    const check = createOrderCheck();
    check.onCallback(early);
    check.onCallback(late);
    check.onPassBegins();
    check.onLineSeen([entry(early), entry(late)]);
    return check;
  }

  test('a later place dialed before an earlier one of the same line is an inversion', () => {
    const check = pass();
    check.onJournal(dialed('late'));
    expect(check.inversions()).toBe(1);
  });

  test('dialing in order, or past one that a named rule skipped, is none', () => {
    const inOrder = pass();
    inOrder.onJournal(dialed('early'));
    expect(inOrder.inversions()).toBe(0);
    const skipped = pass();
    skipped.onJournal({ kind: 'skipped', callbackId: 'early', queue: 'support', rule: 'number_busy' });
    skipped.onJournal(dialed('late'));
    expect(skipped.inversions()).toBe(0);
  });

  test('a retry, and one that left the line meanwhile, do not count', () => {
    const retry = pass();
    retry.onJournal(dialed('late', 2));
    expect(retry.inversions()).toBe(0);
    const left = pass();
    left.onCallback({
      ...early,
      state: 'held',
      contactId: 'c',
      leaseUntilMs: 9,
      resume: { state: 'waiting', inLineSinceMs: 0 },
    });
    left.onJournal(dialed('late'));
    expect(left.inversions()).toBe(0);
  });
});

describe('order check where agents are asked first', () => {
  const early = waiting('early', 1_000);
  const late = waiting('late', 2_000);
  const task = { clientToken: 'late-t1', agentIds: [] };
  const lateOffered: Callback = {
    ...late,
    state: 'offered',
    task,
    startedAtMs: 3_000,
    inLineSinceMs: 2_000,
    leaseUntilMs: 48_000,
  };
  const offer = { kind: 'task_offered', callbackId: 'late', queue: 'support', task: 'late-t1' } as const;

  function pass() {
    const check = createOrderCheck();
    for (const callback of [early, late]) check.onCallback(callback);
    check.onPassBegins();
    check.onLineSeen([entry(early), entry(late)]);
    return check;
  }

  test('the task is the turn: asking about a later place first is an inversion', () => {
    const check = pass();
    check.onCallback(lateOffered);
    check.onJournal(offer);
    expect(check.inversions()).toBe(1);
  });

  test('the dial after it is none, nor is a task that is made while it rings', () => {
    const check = pass();
    check.onJournal({ ...dialed('late'), rule: 'accepted' });
    check.onJournal(offer);
    expect(check.inversions()).toBe(0);
  });
});

describe('dial check', () => {
  const dial = (contactId: string, customerNumber: string, callbackId: string, attempt: number) =>
    ({
      contactId,
      customerNumber,
      attributes: { [dialAttributes.callbackId]: callbackId, [dialAttributes.attempt]: String(attempt) },
    }) as unknown as ContactView;

  test('a second live dial of a number is a double, one after the first has ended is not', () => {
    const check = createDialCheck();
    check.started(dial('c1', '+441632960001', 'a', 1));
    check.started(dial('c2', '+441632960001', 'b', 1));
    expect(check.doubles()).toBe(1);
    check.ended('c1');
    check.ended('c2');
    check.started(dial('c3', '+441632960001', 'a', 2));
    expect(check.doubles()).toBe(1);
  });

  test('a second contact of one attempt is a double even when the first is over', () => {
    const check = createDialCheck();
    check.started(dial('c1', '+441632960001', 'a', 1));
    check.ended('c1');
    check.started(dial('c2', '+441632960001', 'a', 1));
    expect(check.doubles()).toBe(1);
  });
});

test('idle time is the integral of the smaller of free agents and callbacks waiting', () => {
  let nowMs = 0;
  const meter = createIdleMeter(() => nowMs);
  meter.onAgent('ann', 'available');
  meter.onAgent('bob', 'available');
  nowMs = 10_000;
  meter.onCallback(waiting('a', 0));
  nowMs = 15_000;
  meter.onAgent('ann', 'on_contact');
  meter.onAgent('bob', 'on_contact');
  nowMs = 60_000;
  expect(meter.idleMs()).toBe(5_000);
});

test('a spread is a mean and the value that 95 of 100 do not exceed, in seconds', () => {
  expect(spreadOf(Array.from({ length: 100 }, (_, index) => (index + 1) * 1_000))).toEqual({ mean: 50.5, p95: 95 });
  expect(spreadOf([])).toEqual({ mean: 0, p95: 0 });
});
