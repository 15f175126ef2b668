import { createHandler as createContactEvents } from '../../functions/contact-events/handler';
import { createHandler as createContactRecords } from '../../functions/contact-records/handler';
import { createHandler as createDispatch } from '../../functions/dispatch/handler';
import { createHandler as createFcr } from '../../functions/fcr/handler';
import { createHandler as createIvr } from '../../functions/ivr/handler';
import { createHandler as createNotify } from '../../functions/notify/handler';
import { createHandler as createOutbox } from '../../functions/outbox/handler';
import type { Deps } from '../../lib/app/deps';
import type { NoticeDeps } from '../../lib/app/notices/notice-deps';
import type { Change } from '../../lib/ports/changes';
import type { Wakes } from '../../lib/ports/wakes';
import type { SteppedClock } from '../clock/stepped-clock';
import { createAsynchronousCalls } from './asynchronous-calls';
import { createDispatchQueue } from './dispatch-queue';
import { lambdaContext } from './lambda-context';
import { createLocalBus, type Envelope } from './local-bus';
import { noMeter, type Meter } from './meter';
import { changeIn, kinesisEvent, tableStreamEvent } from './stream-events';
import { createStreamSource } from './stream-source';

/** The functions, called as Lambda calls them: with JSON, and again when an asynchronous call or a batch fails. */
export interface FunctionHost {
  /** A contact flow's Lambda block: the answer, or undefined when the function failed. */
  readonly ivr: (event: unknown) => Promise<Readonly<Record<string, string>> | undefined>;
  /** An EventBridge delivery: asynchronous, two retries, then the dead letters. */
  readonly contactEvent: (event: unknown) => Promise<void>;
  /** A contact record on its stream. */
  readonly contactRecord: (record: unknown) => void;
  /** A change on the table's stream. */
  readonly change: (change: Change) => void;
  /** Starts the minute tick of the dispatcher, and the hourly one of measuring. */
  readonly startTick: () => void;
  readonly deadLetters: () => number;
  readonly dispatchFailures: () => number;
  /** Domain events told so far, by type. */
  readonly eventsTold: () => Readonly<Record<string, number>>;
  /** What they stand on, for what a supervisor does beside them. */
  readonly deps: Deps;
}

/** What the functions stand on; the queue of wakes and the bus are the host's own. */
export type HostDeps = Omit<Deps, 'wakes'> & Omit<NoticeDeps, keyof Deps>;

const TICK_MS = 60_000;
const HOUR_MS = 3_600_000;

/** As deployed; that a change is there for the outbox within a fifth of a second is what DynamoDB streams usually take. */
const recordStream = { windowMs: 5_000, batchMax: 100, retriesMax: 20 } as const;
const tableStream = { windowMs: 200, batchMax: 100, retriesMax: 100 } as const;

/** Hosts the functions on the simulation's clock. */
export function createFunctionHost(
  clock: SteppedClock,
  uuid: () => string,
  hostDeps: HostDeps,
  { invoke, wake }: Meter = noMeter,
): FunctionHost {
  const queue = createDispatchQueue(clock, uuid, async (event) =>
    invoke('dispatch', () => dispatch(asJson(event), lambdaContext('dispatch'))),
  );
  const deps: Deps = { ...hostDeps, wakes: counted(queue, wake) };
  const dispatch = createDispatch(deps);
  const ivr = createIvr(deps);
  const contactEvents = createContactEvents(deps);
  const contactRecords = createContactRecords(deps);
  const notify = createNotify(hostDeps);
  const fcr = createFcr(deps);
  const events = createAsynchronousCalls<unknown>(clock, async (event) => {
    await invoke('contact-events', () => contactEvents(asJson(event), lambdaContext('contact-events')));
  });
  const notices = createAsynchronousCalls<Envelope>(clock, async (event) => {
    await invoke('notify', () => notify(asJson(event), lambdaContext('notify')));
  });
  const refreshes = createAsynchronousCalls<unknown>(clock, async (event) => {
    await invoke('fcr', () => fcr(asJson(event), lambdaContext('fcr')));
  });
  const bus = createLocalBus(clock, notices.call);
  const outbox = createOutbox({ ...deps, bus }, changeIn);
  const records = createStreamSource<unknown>(clock, {
    ...recordStream,
    deliver: (items) =>
      invoke('contact-records', () => contactRecords(kinesisEvent(items), lambdaContext('contact-records'))),
  });
  const changes = createStreamSource<Change>(clock, {
    ...tableStream,
    deliver: (items) => invoke('outbox', () => outbox(tableStreamEvent(items), lambdaContext('outbox'))),
  });

  function tick(): void {
    clock.after(TICK_MS, async () => {
      tick();
      await queue.wake('tick');
    });
  }

  function refreshHourly(): void {
    clock.after(HOUR_MS, async () => {
      refreshHourly();
      await refreshes.call({});
    });
  }

  return {
    ivr: async (event) => {
      try {
        return await invoke('ivr', () => ivr(asJson(event), lambdaContext('ivr')));
      } catch {
        return undefined;
      }
    },
    contactEvent: events.call,
    contactRecord: records.put,
    change: changes.put,
    startTick: () => {
      tick();
      refreshHourly();
    },
    deadLetters: () =>
      [events, notices, refreshes, records, changes, queue].reduce((sum, { deadLetters }) => sum + deadLetters(), 0),
    dispatchFailures: queue.failures,
    eventsTold: bus.counts,
    deps,
  };
}

/** Wakes, and whoever counts them told of each. */
function counted(queue: Wakes, tell: () => void): Wakes {
  return {
    wake: (reason) => {
      tell();
      return queue.wake(reason);
    },
  };
}

/** A copy, as JSON over the wire would be one; a function cannot change what its caller holds. */
function asJson<T>(event: T): T {
  const copy: T = JSON.parse(JSON.stringify(event));
  return copy;
}
