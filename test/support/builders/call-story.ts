import type { ContactFacts } from '../../../lib/core/callback/attempt';
import { contactAttributes, type Stage } from '../../../lib/core/contact-attributes';
import { initiationOf } from '../../../lib/core/lost/initiation';
import { callerNumber, noonMs } from './callbacks';
import { arnOf, contactEventEnvelope } from './lambda';
import { queueIds } from './policies';
import type { World } from './world';

/** One contact as it really was; times are seconds after noon. */
export interface Leg {
  readonly id: string;
  /** INBOUND where nothing else is said. */
  readonly method?: string;
  readonly initial?: string;
  readonly next?: string;
  readonly channel?: string;
  readonly start: number;
  readonly queued?: number;
  readonly queue?: string;
  /** When an agent came. */
  readonly agent?: number;
  /** Which one, where that matters. */
  readonly agentId?: string;
  /** When the telephone was picked up, in a dial. */
  readonly answered?: number;
  readonly end?: number;
  /** When after-contact work ended. */
  readonly work?: number;
  readonly reason?: string | null;
  readonly stage?: Stage;
  /** What the flow noted as the queue; `null`: nothing. */
  readonly queueName?: string | null;
  readonly prompt?: string;
  readonly from?: string | null;
  readonly offers?: number;
  readonly away?: string;
}

const instanceArn = 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
const usualAgentId = 'agent-1';

/** Milliseconds that records do not know. */
const LATE_MS = 481;

const iso = (seconds: number | undefined) =>
  seconds === undefined ? undefined : new Date(noonMs + seconds * 1000 + LATE_MS).toISOString();
const isoSeconds = (seconds: number | undefined) =>
  seconds === undefined ? null : new Date(noonMs + seconds * 1000).toISOString().replace('.000Z', 'Z');

function attributesOf({ stage, queueName = 'support', prompt }: Leg): Readonly<Record<string, string>> {
  return {
    ...(stage === undefined ? {} : { [contactAttributes.stage]: stage }),
    ...(queueName === null ? {} : { [contactAttributes.queueName]: queueName }),
    ...(prompt === undefined ? {} : { [contactAttributes.prompt]: prompt }),
  };
}

const numberOf = ({ from = callerNumber }: Leg) => from;

/** The contact event of that moment, as EventBridge hands it over. */
export function eventOf(leg: Leg, eventType: string): unknown {
  const { id, method = 'INBOUND', channel = 'VOICE', initial, start, queued, queue = queueIds.support } = leg;
  const order = ['INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED', 'COMPLETED'];
  const has = (moment: string) => order.indexOf(eventType) >= order.indexOf(moment);
  const connectedAt = method === 'INBOUND' ? start : leg.answered;
  return contactEventEnvelope({
    eventType,
    contactId: id,
    channel,
    initiationMethod: method,
    initiationTimestamp: iso(start),
    ...(initial === undefined ? {} : { initialContactId: initial, previousContactId: initial }),
    ...(connectedAt === undefined || !has('CONNECTED_TO_SYSTEM')
      ? {}
      : { connectedToSystemTimestamp: iso(connectedAt) }),
    ...(queued === undefined || !has('QUEUED')
      ? {}
      : { queueInfo: { queueArn: arnOf.queue(queue), queueType: 'STANDARD', enqueueTimestamp: iso(queued) } }),
    ...(leg.agent === undefined || !has('CONNECTED_TO_AGENT') ? {} : { agentInfo: agentOf(leg, has('COMPLETED')) }),
    ...(leg.end === undefined || !has('DISCONNECTED') ? {} : { disconnectTimestamp: iso(leg.end) }),
  });
}

function agentOf({ agent, agentId = usualAgentId, end, work }: Leg, isCompleted: boolean) {
  return {
    agentArn: arnOf.agent(agentId),
    connectedToAgentTimestamp: iso(agent),
    ...(isCompleted && work !== undefined
      ? { afterContactWorkStartTimestamp: iso(end), afterContactWorkEndTimestamp: iso(work) }
      : {}),
  };
}

/** The contact record, with what is unset as null, updated so long after the end. */
export function recordOf(leg: Leg, updatedAfter = 70): Readonly<Record<string, unknown>> {
  const { id, method = 'INBOUND', channel = 'VOICE', initial = null, next = null, agent, end = leg.start } = leg;
  return {
    AWSContactTraceRecordFormatVersion: '2017-03-10',
    AgentConnectionAttempts: leg.offers ?? (agent === undefined ? 0 : 1),
    Attributes: attributesOf(leg),
    Campaign: { CampaignId: null },
    Channel: channel,
    ConnectedToSystemTimestamp: isoSeconds(method === 'INBOUND' ? leg.start : leg.answered),
    ContactId: id,
    CustomerEndpoint: endpointOf(numberOf(leg)),
    DisconnectReason: leg.reason === undefined ? 'CUSTOMER_DISCONNECT' : leg.reason,
    DisconnectTimestamp: isoSeconds(leg.end),
    InitialContactId: initial,
    InitiationMethod: method,
    InitiationTimestamp: isoSeconds(leg.start),
    InstanceARN: instanceArn,
    LastUpdateTimestamp: isoSeconds(end + updatedAfter),
    NextContactId: next,
    PreviousContactId: initial,
    TransferCompletedTimestamp: isoSeconds(leg.away === undefined ? undefined : leg.end),
    TransferredToEndpoint: endpointOf(leg.away),
    ...recordedQueue(leg),
    ...recordedAgent(leg),
  };
}

const endpointOf = (address: string | null | undefined) =>
  typeof address === 'string' ? { Address: address, Type: 'TELEPHONE_NUMBER' } : null;

function recordedQueue({ queued, queue = queueIds.support }: Leg) {
  if (queued === undefined) return { Queue: null };
  return { Queue: { ARN: arnOf.queue(queue), EnqueueTimestamp: isoSeconds(queued), Name: 'Support' } };
}

function recordedAgent({ agent, agentId = usualAgentId, work }: Leg) {
  if (agent === undefined) return { Agent: null };
  const ConnectedToAgentTimestamp = isoSeconds(agent);
  const AfterContactWorkEndTimestamp = isoSeconds(work);
  return { Agent: { ARN: arnOf.agent(agentId), ConnectedToAgentTimestamp, AfterContactWorkEndTimestamp } };
}

/** Lets the pretended Connect answer of that contact as it would once all is over. */
export function tellLeg(world: World, leg: Leg): void {
  const at = (seconds: number | undefined) => (seconds === undefined ? undefined : noonMs + seconds * 1000 + LATE_MS);
  const { id, method = 'INBOUND', channel = 'VOICE', agent, agentId = usualAgentId } = leg;
  const { reason = 'CUSTOMER_DISCONNECT' } = leg;
  const times = {
    initiatedAtMs: at(leg.start),
    enqueuedAtMs: at(leg.queued),
    connectedToAgentAtMs: at(agent),
    disconnectedAtMs: at(leg.end),
    afterContactWorkEndedAtMs: at(leg.work),
    agentId: agent === undefined ? undefined : agentId,
    disconnectReason: reason ?? undefined,
  };
  const known: Omit<ContactFacts, 'contactId'> = Object.fromEntries(
    Object.entries(times).filter(([, value]) => value !== undefined),
  );
  const initiation = channel === 'VOICE' ? initiationOf(method) : 'other';
  world.connect.tell({ ...known, contactId: id }, numberOf(leg) ?? '', {
    attributes: attributesOf(leg),
    initiation,
    ...(leg.queued === undefined ? {} : { queueId: leg.queue ?? queueIds.support }),
  });
}
