import { createRng } from '../../../lib/core/rng';
import { parseContactEvent } from '../../../functions/contact-events/contact-event';
import { identifyCaller } from '../../../lib/app/identify-caller';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import { registerCallback } from '../../../lib/app/register-callback';
import { dialAttributes } from '../../../lib/app/find-dial';
import { invariant } from '../../../lib/core/invariant';
import type { CallbackKey } from '../../../lib/ports/callback-store';
import type { JournalEntry } from '../../../lib/ports/journal';
import { createSteppedClock } from '../../../local/clock/stepped-clock';
import { createConnectEmulator } from '../../../local/connect/emulator';
import type { ContactEvent, DialFate, FlowEntry, FlowLeg, InstanceSetup } from '../../../local/connect/types';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import type { CommandProcess } from '../processes/run-script';
import { depsOn, samplePolicy } from './local-deps';
import { runDispatcher, type DispatcherRun } from './run-dispatcher';
import type { CrashPoint } from './run-plan';

/** A Monday, within every hour of the sample configuration. */
const START_MS = Date.parse('2026-03-02T10:00:00Z');
const INBOUND_FLOW = 'inbound';
export const CALLER = '+447700900123';

/** A centre with one agent, a table, and dispatchers that run as processes of their own where they are killed. */
export interface CrashCentre {
  readonly key: CallbackKey;
  /** Runs a dispatcher on the centre as it is now. */
  readonly dispatch: (killAt?: CrashPoint) => Promise<DispatcherRun>;
  readonly pass: (ms: number) => Promise<void>;
  /** Contact events wait here until they are delivered, in order. */
  readonly deliverEvents: () => Promise<void>;
  /** Contacts that StartOutboundVoiceContact has made, by the number dialed. */
  readonly dialsTo: (number: string) => number;
  readonly deps: ReturnType<typeof depsOn>['deps'];
  readonly journal: readonly JournalEntry[];
  readonly close: () => Promise<void>;
}

/** Opens the centre with one caller who has asked to be called back, and hung up; dispatchers after a crash run in `restarted`. */
export async function openCrashCentre(fate: DialFate, restarted: CommandProcess): Promise<CrashCentre> {
  const policy = samplePolicy();
  const [queue] = policy.queues;
  invariant(queue !== undefined, 'the sample configuration has a queue');
  const clock = createSteppedClock({ startMs: START_MS });
  const events: ContactEvent[] = [];
  const journal: JournalEntry[] = [];
  let ids = 0;
  const emulator = createConnectEmulator({
    clock,
    rng: createRng(1),
    uuid: () => `contact-${(ids += 1)}`,
    setup: setupFor(queue.queueId),
    flows: { play },
    network: { dial: () => fate },
    talk: () => ({ talkMs: 90_000, afterContactWorkMs: 10_000, endedBy: 'customer' }),
    onContactEvent: (event) => void events.push(event),
    timing: { eventDelayMs: () => 0, metricsLagMs: () => 0, recordDelayMs: () => 0 },
  });
  const connect = await emulator.listen();
  const dynamo = await startEmbeddedDynamo();
  const tableName = 'callbacks';
  await createTable(dynamo.client, tableName);
  const endpoints = { connectEndpoint: connect.endpoint, dynamoEndpoint: dynamo.endpoint, tableName };
  const { deps, destroy } = depsOn(endpoints, clock, (entry) => void journal.push(entry));

  const deliverEvents = async () => {
    for (const envelope of events.splice(0)) {
      const parsed = parseContactEvent(JSON.parse(JSON.stringify(envelope)));
      if (parsed.kind === 'event') await recordContactEvent(deps, parsed.event);
    }
  };
  const pass = (ms: number) => clock.runUntil(clock.nowMs() + ms);

  const contactId = emulator.callIn({ from: CALLER, to: '+441632960000', flowId: INBOUND_FLOW }) ?? 'busy';
  await pass(1_000);
  await identifyCaller(deps, { contactId, from: CALLER, queue });
  const registered = await registerCallback(deps, { contactId, from: CALLER, queue });
  invariant(registered.ok, 'the request is accepted');
  emulator.hangUp(contactId);
  emulator.signIn('ann');
  await pass(1_000);
  await deliverEvents();

  return {
    key: { number: CALLER, queue: queue.name },
    dispatch: (killAt) =>
      runDispatcher({ ...endpoints, nowMs: clock.nowMs(), ...(killAt === undefined ? {} : { killAt }) }, restarted),
    pass,
    deliverEvents,
    dialsTo: (number) => emulator.snapshot().dialsByNumber[number] ?? 0,
    deps,
    journal,
    close: async () => {
      destroy();
      await Promise.all([connect.close(), dynamo.close()]);
    },
  };
}

function setupFor(queueId: string): InstanceSetup {
  const { instanceId, region, callbackFlowId = 'none', queues } = samplePolicy();
  return {
    instanceId,
    region,
    accountId: '111122223333',
    concurrentCallsMax: 10,
    flows: [
      { id: INBOUND_FLOW, name: 'Inbound' },
      { id: callbackFlowId, name: 'Callback' },
    ],
    queues: queues.map((queue) => ({ id: queue.queueId, name: queue.name, callerId: '+441632960000' })),
    routingProfiles: [{ id: 'frontline', name: 'Frontline', queues: [{ queueId, priority: 1, delaySeconds: 0 }] }],
    agents: [{ id: 'ann', username: 'ann', routingProfileId: 'frontline' }],
  };
}

/** Who calls in listens until hanging up; who is called back presses 1 after a second. */
async function play(leg: FlowLeg, entry: FlowEntry): Promise<void> {
  if (entry.kind === 'customer_queue') return;
  await leg.wait(entry.kind === 'outbound' ? 1_000 : 600_000);
  if (entry.kind === 'inbound') return;
  leg.setTargetQueue(leg.attributes()[dialAttributes.queueId] ?? 'unknown');
  leg.transferToQueue();
}
