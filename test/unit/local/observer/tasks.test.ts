import type { AgentStateView, CentreChange, ContactView } from '../../../../local/connect/types';
import { createRunObserver } from '../../../../local/observer/run-observer';

const task: ContactView = {
  contactId: 'task',
  channel: 'TASK',
  initiationMethod: 'API',
  stage: 'with_agent',
  flowId: 'flow',
  customerNumber: null,
  systemNumber: null,
  attributes: { holdfree_callback: 'a', holdfree_attempt: '1' },
  references: {},
  initiatedAtMs: 0,
  agentConnectionAttempts: 1,
  updatedAtMs: 0,
  queuePriority: 5,
};

type Observer = ReturnType<typeof observe>['observer'];

function observe(contacts: AgentStateView['contacts'] = []) {
  let nowMs = 0;
  const observer = createRunObserver(
    () => nowMs,
    (contactId) => (contactId === 'task' ? task : undefined),
    () => ({ contacts }),
  );
  return { observer, passTo: (atMs: number) => void (nowMs = atMs) };
}

const changes: readonly CentreChange[] = [
  { kind: 'contact_started', atMs: 0, contactId: 'task', initiationMethod: 'API' },
  { kind: 'contact_queued', atMs: 0, contactId: 'task', queueId: 'q' },
  { kind: 'agent_connected', atMs: 5_000, contactId: 'task', queueId: 'q', agentId: 'ann' },
  { kind: 'contact_ended', atMs: 9_000, contactId: 'task', reason: 'OTHER', agentId: 'ann' },
];

test('a task is no call, no dial and no wait', async () => {
  const { observer } = observe();
  // Twice the same attempt would be a double dial.
  for (const change of [...changes, ...changes]) observer.onChange(change);
  expect(await observer.glance()).toMatchObject({
    callsOffered: 0,
    callsAnswered: 0,
    callsLost: 0,
    callbacksDialed: 0,
    doubleDials: 0,
    holdMinutes: 0,
    waitToAgentSeconds: { mean: 0 },
    waitAfterReadySeconds: { mean: 0 },
  });
});

describe('an agent with a task', () => {
  const call = { contactId: 'call', channel: 'VOICE', state: 'on_contact' } as const;

  test.each([
    ['is as idle as before while a callback waits', [], 'on_contact', 10],
    ['and a call is not idle', [call], 'on_contact', 0],
    ['that was missed is not idle: nothing is routed there', [], 'missed', 0],
  ] as const)('%s', async (_, contacts, state, idleSeconds) => {
    const { observer, passTo } = observe(contacts);
    observer.watcher.onCallback({ id: 'a', state: 'waiting' } as never);
    observer.onChange({ kind: 'agent_state', atMs: 0, agentId: 'ann', state, contactId: 'task' });
    passTo(10_000);
    expect((await observer.glance()).agentIdleSecondsPerCallback).toBe(idleSeconds);
  });

  test.each([
    [
      'is offered',
      (observer: Observer) => observer.onJournal({ kind: 'given', callbackId: 'a', queue: 'q', agentId: 'ann' }),
    ],
    [
      'has',
      (observer: Observer) =>
        observer.onChange({ kind: 'agent_connected', atMs: 4_000, contactId: 'call', queueId: 'q', agentId: 'ann' }),
    ],
    [
      'works after',
      (observer: Observer) =>
        observer.onChange({ kind: 'contact_ended', atMs: 4_000, contactId: 'call', reason: 'OTHER', agentId: 'ann' }),
    ],
  ])('is idle until a call comes beside it, which only the call tells of: one that the agent %s', async (_, happen) => {
    const { observer, passTo } = observe();
    observer.watcher.onCallback({ id: 'a', state: 'waiting' } as never);
    observer.onChange({ kind: 'agent_state', atMs: 0, agentId: 'ann', state: 'on_contact', contactId: 'task' });
    passTo(4_000);
    happen(observer);
    passTo(10_000);
    expect((await observer.glance()).agentIdleSecondsPerCallback).toBe(4);
  });
});
