import { ConnectClient } from '@aws-sdk/client-connect';
import { createRng } from '../../../../lib/core/rng';
import { createSteppedClock } from '../../../../local/clock/stepped-clock';
import { createConnectEmulator } from '../../../../local/connect/emulator';
import type {
  CentreChange,
  ConnectEmulatorOptions,
  ContactEvent,
  ContactRecord,
  DialFate,
  FlowEntry,
  FlowLeg,
  InstanceSetup,
  Talk,
} from '../../../../local/connect/types';

export const START_MS = Date.parse('2026-03-02T17:00:00.120Z');
export const INSTANCE_ID = '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
export const ARN = `arn:aws:connect:us-west-2:111122223333:instance/${INSTANCE_ID}`;
export const TALK: Talk = { talkMs: 100_000, afterContactWorkMs: 30_000, endedBy: 'customer' };
export const BRIEF_TALK: Talk = { talkMs: 10_000, afterContactWorkMs: 0, endedBy: 'agent' };

export const SETUP: InstanceSetup = {
  instanceId: INSTANCE_ID,
  region: 'us-west-2',
  accountId: '111122223333',
  concurrentCallsMax: 50,
  flows: [
    { id: 'flow-in', name: 'Inbound' },
    { id: 'flow-out', name: 'Callback' },
    { id: 'flow-queue', name: 'Hold' },
    { id: 'flow-to-agent', name: 'Agent whisper' },
    { id: 'flow-to-caller', name: 'Customer whisper' },
  ],
  queues: [
    { id: 'q-support', name: 'Support', callerId: '+18005550199' },
    { id: 'q-sales', name: 'Sales' },
    { id: 'q-empty', name: 'Nobody' },
  ],
  routingProfiles: [
    { id: 'rp-support', name: 'Support agents', queues: [{ queueId: 'q-support', priority: 1, delaySeconds: 0 }] },
    {
      id: 'rp-both',
      name: 'Both',
      queues: [
        { queueId: 'q-sales', priority: 1, delaySeconds: 0 },
        { queueId: 'q-support', priority: 2, delaySeconds: 30 },
      ],
    },
  ],
  agents: [
    { id: 'ann', username: 'ann', routingProfileId: 'rp-support' },
    { id: 'bob', username: 'bob', routingProfileId: 'rp-support' },
    { id: 'zoe', username: 'zoe', routingProfileId: 'rp-both' },
  ],
};

/** Inbound calls are queued at once where their attribute `queue` says; dials after one second; queued callers just wait. */
async function playDefault(leg: FlowLeg, entry: FlowEntry): Promise<void> {
  if (entry.kind !== 'inbound' && entry.kind !== 'outbound') return;
  if (entry.kind === 'outbound') await leg.wait(1_000);
  const { queue } = leg.attributes();
  if (queue !== undefined) leg.setTargetQueue(queue);
  leg.transferToQueue();
}

export interface WorldOptions extends Partial<Omit<ConnectEmulatorOptions, 'clock' | 'rng' | 'uuid' | 'flows'>> {
  readonly seed?: number;
  readonly fate?: DialFate;
  readonly play?: (leg: FlowLeg, entry: FlowEntry) => Promise<void>;
}

/** An emulator on a stepped clock that remembers all it tells; delays are 0 unless given. */
export function createWorld({ seed = 1, fate, play = playDefault, ...options }: WorldOptions = {}) {
  const clock = createSteppedClock({ startMs: START_MS });
  const events: ContactEvent[] = [];
  const records: ContactRecord[] = [];
  const changes: CentreChange[] = [];
  let ids = 0;
  const emulator = createConnectEmulator({
    clock,
    rng: createRng(seed),
    uuid: () => `id-${(ids += 1)}`,
    setup: SETUP,
    flows: { play },
    network: { dial: () => fate ?? { kind: 'answers', afterMs: 12_000, who: 'person' } },
    talk: () => TALK,
    onContactEvent: (event) => void events.push(event),
    onContactRecord: (record) => void records.push(record),
    onChange: (change) => void changes.push(change),
    limits: 'none',
    ...options,
    timing: {
      eventDelayMs: () => 0,
      recordDelayMs: () => 0,
      metricsLagMs: () => 0,
      ...options.timing,
    },
  });
  return {
    clock,
    emulator,
    events,
    records,
    changes,
    run: (ms: number) => clock.runUntil(clock.nowMs() + ms),
    /** A call to a queue, its contact id. */
    call: (queue: string, from: string | null = '+12065550142') =>
      emulator.callIn({ from, to: '+18005550199', flowId: 'flow-in', attributes: { queue } }) ?? 'busy',
    eventTypes: (contactId: string) =>
      events.filter(({ detail }) => detail.contactId === contactId).map(({ detail }) => detail.eventType),
    event: (contactId: string, eventType: string) =>
      events.find(({ detail }) => detail.contactId === contactId && detail.eventType === eventType)?.detail,
    connections: () =>
      changes.flatMap((change) => (change.kind === 'agent_connected' ? [[change.contactId, change.agentId]] : [])),
    /** What happened to a contact, as kinds of change. */
    kindsOf: (contactId: string) =>
      changes.flatMap((change) =>
        change.kind !== 'agent_state' && change.contactId === contactId ? [change.kind] : [],
      ),
    /** The states an agent went through. */
    statesOf: (agentId: string) =>
      changes.flatMap((change) => (change.kind === 'agent_state' && change.agentId === agentId ? [change.state] : [])),
    /** The contacts that a contact went on as. */
    nextOf: (contactId: string) => emulator.contact(contactId)?.nextContactId ?? 'none',
    secondsOf: (kind: CentreChange['kind'], contactId: string) =>
      changes
        .filter((change) => change.kind === kind && 'contactId' in change && change.contactId === contactId)
        .map((change) => (change.atMs - START_MS) / 1_000),
  };
}

/** The real SDK client, as production uses it, without its own retries. */
function createClient(endpoint: string): ConnectClient {
  return new ConnectClient({
    endpoint,
    region: 'us-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

/** A world with its API served, and a client for it; call `close` at the end. */
export async function createServedWorld(options: WorldOptions = {}) {
  const world = createWorld(options);
  const { endpoint, close } = await world.emulator.listen();
  const client = createClient(endpoint);
  return {
    ...world,
    client,
    endpoint,
    close: async () => {
      client.destroy();
      await close();
    },
  };
}
