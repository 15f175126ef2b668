import * as fc from 'fast-check';
import type { AfterDial, Callback, TransitionRefusal } from '../../../lib/core/callback/callback';
import { changeRequest } from '../../../lib/core/callback/changing';
import { cancel, withdraw } from '../../../lib/core/callback/closing';
import { recordContact } from '../../../lib/core/callback/dialing';
import { hold } from '../../../lib/core/callback/holding';
import { observeDial } from '../../../lib/core/callback/observing';
import { acceptTask, dropTask, recordTask } from '../../../lib/core/callback/offering';
import type { Result } from '../../../lib/core/result';
import { dialing, noonMs, offered, openTask } from '../../support/builders/callbacks';
import { dialStories, toldOf } from '../../support/builders/dial-facts';
import { policyOf } from '../../support/builders/policies';

// Goal: what becomes of a callback depends on what happened, not on the order in which it became known, nor on how often.
// Method: what is known of a task, of the dial and of the caller's wish is told in its own order, then shuffled and repeated.

const retry = policyOf().queues[0]!.retry;
const nowMs = noonMs + 30_000;
const { clientToken } = openTask();

/** One thing that becomes known of a callback. */
interface News {
  readonly name: string;
  readonly tell: (callback: Callback) => Result<Callback, TransitionRefusal>;
}

const recorded: News = { name: 'recorded', tell: (one) => recordTask(one, { clientToken, contactId: 'task-1' }) };
const dropped: News = { name: 'dropped', tell: (one) => dropTask(one, clientToken) };
const acceptedBy = (agentId: string, atMs: number): News => ({
  name: `accepted by ${agentId}`,
  tell: (one) => acceptTask(one, { clientToken, contactId: 'task-1', agentId, atMs }),
});
const ofOtherTask: News = {
  name: 'another task accepted',
  tell: (one) => acceptTask(one, { clientToken: 'another', contactId: 'task-0', agentId: 'agent-3', atMs: noonMs }),
};
const taskNews: readonly News[] = [
  recorded,
  acceptedBy('agent-1', noonMs + 5_000),
  acceptedBy('agent-2', noonMs + 6_000),
  acceptedBy('agent-0', noonMs + 6_000),
  ofOtherTask,
  dropped,
];

/** Some of the news, in two orders; the second tells some of it again. */
function inTwoOrders(news: readonly News[]) {
  return fc
    .subarray([...news])
    .chain((repeated) => {
      const all = [...news, ...repeated];
      return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
    })
    .map((shuffled) => ({ plain: news, shuffled }));
}

function tellAll(callback: Callback, news: readonly News[]): Callback {
  return news.reduce((current, { tell }) => {
    const told = tell(current);
    return told.ok ? told.value : current;
  }, callback);
}

const anyTaskNews = fc.subarray([...taskNews]);

const slotMs = noonMs + 7_200_000;
const wishes: readonly News[] = [
  { name: 'cancelled', tell: (one) => cancel(one, nowMs) },
  { name: 'withdrawn', tell: (one) => withdraw(one, nowMs) },
  { name: 'rang in', tell: (one) => hold(one, 'inbound-2', nowMs) },
  {
    name: 'chose a slot',
    tell: (one) => changeRequest(one, { slot: { startMs: slotMs, deadlineMs: slotMs + 1 } }, nowMs),
  },
];

test('what is known of an offer and what its caller wants lead to one state in any order', () => {
  const anyCase = fc
    .record({ task: anyTaskNews, wish: fc.option(fc.constantFrom(...wishes)) })
    .chain(({ task, wish }) => inTwoOrders(wish === null ? task : [...task, wish]));
  const ends = new Set<string>();
  fc.assert(
    fc.property(anyCase, ({ plain, shuffled }) => {
      const start = offered({ task: { clientToken, agentIds: [] } });
      const end = tellAll(start, plain);
      ends.add(end.state);
      expect(tellAll(start, shuffled)).toEqual(end);
      expect(end.placeMs).toBe(end.slotMs ?? start.placeMs);
    }),
    { numRuns: 1_000, seed: 11 },
  );
  expect([...ends].toSorted()).toEqual(['closed', 'held', 'offered', 'scheduled', 'waiting']);
});

const afters: readonly (AfterDial | undefined)[] = [
  undefined,
  { kind: 'cancel' },
  { kind: 'resume' },
  { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: noonMs + 120_000 },
  { kind: 'reschedule', dueAtMs: slotMs, placeMs: slotMs },
];

test('what is known of a task and of the dial beside it leads to one state in any order, however far the dial has come', () => {
  const anyDial = fc
    .record({ story: fc.constantFrom(...dialStories), length: fc.nat(6) })
    .map(({ story, length }) => toldOf(story).slice(0, length))
    .map((told) =>
      told.map(({ kind, facts }): News => ({
        name: kind,
        tell: (one) => observeDial(one, { attempt: 1, facts, nowMs }, retry),
      })),
    );
  const dialRecorded: News = {
    name: 'contact recorded',
    tell: (one) => recordContact(one, { attempt: 1, contactId: 'dial-1' }),
  };
  const anyCase = fc.record({ task: anyTaskNews, dial: anyDial, after: fc.constantFrom(...afters) });
  const ends = new Set<string>();
  fc.assert(
    fc.property(
      anyCase.chain(({ task, dial, after }) =>
        fc.record({ orders: inTwoOrders([dialRecorded, ...task, ...dial]), after: fc.constant(after) }),
      ),
      ({ orders, after }) => {
        const start = dialing({
          tasksOffered: 1,
          task: { clientToken, agentIds: [] },
          ...(after === undefined ? {} : { after }),
        });
        const end = tellAll(start, orders.plain);
        ends.add(`${end.state}${'task' in end ? ' with a task' : ''}`);
        expect(tellAll(start, orders.shuffled)).toEqual(end);
        expect(end.tasksOffered).toBe(1);
      },
    ),
    { numRuns: 2_500, seed: 12 },
  );
  for (const state of ['dialing', 'answered', 'talking']) {
    expect(ends).toContain(state);
    expect(ends).toContain(`${state} with a task`);
  }
  for (const state of ['waiting', 'scheduled', 'held', 'closed']) {
    expect(ends).toContain(state);
    expect(ends).not.toContain(`${state} with a task`);
  }
});
