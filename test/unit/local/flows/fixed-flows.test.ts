import { createRng } from '../../../../lib/core/rng';
import { createSeededIds } from '../../../../lib/adapters/system/ids';
import { dialAttributes } from '../../../../lib/app/find-dial';
import { createPeople, type Person } from '../../../../local/callers/person';
import { createSteppedClock } from '../../../../local/clock/stepped-clock';
import { createConnectEmulator } from '../../../../local/connect/emulator';
import type { ConnectEmulator } from '../../../../local/connect/types';
import { createFixedFlows, stageAttribute, type InvokeIvr } from '../../../../local/flows/fixed-flows';
import { CENTRE_NUMBER, ENTRY_FLOW_ID, instanceSetupFor } from '../../../../local/run/centre-setup';
import { localPolicy } from '../../../../local/run/local-policy';

const START_MS = Date.parse('2026-03-02T10:00:00Z');
const policy = localPolicy();
const queue = { name: 'support', id: policy.queues[0]?.queueId ?? '' };

const patient: Person = {
  holdPatienceMs: 600_000,
  acceptsOffer: true,
  whenCallbackOpen: 'keep',
  pressesAfterMs: 5_000,
  readyPatienceMs: 300_000,
  talkMs: 60_000,
  afterContactWorkMs: 5_000,
};

/** One caller rings in; nobody is there to answer, so whoever is queued stays queued. */
function callWith(ivr: (operation: string) => Awaited<ReturnType<InvokeIvr>>, person: Person = patient) {
  const clock = createSteppedClock({ startMs: START_MS });
  const people = createPeople();
  const asked: string[] = [];
  const emulator: ConnectEmulator = createConnectEmulator({
    clock,
    rng: createRng(1),
    uuid: createSeededIds(createRng(2)).uuid,
    setup: instanceSetupFor(policy, [{ name: 'Ann', queues: ['support'] }], 10),
    flows: { play: (leg, entry) => flows.play(leg, entry) },
    network: { dial: () => ({ kind: 'answers', who: 'person', afterMs: 8_000 }) },
    talk: () => ({ talkMs: 1_000, afterContactWorkMs: 0, endedBy: 'customer' }),
  });
  const flows = createFixedFlows({
    clock,
    people,
    ivr: async (event) => {
      const operation = /"operation":"(\w+)"/.exec(JSON.stringify(event))?.[1] ?? 'none';
      asked.push(operation);
      return ivr(operation);
    },
    hangUp: emulator.hangUp,
    isVoicemail: () => false,
    timing: { welcomeMs: 8_000, offerMs: 6_000, goodbyeMs: 3_000, pressLimitMs: 10_000 },
    queueOf: () => queue,
  });
  const contactId = emulator.callIn({ from: '+441632960123', to: CENTRE_NUMBER, flowId: ENTRY_FLOW_ID }) ?? '';
  people.ringsIn(contactId, '+441632960123', person);
  return { clock, emulator, asked, contactId };
}

test.each([
  ['fails', undefined],
  ['is unavailable', { outcome: 'unavailable' }],
  ['does not know the queue', { outcome: 'unknown_queue' }],
  ['says something no flow knows', { outcome: 'surprise' }],
])('a caller stays in the queue when the function %s', async (_, answer) => {
  const { clock, emulator, contactId } = callWith(() => answer);
  await clock.runUntil(START_MS + 60_000);
  expect(emulator.contact(contactId)).toMatchObject({ stage: 'queued', queueId: queue.id });
});

const offered: Readonly<Record<string, string>> = { outcome: 'new', offer: 'yes' };

test('a caller whose registration fails is queued, not dropped', async () => {
  const { clock, emulator, asked, contactId } = callWith((operation) =>
    operation === 'who_is_this' ? offered : undefined,
  );
  await clock.runUntil(START_MS + 60_000);
  expect(asked).toEqual(['who_is_this', 'register']);
  expect(emulator.contact(contactId)).toMatchObject({ stage: 'queued' });
});

test('a caller who takes the offer hears goodbye, and the stage is noted on the contact', async () => {
  const { clock, emulator, contactId } = callWith((operation) =>
    operation === 'who_is_this' ? offered : { outcome: 'registered' },
  );
  await clock.runUntil(START_MS + 60_000);
  expect(emulator.contact(contactId)).toMatchObject({
    stage: 'ended',
    disconnectReason: 'CONTACT_FLOW_DISCONNECT',
    attributes: { [stageAttribute]: 'took_callback' },
  });
});

test.each([
  ['keep', 'where_am_i'],
  ['cancel', 'cancel'],
] as const)('a returning caller who wants to %s asks %s and leaves', async (whenCallbackOpen, operation) => {
  const { clock, emulator, asked, contactId } = callWith(() => ({ outcome: 'has_callback' }), {
    ...patient,
    whenCallbackOpen,
  });
  await clock.runUntil(START_MS + 60_000);
  expect(asked).toEqual(['who_is_this', operation]);
  expect(emulator.contact(contactId)).toMatchObject({ stage: 'ended' });
});

test('an impatient caller hangs up in the queue', async () => {
  const { clock, emulator, contactId } = callWith(() => undefined, { ...patient, holdPatienceMs: 20_000 });
  await clock.runUntil(START_MS + 60_000);
  expect(emulator.contact(contactId)).toMatchObject({
    disconnectReason: 'CUSTOMER_DISCONNECT',
    disconnectedAtMs: START_MS + 28_000,
  });
});

describe('an answered callback', () => {
  async function answeredWith(answer: Awaited<ReturnType<InvokeIvr>>, person: Person = patient) {
    const world = callWith(() => answer, person);
    const server = await world.emulator.listen();
    await world.clock.runUntil(START_MS + 1_000);
    const response = await fetch(`${server.endpoint}/contact/outbound-voice`, {
      method: 'PUT',
      body: JSON.stringify({
        InstanceId: policy.instanceId,
        ContactFlowId: policy.callbackFlowId,
        DestinationPhoneNumber: '+441632960123',
        QueueId: queue.id,
        Attributes: { [dialAttributes.queueId]: queue.id },
      }),
    });
    const contactId = /"ContactId":"([^"]+)"/.exec(await response.text())?.[1] ?? 'none';
    await world.clock.runUntil(START_MS + 40_000);
    await server.close();
    return world.emulator.contact(contactId);
  }

  test.each([
    ['fails', undefined],
    ['knows no such callback', { outcome: 'unknown_callback' }],
    ['says connect', { outcome: 'connect' }],
  ])('reaches its queue from its own attributes when the function %s', async (_, answer) => {
    expect(await answeredWith(answer)).toMatchObject({ stage: 'queued', queueId: queue.id });
  });

  test('that was cancelled meanwhile ends with a goodbye', async () => {
    expect(await answeredWith({ outcome: 'goodbye' })).toMatchObject({ stage: 'ended' });
  });

  test('that nobody presses 1 on is ended and never reaches the queue', async () => {
    const { pressesAfterMs, ...silent } = patient;
    expect(pressesAfterMs).toBeDefined();
    const contact = await answeredWith({ outcome: 'connect' }, silent);
    expect(contact).toMatchObject({ stage: 'ended', disconnectReason: 'CONTACT_FLOW_DISCONNECT' });
    expect(contact?.queueId).toBeUndefined();
  });
});
