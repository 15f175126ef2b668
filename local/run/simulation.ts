import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectCapacity } from '../../lib/adapters/connect/capacity';
import { createConnectContacts } from '../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../lib/adapters/connect/dialer';
import { createSeededIds } from '../../lib/adapters/system/ids';
import type { Policy } from '../../lib/core/policy/policy';
import { createRng } from '../../lib/core/rng';
import type { JournalEntry } from '../../lib/ports/journal';
import type { Store } from '../../lib/ports/store';
import { createPeople, type People, type Person } from '../callers/person';
import type { SteppedClock } from '../clock/stepped-clock';
import { createConnectEmulator } from '../connect/emulator';
import type {
  CentreChange,
  ConnectEmulator,
  ConnectEmulatorOptions,
  EmulatorFaults,
  InstanceSetup,
  PhoneNetwork,
} from '../connect/types';
import { createFixedFlows, type FlowTiming } from '../flows/fixed-flows';
import { createFunctionHost, type FunctionHost } from '../host/function-host';
import { watchStore } from '../observer/watched-store';
import { createRunObserver, type RunObserver } from '../observer/run-observer';
import { CENTRE_NUMBER, ENTRY_FLOW_ID } from './centre-setup';

/** What one simulated centre is made of. */
export interface SimulationOptions {
  readonly clock: SteppedClock;
  readonly seed: number;
  readonly policy: Policy;
  readonly setup: InstanceSetup;
  readonly store: Store;
  readonly network: (people: People) => PhoneNetwork;
  readonly timing: FlowTiming;
  /** What goes wrong in the emulated Connect. */
  readonly faults?: EmulatorFaults;
  /** How long an agent takes to accept a call; Connect gives up to 20 s. Milliseconds. */
  readonly acceptMs: number;
  /** Who answers a number that nobody rang from in this run. */
  readonly stranger?: () => Person;
  readonly onChange?: (change: CentreChange) => void;
  readonly onJournal?: (entry: JournalEntry) => void;
}

/** Holdfree as it runs in the cloud, around an emulated Connect: the real handlers, adapters and SDK client. */
export interface Simulation {
  readonly emulator: ConnectEmulator;
  readonly host: FunctionHost;
  readonly observer: RunObserver;
  readonly store: Store;
  /** Where the emulated Connect API listens. */
  readonly endpoint: string;
  /** A person rings a queue; the call takes its course on the clock. */
  readonly ring: (call: { readonly number: string | null; readonly queue: string; readonly person: Person }) => void;
  readonly close: () => Promise<void>;
}

/** The contact attribute by which an entry point says which queue a call is for. */
const QUEUE_ATTRIBUTE = 'queue';

export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { clock, seed, policy } = options;
  const people = createPeople(options.stranger);
  const emulatorIds = createSeededIds(createRng(seed * 4 + 1));
  const functionIds = createSeededIds(createRng(seed * 4 + 2));
  const emulator: ConnectEmulator = createConnectEmulator({
    clock,
    rng: createRng(seed * 4 + 3),
    uuid: emulatorIds.uuid,
    setup: options.setup,
    flows: { play: (leg, entry) => flows.play(leg, entry) },
    network: options.network(people),
    talk: talkOf(people),
    timing: { acceptMs: () => options.acceptMs },
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    onContactEvent: (event) => host.contactEvent(event),
    onChange: (change) => {
      observer.onChange(change);
      options.onChange?.(change);
      if (change.kind === 'contact_ended') people.leaves(change.contactId);
    },
  });
  const observer = createRunObserver(clock.nowMs, emulator.contact);
  const store = watchStore(options.store, observer.watcher);
  const server = await emulator.listen();
  const connect = localConnectClient(server.endpoint, policy.region);
  const host: FunctionHost = createFunctionHost(clock, functionIds.uuid, {
    store,
    dialer: createConnectDialer(connect, policy.instanceId),
    contacts: createConnectContacts(connect, policy.instanceId),
    capacity: createConnectCapacity(connect, policy, clock),
    journal: {
      note: (entry) => {
        observer.onJournal(entry);
        options.onJournal?.(entry);
      },
    },
    clock,
    ids: functionIds,
    policy,
  });
  const flows = createFixedFlows({
    clock,
    people,
    ivr: host.ivr,
    hangUp: emulator.hangUp,
    isVoicemail: (contactId) => emulator.contact(contactId)?.answeredBy === 'voicemail',
    timing: options.timing,
    queueOf: (leg) => queueFrom(policy, leg.attributes()[QUEUE_ATTRIBUTE]),
  });
  host.startTick();
  return {
    emulator,
    host,
    observer,
    store,
    endpoint: server.endpoint,
    ring: ({ number, queue, person }) => {
      const attributes = { [QUEUE_ATTRIBUTE]: queue };
      const contactId = emulator.callIn({ from: number, to: CENTRE_NUMBER, flowId: ENTRY_FLOW_ID, attributes });
      if (contactId === undefined) observer.onBusySignal();
      else people.ringsIn(contactId, number, person);
    },
    close: async () => {
      connect.destroy();
      await server.close();
    },
  };
}

function queueFrom(policy: Policy, name: string | undefined): { readonly name: string; readonly id: string } {
  const queue = policy.queues.find((one) => one.name === name) ?? policy.queues[0];
  if (queue === undefined) throw new Error('the policy has no queue');
  return { name: queue.name, id: queue.queueId };
}

/** The real SDK client, pointed at the emulator. Repeats are decided by Holdfree, on the simulation's clock. */
function localConnectClient(endpoint: string, region: string): ConnectClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new ConnectClient({ endpoint, region, credentials, maxAttempts: 1 });
}

/** A conversation lasts as long as its caller was drawn to talk. */
export function talkOf(people: People): ConnectEmulatorOptions['talk'] {
  return ({ contactId, customerNumber }) => {
    const person = people.on(contactId, customerNumber);
    return {
      talkMs: person?.talkMs ?? 0,
      afterContactWorkMs: person?.afterContactWorkMs ?? 0,
      endedBy: 'customer',
    };
  };
}
