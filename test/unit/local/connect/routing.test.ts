import { BRIEF_TALK, createWorld, SETUP } from './world';

test('a freed agent takes the caller who has waited longest', async () => {
  const { emulator, run, call, connections } = createWorld({ talk: () => BRIEF_TALK });
  const first = call('q-support');
  await run(1_000);
  const second = call('q-support');
  await run(1_000);
  const third = call('q-support');
  await run(1_000);
  emulator.signIn('ann');
  await run(60_000);
  expect(connections().map(([contactId]) => contactId)).toEqual([first, second, third]);
});

test('a caller goes to the agent who has been available longest', async () => {
  const { emulator, run, call, connections } = createWorld({ talk: () => BRIEF_TALK });
  emulator.signIn('bob');
  await run(1_000);
  emulator.signIn('ann');
  await run(1_000);
  const first = call('q-support');
  await run(20_000);
  const second = call('q-support');
  await run(20_000);
  expect(connections()).toEqual([
    [first, 'bob'],
    [second, 'ann'],
  ]);
});

const SHARED_SETUP = {
  ...SETUP,
  routingProfiles: ['rp-support', 'rp-both'].map((id) => ({
    id,
    name: id,
    queues: ['q-support', 'q-sales'].map((queueId) => ({ queueId, priority: 1, delaySeconds: 0 })),
  })),
};

test.each([
  ['zoe', 'ann'],
  ['ann', 'zoe'],
])('of agents in different routing profiles the longest available counts too: %s before %s', async (first, second) => {
  const { emulator, run, call, connections } = createWorld({ setup: SHARED_SETUP });
  emulator.signIn(first);
  await run(1_000);
  emulator.signIn(second);
  const contactId = call('q-support');
  await run(5_000);
  expect(connections()).toEqual([[contactId, first]]);
});

test.each([
  ['q-support', 'q-sales'],
  ['q-sales', 'q-support'],
])('across queues of one priority the older contact is first: %s before %s', async (older, younger) => {
  const { emulator, run, call, connections } = createWorld({ setup: SHARED_SETUP });
  const first = call(older);
  await run(1_000);
  call(younger);
  await run(1_000);
  emulator.signIn('ann');
  await run(5_000);
  expect(connections()).toEqual([[first, 'ann']]);
});

test('across queues the priority of the routing profile counts before age', async () => {
  const { emulator, run, call, connections } = createWorld({ talk: () => BRIEF_TALK });
  const support = call('q-support');
  await run(31_000);
  const sales = call('q-sales');
  await run(1_000);
  emulator.signIn('zoe');
  await run(60_000);
  expect(connections().map(([contactId]) => contactId)).toEqual([sales, support]);
});

test('a queue with a delay gives its contacts to the profile only when they have waited so long', async () => {
  const { emulator, run, call, connections, secondsOf } = createWorld();
  emulator.signIn('zoe');
  const contactId = call('q-support');
  await run(29_999);
  expect(emulator.agentState('zoe').state).toBe('available');
  await run(10_000);
  expect(connections()).toEqual([[contactId, 'zoe']]);
  expect(secondsOf('agent_connected', contactId)).toEqual([32]);
});

test('an offer that is not accepted in 20 s is missed and goes to the next agent', async () => {
  const accepts = [25_000, 3_000];
  const { emulator, run, call, connections, changes, records } = createWorld({
    timing: { acceptMs: () => accepts.shift() ?? 2_000 },
    talk: () => BRIEF_TALK,
  });
  emulator.signIn('ann');
  await run(1);
  emulator.signIn('bob');
  const contactId = call('q-support');
  await run(60_000);
  expect(connections()).toEqual([[contactId, 'bob']]);
  expect(records[0]?.AgentConnectionAttempts).toBe(2);
  const annStates = changes.flatMap((change) =>
    change.kind === 'agent_state' && change.agentId === 'ann' ? [change.state] : [],
  );
  expect(annStates).toEqual(['available', 'offered', 'missed', 'available']);
});

test('a missed contact keeps its place', async () => {
  const accepts = [20_000];
  const { emulator, run, call, connections } = createWorld({
    timing: { acceptMs: () => accepts.shift() ?? 1_000 },
    talk: () => BRIEF_TALK,
  });
  const first = call('q-support');
  await run(1_000);
  const second = call('q-support');
  emulator.signIn('ann');
  await run(60_000);
  expect(connections().map(([contactId]) => contactId)).toEqual([first, second]);
});

test('a caller who hangs up during the offer leaves the agent available for the next', async () => {
  const { emulator, run, call, connections } = createWorld({ timing: { acceptMs: () => 5_000 } });
  const first = call('q-support');
  const second = call('q-support');
  await run(1_000);
  emulator.signIn('ann');
  await run(2_000);
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId: first });
  emulator.hangUp(first);
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId: second });
  await run(10_000);
  expect(connections()).toEqual([[second, 'ann']]);
});

test('signing out during a contact takes effect after its after-contact work', async () => {
  const { emulator, run, call } = createWorld();
  emulator.signIn('ann');
  call('q-support');
  const waiting = call('q-support');
  await run(10_000);
  emulator.signOut('ann');
  expect(emulator.agentState('ann')).toMatchObject({ state: 'on_contact', isSigningOut: true });
  await run(200_000);
  expect(emulator.agentState('ann')).toMatchObject({ state: 'offline', isSigningOut: false });
  expect(emulator.contact(waiting)?.stage).toBe('queued');
});

test('signing in again takes a sign-out back', async () => {
  const { emulator, run, call } = createWorld();
  emulator.signIn('ann');
  call('q-support');
  await run(10_000);
  emulator.signOut('ann');
  emulator.signIn('ann');
  await run(200_000);
  expect(emulator.agentState('ann').state).toBe('available');
});
