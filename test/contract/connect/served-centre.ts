import type { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectContacts } from '../../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../../lib/adapters/connect/dialer';
import type { DialRequest } from '../../../lib/core/callback/callback';
import type { Policy, QueuePolicy } from '../../../lib/core/policy/policy';
import type { EmulatorFaults } from '../../../local/connect/types';
import { ARN, createServedWorld, INSTANCE_ID, type WorldOptions } from '../../unit/local/connect/world';

export const CALLER = '+12065550142';

type Fault = ReturnType<NonNullable<EmulatorFaults['api']>>;

/** The emulator behind HTTP and the adapters before it, with a switch for faults and a count of API calls. */
export async function serveCentre(options: WorldOptions = {}) {
  const faults = new Map<string, Fault>();
  const counts = new Map<string, number>();
  const world = await createServedWorld({
    ...options,
    faults: {
      api: (operation) => {
        counts.set(operation, (counts.get(operation) ?? 0) + 1);
        return faults.get(operation);
      },
    },
  });
  return {
    ...world,
    ...adaptersOn(world.client),
    setFault: (operation: string, fault: Fault) => void faults.set(operation, fault),
    callsOf: (operation: string) => counts.get(operation) ?? 0,
  };
}

function adaptersOn(client: ConnectClient) {
  return { dialer: createConnectDialer(client, INSTANCE_ID), contacts: createConnectContacts(client, INSTANCE_ID) };
}

export function dialWith(changes: Partial<DialRequest> = {}): DialRequest {
  return {
    clientToken: 'callback-1',
    number: CALLER,
    queueId: 'q-support',
    flowId: 'flow-out',
    relatedContactId: 'id-0',
    attributes: { holdfree_callback: 'callback', holdfree_attempt: '1', queue: 'q-support' },
    ...changes,
  };
}

const DAY_MS = 86_400_000;

/** `changes` to every queue. */
export function policyFor(queueIds: readonly string[], changes: Partial<QueuePolicy> = {}): Policy {
  return {
    instanceArn: ARN,
    instanceId: INSTANCE_ID,
    region: 'us-west-2',
    country: 'US',
    callbackFlowId: 'flow-out',
    ageBy: 'api',
    dialing: { perSecond: 2, burst: 5, ringLimitMs: 25_000, perHour: 1_000, perNumberPerDay: 5 },
    dispatch: { mode: 'auto', isReservedOn: false, isGivingOn: true },
    calling: { legalWindows: { requested: [], lost: [] }, holidays: { requested: [], lost: [] } },
    numbers: { countries: 'any', types: ['unknown'], blocked: [] },
    lost: { earlyMs: 10_000, internal: [], handledReasons: ['called by hand'] },
    notices: { supervisors: [], texts: {} },
    fcr: { windowMs: 7 * DAY_MS, talkMinMs: 10_000, sampleMin: 30, halfLifeMs: 30 * DAY_MS, horizonMs: 90 * DAY_MS },
    alarms: {
      emails: [],
      oldestDueMs: 600_000,
      readyWaitMs: 60_000,
      openCases: 50,
      concurrentCallsShare: 0.8,
    },
    retention: { keptMs: 400 * DAY_MS, logDays: 30 },
    deployment: { warmIvr: 0, isDispatcherReserved: true, bakeMinutes: 10, isDemo: false },
    queues: queueIds.map((queueId) => ({ ...queuePolicyFor(queueId), ...changes })),
  };
}

/** The queue of an id is named after it, so that names and ids cannot be mistaken for each other. */
function queuePolicyFor(queueId: string): QueuePolicy {
  const afterMs = { busy: 1, no_answer: 1, voicemail: 1, failed: 1, left_after_ready: 1 };
  return {
    name: `the ${queueId}`,
    queueId,
    pool: 'frontline',
    phoneNumbers: [],
    languages: ['en-US'],
    hold: { isAllowed: true, interruptMs: 45_000, atLongest: 'offer', isOfferMade: true },
    slots: { lengthMs: 900_000, capacity: 4, aheadMs: 86_400_000, leadMs: 0 },
    hours: { timeZone: 'America/Los_Angeles', windows: [] },
    offerWaitMs: 120_000,
    retry: { attemptsMax: 3, afterMs, limits: {} },
    weight: 1,
    keptForHolders: { requested: 0, lost: 0.5 },
    classes: [],
    deadlineMs: 86_400_000,
    servedAfterMs: 10_000,
    patienceMs: 600_000,
    lost: { shortMs: 5_000, isSmsSent: false, deadlineMs: 1_800_000 },
    routing: { inbound: [], requested: [], lost: [] },
  };
}
