import { taskOf, type AfterDial, type Callback } from '../../../lib/core/callback/callback';
import { changeRequest } from '../../../lib/core/callback/changing';
import { claim, postpone, takeOverDial, undoClaim } from '../../../lib/core/callback/dialing';
import { markGiven, markNotGiven } from '../../../lib/core/callback/giving';
import { hold, release } from '../../../lib/core/callback/holding';
import { observeDial } from '../../../lib/core/callback/observing';
import {
  acceptTask,
  addTask,
  dropTask,
  nextTaskToken,
  offerTask,
  recordTask,
  taskTokenOf,
} from '../../../lib/core/callback/offering';
import { passTime } from '../../../lib/core/callback/timers';
import type { Result } from '../../../lib/core/result';
import {
  acceptedTask,
  answered,
  dialing,
  dialRequest,
  noonMs,
  offered,
  openTask,
  scheduled,
  talking,
  waiting,
  withAcceptedTask,
} from '../../support/builders/callbacks';
import { toldOf } from '../../support/builders/dial-facts';
import { policyOf } from '../../support/builders/policies';

const retry = policyOf().queues[0]!.retry;
const { clientToken } = openTask();
const notStarted = { clientToken, agentIds: ['agent-1'] };
const acceptance = { clientToken, contactId: 'task-1', agentId: 'agent-1', atMs: noonMs + 10_000 };
const noChange = { ok: false, error: { code: 'no_change' } };

/** The value of a transition that is not refused. */
function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

describe('a token', () => {
  test('is new for every task of a callback', () => {
    expect(taskTokenOf('id', 3)).toBe('id-t3');
    expect(nextTaskToken(waiting())).toBe(`${waiting().id}-t1`);
    expect(nextTaskToken(waiting({ tasksOffered: 4 }))).toBe(`${waiting().id}-t5`);
  });

  test('is never that of a dial', () => {
    expect(dialRequest(waiting()).clientToken).not.toBe(nextTaskToken(waiting()));
  });
});

describe('an offer', () => {
  test('takes a callback out of the line for a lease, and keeps since when it was there', () => {
    const callback = waiting({ tasksOffered: 2, inLineSinceMs: noonMs - 90_000 });
    expect(must(offerTask(callback, ['agent-1', 'agent-2'], noonMs))).toEqual({
      ...offered({ tasksOffered: 3, inLineSinceMs: noonMs - 90_000 }),
      task: { clientToken: taskTokenOf(callback.id, 3), agentIds: ['agent-1', 'agent-2'] },
      startedAtMs: noonMs,
      leaseUntilMs: noonMs + 45_000,
    });
  });

  test('that nobody accepts is over with its lease, and the callback is back in the line as before', () => {
    const callback = waiting({ inLineSinceMs: noonMs - 90_000 });
    const asked = must(offerTask(callback, [], noonMs));
    const dueAtMs = noonMs + 45_000;
    expect(passTime(asked, dueAtMs - 1)).toEqual({ ok: false, error: { code: 'not_due', dueAtMs } });
    expect(must(passTime(asked, dueAtMs))).toEqual({ ...callback, tasksOffered: 1, askedInVain: ['anyone'] });
    expect(must(dropTask(asked, clientToken))).toEqual({ ...callback, tasksOffered: 1 });
  });

  test('is back in the line when its caller has rung in, and waits as before when another number is named', () => {
    const asked = offered({ inLineSinceMs: noonMs - 90_000 });
    const back = must(release(must(hold(asked, 'inbound-2', noonMs)), 'inbound-2', noonMs));
    expect(back).toEqual(waiting({ tasksOffered: 1, inLineSinceMs: noonMs }));
    expect(must(changeRequest(asked, { number: '+441632960002' }, noonMs))).toEqual(
      waiting({ tasksOffered: 1, inLineSinceMs: noonMs - 90_000, callNumber: '+441632960002' }),
    );
  });

  test('that may not be dialed now leaves its agent, and waits for its time', () => {
    const until = { dueAtMs: noonMs + 3_600_000, why: 'hours' } as const;
    expect(must(postpone(withAcceptedTask.offered, until))).toEqual(scheduled({ tasksOffered: 1, ...until }));
  });
});

describe('an acceptance', () => {
  test('tells who has accepted and which contact it is, wherever the task is open', () => {
    const task = { ...notStarted, contactId: 'task-1', agentId: 'agent-1', acceptedAtMs: noonMs + 10_000 };
    for (const build of [dialing, answered, talking]) {
      expect(must(acceptTask(build({ task: notStarted }), acceptance))).toEqual(build({ task }));
    }
    const agreed = offered({ task, leaseUntilMs: noonMs + 55_000 });
    expect(must(acceptTask(offered({ task: notStarted }), acceptance))).toEqual(agreed);
  });

  test('at the last moment leaves time for the dial, and never shortens the lease of the offer', () => {
    const asked = offered();
    const lastMs = asked.leaseUntilMs - 1;
    expect(must(acceptTask(asked, { ...acceptance, atMs: lastMs }))).toMatchObject({ leaseUntilMs: lastMs + 45_000 });
    // Connect's clock and ours may differ.
    const early = must(acceptTask(asked, { ...acceptance, atMs: noonMs - 5_000 }));
    expect(early).toMatchObject({ leaseUntilMs: asked.leaseUntilMs });
  });

  test('lapses when the dial does not come within another lease', () => {
    const agreed = must(acceptTask(offered(), acceptance));
    expect(passTime(agreed, noonMs + 54_999).ok).toBe(false);
    expect(must(passTime(agreed, noonMs + 55_000))).toEqual(
      waiting({ tasksOffered: 1, inLineSinceMs: noonMs - 60_000 }),
    );
  });

  test.each([
    ['of another task', { clientToken: taskTokenOf(offered().id, 2), atMs: acceptance.atMs - 1 }],
    ['of a contact that only follows from the task', { contactId: 'task-2', atMs: acceptance.atMs - 1 }],
    ['told twice', {}],
    ['later than the known one', { atMs: acceptance.atMs + 1, agentId: 'agent-0' }],
    ['at the same time, by the agent who comes later by name', { agentId: 'agent-2' }],
  ])('%s changes nothing', (_name, changes) => {
    for (const callback of Object.values(withAcceptedTask)) {
      expect(acceptTask(callback, { ...acceptance, ...changes })).toEqual(noChange);
    }
  });

  test('of an earlier time than the known one counts', () => {
    const earlier = { ...acceptance, agentId: 'agent-2', atMs: acceptance.atMs - 1 };
    expect(must(acceptTask(withAcceptedTask.dialing, earlier))).toMatchObject({
      task: { agentId: 'agent-2', acceptedAtMs: earlier.atMs },
    });
  });

  test('comes too late for a task that was dropped', () => {
    const alone = must(dropTask(withAcceptedTask.dialing, clientToken));
    expect(acceptTask(alone, acceptance)).toEqual(noChange);
    const back = must(dropTask(offered(), clientToken));
    expect(acceptTask(back, acceptance)).toEqual({ ok: false, error: { code: 'wrong_state', state: 'waiting' } });
  });
});

describe('the contact of a task', () => {
  test('is kept wherever the task is open', () => {
    const started = { clientToken, contactId: 'task-9' };
    const open = [offered, dialing, answered, talking].map((build) => build({ task: notStarted }));
    for (const callback of open) {
      expect(must(recordTask(callback, started))).toEqual({
        ...callback,
        task: { ...notStarted, contactId: 'task-9' },
      });
      expect(recordTask(callback, { ...started, clientToken: 'another' })).toEqual(noChange);
    }
  });

  test('is the first that is told', () => {
    expect(recordTask(withAcceptedTask.dialing, { clientToken, contactId: 'task-9' })).toEqual(noChange);
  });
});

test('a ready caller is given once, and again only where it came to nothing', () => {
  const before = withAcceptedTask.answered;
  const to = { agentId: 'agent-2', atMs: noonMs + 16_000 };
  const given = must(markGiven(before, before.contactId, to));
  expect(given).toEqual({ ...before, given: to });
  expect(markGiven(given, before.contactId, { ...to, agentId: 'agent-3' })).toEqual(noChange);
  expect(markGiven(before, 'another', to)).toEqual(noChange);
  expect(markNotGiven(given, to)).toEqual({ ok: true, value: before });
  for (const other of [
    { ...to, agentId: 'agent-3' },
    { ...to, atMs: noonMs },
  ]) {
    expect(markNotGiven(given, other)).toEqual(noChange);
  }
});

describe('a claim', () => {
  const request = dialRequest(waiting());

  test('makes no task unless agents are to be asked', () => {
    expect(must(claim(waiting(), request, noonMs))).toEqual(dialing());
  });

  test.each([[[]], [['agent-1']]])('asks %j by a task that begins with the dial', (agentIds) => {
    const claimed = must(claim(waiting({ tasksOffered: 1 }), request, noonMs, agentIds));
    const task = { clientToken: taskTokenOf(claimed.id, 2), agentIds };
    expect(claimed).toEqual(dialing({ tasksOffered: 2, task }));
  });

  test('of an offer that was accepted takes the task along, and makes no second one', () => {
    const agreed = withAcceptedTask.offered;
    const expected = dialing({ tasksOffered: 1, task: agreed.task });
    expect(must(claim(agreed, request, noonMs))).toEqual(expected);
    expect(must(claim(agreed, request, noonMs, ['agent-2']))).toEqual(expected);
  });

  test('of an offer that nobody has accepted is refused', () => {
    const refused = { ok: false, error: { code: 'wrong_state', state: 'offered' } };
    expect(claim(offered(), request, noonMs)).toEqual(refused);
  });

  test('of an accepted offer is refused like any other for a number or an attempt that was changed meanwhile', () => {
    const agreed = withAcceptedTask.offered;
    expect(claim({ ...agreed, callNumber: '+441632960002' }, request, noonMs)).toMatchObject({
      error: { code: 'other_number' },
    });
    expect(claim({ ...agreed, attempt: 1 }, request, noonMs)).toMatchObject({ error: { code: 'other_attempt' } });
  });
});

describe('a dial', () => {
  test('that has no task can get one, the next of its callback', () => {
    const task = { clientToken: taskTokenOf(dialing().id, 3), agentIds: ['agent-1'] };
    expect(must(addTask(dialing({ tasksOffered: 2 }), ['agent-1']))).toEqual(dialing({ tasksOffered: 3, task }));
    expect(must(addTask(dialing({ after: { kind: 'resume' } }), []))).toMatchObject({ tasksOffered: 1 });
  });

  const givenUp: readonly AfterDial[] = [
    { kind: 'cancel' },
    { kind: 'withdraw' },
    { kind: 'complete', atMs: noonMs },
    { kind: 'reschedule', dueAtMs: noonMs, placeMs: noonMs },
    { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: noonMs },
  ];
  test.each(givenUp)('that was given up ($kind) gets none', (after) => {
    expect(addTask(dialing({ after }), [])).toEqual({ ok: false, error: { code: 'superseded', by: after.kind } });
  });

  test('goes on as it was without its task', () => {
    for (const build of [dialing, answered, talking]) {
      expect(must(dropTask(build({ tasksOffered: 1, task: acceptedTask() }), clientToken))).toEqual(
        build({ tasksOffered: 1 }),
      );
    }
    expect(dropTask(withAcceptedTask.dialing, 'another')).toEqual(noChange);
  });

  test('that is repeated, or whose caller may still press the key, keeps its task until it is over', () => {
    const { task, leaseUntilMs } = withAcceptedTask.dialing;
    const goingOn = [
      takeOverDial(withAcceptedTask.dialing, leaseUntilMs),
      changeRequest(withAcceptedTask.dialing, { number: '+441632960002' }, noonMs),
    ];
    for (const result of goingOn) expect(must<Callback>(result)).toMatchObject({ state: 'dialing', task });
    const undone = must(undoClaim(withAcceptedTask.dialing, 1, noonMs));
    expect(undone).toEqual(waiting({ tasksOffered: 1, undoneAttempt: 1 }));
  });

  test('that reaches an agent keeps its task from the ring to the end of the talk, also when it had been given up', () => {
    const { task } = withAcceptedTask.dialing;
    for (const after of [undefined, ...givenUp.filter(({ kind }) => kind !== 'complete')]) {
      const forms: Callback[] = [{ ...withAcceptedTask.dialing, ...(after === undefined ? {} : { after }) }];
      for (const { facts } of toldOf('reaches_agent')) {
        const observed = observeDial(forms.at(-1)!, { attempt: 1, facts, nowMs: noonMs }, retry);
        if (observed.ok) forms.push(observed.value);
      }
      const [ended, talk] = forms.toReversed();
      expect(forms.slice(0, -1).every((one) => taskOf(one) === task)).toBe(true);
      expect(talk).toMatchObject({ state: 'talking', task });
      expect(ended).toMatchObject({ state: 'closed', outcome: 'completed', tasksOffered: 1 });
      expect(ended).not.toHaveProperty('task');
    }
  });

  test('that ends without an agent ends without a task, and the task of the next one is another', () => {
    for (const story of ['rings_out', 'busy', 'voicemail', 'leaves_queue'] as const) {
      const { facts } = toldOf(story).at(-1)!;
      const ended = must(observeDial(withAcceptedTask.dialing, { attempt: 1, facts, nowMs: noonMs }, retry));
      expect(ended).toMatchObject({ state: 'scheduled', tasksOffered: 1 });
      expect(ended).not.toHaveProperty('task');
      expect(nextTaskToken(ended)).toBe(taskTokenOf(ended.id, 2));
    }
  });
});

test('evidence that an earlier attempt reached an agent ends an offer, and lets a dial go on with its agent', () => {
  const past = [{ attempt: 1, outcome: 'no_answer', atMs: noonMs }] as const;
  const settled = { attempt: 1, attemptsSpent: 1, past, tasksOffered: 1, task: acceptedTask() };
  const { facts } = toldOf('reaches_agent').at(-1)!;
  const tell = (callback: Callback) => must(observeDial(callback, { attempt: 1, facts, nowMs: noonMs }, retry));
  const over = tell(offered(settled));
  expect(over).toMatchObject({ state: 'closed', outcome: 'completed' });
  expect(over).not.toHaveProperty('task');
  const ringing = tell(dialing(settled));
  expect(ringing).toMatchObject({ state: 'dialing', after: { kind: 'complete' }, task: acceptedTask() });
  expect(tell(answered(settled))).toMatchObject({ state: 'answered', task: acceptedTask() });
});
