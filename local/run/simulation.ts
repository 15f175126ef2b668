import { createSeededIds } from '../../lib/adapters/system/ids';
import { contactAttributes } from '../../lib/core/contact-attributes';
import type { Policy } from '../../lib/core/policy/policy';
import { createRng } from '../../lib/core/rng';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import type { Directory } from '../../lib/ports/directory';
import type { JournalEntry } from '../../lib/ports/journal';
import type { Store } from '../../lib/ports/store';
import { createCaseDesk } from '../callers/case-desk';
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
import { uniformMs } from '../connect/uniform';
import { compileLocally, entryFlowId } from '../flows/local-shelf';
import { createFlowRunner } from '../flows/runner/flow-runner';
import type { FlowObserver } from '../flows/runner/types';
import type { ChangeFeed } from '../host/change-feed';
import type { FunctionHost } from '../host/function-host';
import type { Meter } from '../host/meter';
import { createLocalNotices, type LocalNotices } from '../notices/notices';
import { createLineMinutes, type LineMinutes } from '../observer/line-minutes';
import { watchStore } from '../observer/watched-store';
import { createRunObserver, type RunObserver } from '../observer/run-observer';
import { CENTRE_NUMBER } from './centre-setup';
import { createSimulatedFunctions, lambdaOf, localConnectClient } from './simulated-functions';
import { telephonesOf, withVisitors, type Hearing } from './telephones';

const RECORDS_SEED = 3_000_017;

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
  /** What agents do with calls, where they do not just accept them. */
  readonly callAnswer?: EmulatorTiming['callAnswer'];
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
  /** What the store tells of its changes; without it no events and no notices follow from them. */
  readonly changes?: ChangeFeed;
  /** Who callers are; without it the file that the policy names says so, if any. */
  readonly directory?: Directory;
  /** Where notices are written as files; without it they are counted only. */
  readonly noticesFolder?: string;
  /** Counts what functions do. */
  readonly meter?: Meter;
  /** What the emulator waits with its events and records for; Connect's own delays by default. */
  readonly feedTiming?: Pick<EmulatorTiming, 'eventDelayMs' | 'recordDelayMs'>;
}

/** Holdfree as it runs in the cloud, around an emulated Connect: the real handlers, adapters and SDK client. */
export interface Simulation {
  readonly emulator: ConnectEmulator;
  readonly host: FunctionHost;
  readonly observer: RunObserver;
  readonly store: Store;
  readonly notices: LocalNotices;
  readonly lines: LineMinutes;
  /** Contact events and records that the emulated Connect has delivered. */
  readonly sent: () => { readonly events: number; readonly records: number };
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
  const sent = { events: 0, records: 0 };
  const emulator: ConnectEmulator = createConnectEmulator({
    clock,
    rng: createRng(seed * 4 + 3),
    uuid: emulatorIds.uuid,
    setup: options.setup,
    flows: { play: (leg, entry) => flows.play(leg, entry) },
    network: withVisitors(options.network(people), options.visitors),
    talk: talkOf(people),
    timing: timingOf(options),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    onContactEvent: (event) => {
      sent.events += 1;
      return host.contactEvent(event);
    },
    onContactRecord: (record) => {
      sent.records += 1;
      host.contactRecord(record);
    },
    onChange: (change) => {
      for (const watcher of [observer, lines, patience, caseDesk]) watcher.onChange(change);
      options.onChange?.(change);
      if (change.kind === 'contact_transferred') people.goesOver(change.fromContactId, change.contactId);
      if (change.kind === 'contact_ended') people.leaves(change.contactId);
    },
  });
  const observer = createRunObserver(clock.nowMs, emulator.contact, emulator.agentState);
  const lines = createLineMinutes(clock.nowMs, emulator.core.book.onLineCount);
  const patience = createPatience({ clock, people, contactOf: emulator.contact, hangUp: emulator.hangUp });
  const caseDesk = createCaseDesk({ clock, contactOf: emulator.contact, complete: emulator.completeTask });
  const store = watchStore(options.store, observer.watcher);
  const server = await emulator.listen();
  const connect = localConnectClient(server.endpoint, policy.region);
  options.meter?.connect(connect);
  const notices = createLocalNotices(clock.nowMs, options.noticesFolder);
  const host = createSimulatedFunctions(options, { connect, store, observer, notices });
  options.changes?.follow(host.change);
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
    notices,
    lines,
    sent: () => ({ ...sent }),
    endpoint: server.endpoint,
    ring: ringer(emulator, people, () => {
      observer.onBusySignal();
      lines.onBusySignal();
    }),
    close: async () => {
      connect.destroy();
      await server.close();
    },
  };
}

function timingOf({ seed, acceptMs, callAnswer, taskAnswer, feedTiming }: SimulationOptions): EmulatorTiming {
  return {
    acceptMs: () => acceptMs,
    ...(callAnswer === undefined ? {} : { callAnswer }),
    ...(taskAnswer === undefined ? {} : { taskAnswer }),
    // Drawn apart, so that records change nothing of what else is drawn.
    recordDelayMs: uniformMs(createRng(seed + RECORDS_SEED), 30_000, 90_000),
    ...feedTiming,
  };
}

function ringer({ callIn }: ConnectEmulator, people: People, onBusySignal: () => void): Simulation['ring'] {
  return ({ number, queue, person, language }) => {
    const contactId = callIn({
      from: number,
      to: CENTRE_NUMBER,
      flowId: entryFlowId(queue),
      ...(language === undefined ? {} : { attributes: { [contactAttributes.language]: language } }),
    });
    if (contactId === undefined) onBusySignal();
    else people.ringsIn(contactId, number, person);
    return contactId;
  };
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
