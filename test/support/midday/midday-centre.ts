import { setTimeout as wait } from 'node:timers/promises';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { createRng } from '../../../lib/core/rng';
import { createSteppedClock } from '../../../local/clock/stepped-clock';
import { createConnectEmulator } from '../../../local/connect/emulator';
import type { ContactEvent, EmulatorFaults, FlowEntry, FlowLeg, InstanceSetup } from '../../../local/connect/types';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { config, flowId, policyOf, queueConfig, queueIds } from '../builders/policies';
import { hostFunction, type HostedFunction } from './hosted-function';
import { functionNames, type FunctionName, type Releases } from './releases';
import { startWakeQueue } from './wake-queue';

/** A Monday, within the hours of the queue. */
const START_MS = Date.parse('2026-03-02T10:00:00Z');
const INBOUND_FLOW = 'inbound';
const CENTRE = '+441632960000';
/** The time moves on by no more than this before events are delivered. */
const STEP_MS = 1_000;

export type Release = 'old' | 'new';

const changes = { dispatch: { mode: 'customer-first' as const }, queues: [queueConfig('support')] };

/** Both releases are given the configuration that the older one knows. */
const content = JSON.stringify(config(changes));
const policy = policyOf(changes);

/** One table, one Connect, and functions of two releases: what callers ask goes to the one that is live. */
export async function openMiddayCentre(releases: Releases, talkMs: (number: string) => number) {
  const wakes = await startWakeQueue();
  const dynamo = await startEmbeddedDynamo();
  const tableName = 'callbacks';
  await createTable(dynamo.client, tableName);
  const clock = createSteppedClock({ startMs: START_MS });
  const events: ContactEvent[] = [];
  const dialed: string[] = [];
  const tellers = new Map<string, Set<Release>>();
  let live: Release = 'old';
  let areEventsHeld = false;
  let ids = 0;
  const asked = new Map<string, number>();
  let fault: (operation: string) => ReturnType<NonNullable<EmulatorFaults['api']>> = () => undefined;

  const emulator = createConnectEmulator({
    clock,
    rng: createRng(1),
    uuid: () => `contact-${(ids += 1)}`,
    setup,
    flows: { play },
    network: {
      dial: ({ to }) => {
        dialed.push(to);
        return { kind: 'answers', afterMs: 3_000, who: 'person' };
      },
    },
    talk: ({ customerNumber }) => ({
      talkMs: talkMs(customerNumber ?? ''),
      afterContactWorkMs: 1_000,
      endedBy: 'customer',
    }),
    onContactEvent: (event) => void events.push(event),
    timing: { eventDelayMs: () => 0, metricsLagMs: () => 0, acceptMs: () => 500 },
    faults: {
      api: (operation) => {
        asked.set(operation, (asked.get(operation) ?? 0) + 1);
        return fault(operation);
      },
    },
    limits: 'none',
  });
  const connect = await emulator.listen();

  const environment = {
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_CONNECT: connect.endpoint,
    TABLE_NAME: tableName,
    DISPATCH_QUEUE_URL: wakes.url,
    CALLBACK_FLOW_ID: flowId,
    TASK_FLOW_ID: flowId,
    HOLDFREE_POLICY: content,
  };
  const aheadMs = () => clock.nowMs() - Date.now();
  const host = (release: Release, name: FunctionName): HostedFunction =>
    hostFunction(releases.bundleOf(release, name), { runner: releases.runner, environment, aheadMs });
  const deploy = (release: Release): Record<FunctionName, HostedFunction> => ({
    ivr: host(release, 'ivr'),
    dispatch: host(release, 'dispatch'),
    'contact-events': host(release, 'contact-events'),
  });
  const deployed = { old: deploy('old'), new: deploy('new') };

  async function ask(leg: FlowLeg, operation: string): Promise<Readonly<Record<string, string>>> {
    const Parameters = { operation, queue: 'support' };
    const event = { Name: 'ContactFlowEvent', Details: { ContactData: leg.contactData(), Parameters } };
    return (await deployed[live].ivr.invoke(event)) as Readonly<Record<string, string>>;
  }

  /** Who rings in asks for a callback and hangs up; who is called back presses 1 after a second. */
  async function play(leg: FlowLeg, { kind }: FlowEntry): Promise<void> {
    if (kind === 'inbound') {
      await ask(leg, 'who_is_this');
      await ask(leg, 'register');
      return leg.disconnect();
    }
    if (kind === 'customer_queue') return void (await ask(leg, 'queued'));
    if (kind !== 'outbound' || (await ask(leg, 'greet'))['outcome'] !== 'ask') return;
    await leg.wait(1_000);
    const { outcome, queueId } = await ask(leg, 'answered');
    if (outcome !== 'connect' || queueId === undefined) return;
    leg.setTargetQueue(queueId);
    leg.transferToQueue();
  }

  function noteTeller(number: string, release: Release): void {
    tellers.set(number, (tellers.get(number) ?? new Set()).add(release));
  }

  async function deliverEvents(): Promise<void> {
    if (areEventsHeld) return;
    for (const event of events.splice(0)) {
      const contact = emulator.contact(event.detail.contactId);
      if (contact?.initiationMethod === 'API') noteTeller(contact.customerNumber ?? '', live);
      await deployed[live]['contact-events'].invoke(JSON.parse(JSON.stringify(event)));
    }
  }

  let aimMs = START_MS - Date.now();
  const end = new AbortController();
  async function goOn(): Promise<void> {
    while (!end.signal.aborted) {
      const goalMs = Date.now() + aimMs;
      await clock.runUntil(Math.min(goalMs, clock.nowMs() + STEP_MS));
      await deliverEvents();
      if (clock.nowMs() === goalMs) await wait(10);
    }
  }
  const going = goOn();
  const store = createDynamoStore(dynamo.client, tableName);

  return {
    emulator,
    deployed,
    /** The numbers that were dialed, in order, each as often as a contact was made. */
    dialed,
    /** The releases that took contact events of the dial to a number. */
    tellersOf: (number: string): readonly Release[] => [...(tellers.get(number) ?? [])],
    /** How often an operation of Connect was asked for. */
    asked: (operation: string) => asked.get(operation) ?? 0,
    /** Contact events are under way for a while: EventBridge promises no time. */
    holdEvents: () => void (areEventsHeld = true),
    releaseEvents: () => void (areEventsHeld = false),
    /** From now on callers and events go to this release, events under way too. */
    setLive: (release: Release) => void (live = release),
    callIn: (from: string) => void emulator.callIn({ from, to: CENTRE, flowId: INBOUND_FLOW }),
    callback: async (number: string) => (await store.callbacks.get({ number, queue: 'support' }))?.value,
    holderOf: async (number: string) => (await store.guards.get(number))?.value.holder,
    /** Decides what becomes of each dial that is sent from now on. */
    onDial: (decide: () => 'internal' | 'lost_reply' | undefined) => {
      fault = (operation) => (operation === 'StartOutboundVoiceContact' ? decide() : undefined);
    },
    /** A process in the place of one that was killed. */
    restart: (release: Release, name: FunctionName) => {
      deployed[release][name] = host(release, name);
    },
    /** Lets so much time pass as fast as it goes; runs under way learn of it at the end. */
    pass: async (ms: number) => {
      aimMs += ms;
      const goalMs = Date.now() + aimMs;
      while (clock.nowMs() < goalMs) await Promise.race([wait(10), going]);
      for (const name of functionNames) for (const release of [deployed.old, deployed.new]) release[name].tellTime();
    },
    close: async () => {
      end.abort();
      await going.catch(() => undefined);
      for (const name of functionNames) for (const release of [deployed.old, deployed.new]) release[name].kill();
      await Promise.all([connect.close(), dynamo.close(), wakes.close()]);
    },
  };
}

export type MiddayCentre = Awaited<ReturnType<typeof openMiddayCentre>>;

const setup: InstanceSetup = {
  instanceId: policy.instanceId,
  region: policy.region,
  accountId: '111122223333',
  concurrentCallsMax: 20,
  flows: [
    { id: INBOUND_FLOW, name: 'Inbound' },
    { id: flowId, name: 'Callback' },
  ],
  queues: [{ id: queueIds.support, name: 'support', callerId: CENTRE }],
  routingProfiles: [
    { id: 'frontline', name: 'Frontline', queues: [{ queueId: queueIds.support, priority: 1, delaySeconds: 0 }] },
  ],
  agents: ['ann', 'bob', 'cat'].map((id) => ({ id, username: id, routingProfileId: 'frontline' })),
};
