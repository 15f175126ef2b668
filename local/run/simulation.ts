import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectCapacity } from '../../lib/adapters/connect/capacity';
import { createConnectContacts } from '../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../lib/adapters/connect/dialer';
import { createConnectEffectiveHours } from '../../lib/adapters/connect/effective-hours';
import { createConnectTasks } from '../../lib/adapters/connect/tasks';
import { createSeededIds } from '../../lib/adapters/system/ids';
import { contactAttributes } from '../../lib/core/contact-attributes';
import type { Policy } from '../../lib/core/policy/policy';
import { createRng } from '../../lib/core/rng';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import type { Journal, JournalEntry } from '../../lib/ports/journal';
import type { Store } from '../../lib/ports/store';
import { createPatience } from '../callers/patience';
import { createPeople, type People, type Person } from '../callers/person';
import type { Visitors } from '../callers/visitors';
import type { SteppedClock } from '../clock/stepped-clock';
import { createConnectEmulator } from '../connect/emulator';
import type {
  CentreChange,
  ConnectEmulator,
  ConnectEmulatorOptions,
  EmulatorFaults,
  EmulatorTiming,
  InstanceSetup,
  PhoneNetwork,
} from '../connect/types';
import { compileLocally, entryFlowId } from '../flows/local-shelf';
import { createFlowRunner } from '../flows/runner/flow-runner';
import type { FlowObserver, InvokeLambda } from '../flows/runner/types';
import { createFunctionHost, type FunctionHost } from '../host/function-host';
import { watchStore } from '../observer/watched-store';
import { createRunObserver, type RunObserver } from '../observer/run-observer';
import { CENTRE_NUMBER } from './centre-setup';
import { telephonesOf, withVisitors, type Hearing } from './telephones';

/** What one simulated centre is made of. */
export interface SimulationOptions {
  readonly clock: SteppedClock;
  readonly seed: number;
  readonly policy: Policy;
  readonly setup: InstanceSetup;
  readonly store: Store;
  readonly network: (people: People) => PhoneNetwork;
  readonly hearing: Hearing;
  /** What goes wrong in the emulated Connect. */
  readonly faults?: EmulatorFaults;
  /** How long an agent takes to accept a call; Connect gives up to 20 s. Milliseconds. */
  readonly acceptMs: number;
  /** What agents do with tasks; by default they accept them as they do calls. */
  readonly taskAnswer?: EmulatorTiming['taskAnswer'];
  /** People from outside the simulation, at telephones of their own. */
  readonly visitors?: Visitors;
  /** Told of every action of every flow. */
  readonly onFlow?: FlowObserver;
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
  /** A person rings a queue; the call takes its course on the clock. The contact id, or undefined for a busy signal. */
  readonly ring: (call: {
    readonly number: string | null;
    readonly queue: string;
    readonly person: Person;
    /** Known before the call, so that it need not be asked. */
    readonly language?: LanguageCode | undefined;
  }) => string | undefined;
  readonly close: () => Promise<void>;
}

export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { clock, seed, policy } = options;
  const people = createPeople(options.stranger);
  const emulatorIds = createSeededIds(createRng(seed * 4 + 1));
  const { shelf } = compileLocally(policy);
  const emulator: ConnectEmulator = createConnectEmulator({
    clock,
    rng: createRng(seed * 4 + 3),
    uuid: emulatorIds.uuid,
    setup: options.setup,
    flows: { play: (leg, entry) => flows.play(leg, entry) },
    network: withVisitors(options.network(people), options.visitors),
    talk: talkOf(people),
    timing: {
      acceptMs: () => options.acceptMs,
      ...(options.taskAnswer === undefined ? {} : { taskAnswer: options.taskAnswer }),
    },
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    onContactEvent: (event) => host.contactEvent(event),
    onChange: (change) => {
      observer.onChange(change);
      patience.onChange(change);
      options.onChange?.(change);
      if (change.kind === 'contact_transferred') people.goesOver(change.fromContactId, change.contactId);
      if (change.kind === 'contact_ended') people.leaves(change.contactId);
    },
  });
  const observer = createRunObserver(clock.nowMs, emulator.contact, emulator.agentState);
  const patience = createPatience({
    clock,
    people,
    contactOf: emulator.contact,
    hangUp: emulator.hangUp,
  });
  const store = watchStore(options.store, observer.watcher);
  const server = await emulator.listen();
  const connect = localConnectClient(server.endpoint, policy.region);
  const host = createHost(options, { connect, store, observer });
  const flows = createFlowRunner({
    shelf,
    lambda: lambdaOf(host),
    rng: createRng(seed * 4 + 4),
    speechMs: options.hearing.speechMs,
    ...(options.onFlow === undefined ? {} : { observer: options.onFlow }),
    telephone: telephonesOf({ people, visitors: options.visitors, contactOf: emulator.contact, ...options.hearing }),
  });
  host.startTick();
  return {
    emulator,
    host,
    observer,
    store,
    endpoint: server.endpoint,
    ring: ({ number, queue, person, language }) => {
      const contactId = emulator.callIn({
        from: number,
        to: CENTRE_NUMBER,
        flowId: entryFlowId(queue),
        ...(language === undefined ? {} : { attributes: { [contactAttributes.language]: language } }),
      });
      if (contactId === undefined) observer.onBusySignal();
      else people.ringsIn(contactId, number, person);
      return contactId;
    },
    close: async () => {
      connect.destroy();
      await server.close();
    },
  };
}

/** The functions, on the real adapters and the real SDK client. */
function createHost(
  options: SimulationOptions,
  around: { readonly connect: ConnectClient; readonly store: Store; readonly observer: RunObserver },
): FunctionHost {
  const { clock, seed, policy } = options;
  const { connect, store, observer } = around;
  const journal: Journal = {
    note: (entry) => {
      observer.onJournal(entry);
      options.onJournal?.(entry);
    },
  };
  const functionIds = createSeededIds(createRng(seed * 4 + 2));
  return createFunctionHost(clock, functionIds.uuid, {
    store,
    dialer: createConnectDialer(connect, policy.instanceId),
    contacts: createConnectContacts(connect, policy.instanceId),
    capacity: createConnectCapacity(connect, policy, clock),
    tasks: createConnectTasks(connect, policy.instanceId),
    effectiveHours: createConnectEffectiveHours(connect, policy, clock, journal),
    journal,
    clock,
    ids: functionIds,
    policy,
  });
}

/** The one function that flows call. */
function lambdaOf(host: FunctionHost): InvokeLambda {
  return async (_arn, event) => {
    const answer = await host.ivr(event);
    return answer === undefined ? { kind: 'failed' } : { kind: 'answered', payload: JSON.stringify(answer) };
  };
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
