import { AVAILABLE, OFFLINE } from './agent';
import { createAttributeBook } from './attributes';
import type { AttributeBook } from './attributes';
import { createCentre } from './centre';
import type { Centre, CentreDeps } from './centre';
import { createClientTokens } from './client-tokens';
import { channelOf, hasCustomer, isOnLine } from './contact';
import { createContactBook } from './contact-book';
import type { ContactBook } from './contact-book';
import { createEventFeed } from './event-feed';
import type { EventFeed } from './event-feed';
import { createFlowLegs } from './flow-legs';
import type { PlayFlow } from './flow-legs';
import { createConnectServer } from './http/server';
import { createInbound } from './inbound';
import { createNumberBook } from './number-book';
import { createOutbound } from './outbound';
import { createPhoneLines } from './phone-lines';
import type { PhoneLines } from './phone-lines';
import { createQueueMetrics } from './queue-metrics';
import type { QueueMetrics } from './queue-metrics';
import { createRecorded } from './recorded';
import { createRoster } from './roster';
import type { Roster } from './roster';
import { createRoutingData } from './routing-data';
import type { RoutingData } from './routing-data';
import { createInstance } from './setup';
import type { Instance } from './setup';
import { restoreSnapshot, takeSnapshot } from './snapshot';
import { createTasks } from './tasks';
import type { CentreChange, ConnectEmulator, ConnectEmulatorOptions, EmulatorTiming } from './types';
import { uniformMs } from './uniform';

interface Parts {
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly roster: Roster;
  readonly feed: EventFeed;
  readonly centre: Centre;
  readonly metrics: QueueMetrics;
  readonly attributes: AttributeBook;
  readonly lines: PhoneLines;
  readonly routingData: RoutingData;
  readonly play: PlayFlow;
}

function createParts(options: ConnectEmulatorOptions): Parts {
  const { clock, rng, uuid, timing } = options;
  const { nowMs } = clock;
  const onChange = (change: CentreChange): void => options.onChange?.(change);
  const instance = createInstance(options.setup);
  const book = createContactBook(nowMs);
  const roster = createRoster({ nowMs, instance, onChange });
  const feed = createEventFeed({ clock, rng, uuid, instance, viewOf: book.find, options });
  const attributes = createAttributeBook(nowMs, book, feed);
  const metrics = createQueueMetrics({
    nowMs,
    lagMs: timing?.metricsLagMs ?? uniformMs(rng, 5_000, 10_000),
    instance,
    roster,
    router: () => centre.router,
  });
  const { flows, talk, network } = options;
  const lines = createPhoneLines({ clock, rng, network });
  const legs = { clock, instance, flows, metrics, attributes };
  const play = createFlowLegs({ ...legs, centre: () => centre, routingData: () => routingData });
  const centre: Centre = createCentre({
    clock,
    uuid,
    instance,
    book,
    roster,
    feed,
    lines,
    answerOf: answersFrom(timing),
    taskAfterContactWorkMs: timing?.taskAfterContactWorkMs ?? (() => 2_000),
    talk,
    onChange,
    play,
  });
  const routingData = createRoutingData(clock, book, centre);
  return { instance, book, roster, feed, centre, metrics, attributes, lines, routingData, play };
}

function answersFrom({ acceptMs = () => 2_000, callAnswer, taskAnswer }: EmulatorTiming = {}): CentreDeps['answerOf'] {
  return ({ view }, agentId) => {
    const channel = channelOf(view);
    const answer = channel === 'TASK' ? taskAnswer : callAnswer;
    return answer?.(view, agentId) ?? { kind: 'accept', afterMs: acceptMs(channel) };
  };
}

function createDesk({
  roster,
  centre,
}: Parts): Pick<ConnectEmulator, 'signIn' | 'signOut' | 'setCustomStatus' | 'agentState'> {
  return {
    signIn: (agentId) => centre.router.setStatus(roster.get(agentId), AVAILABLE),
    signOut: (agentId) => centre.router.setStatus(roster.get(agentId), OFFLINE),
    setCustomStatus: (agentId, status) => centre.router.setStatus(roster.get(agentId), status),
    agentState: (agentId) => {
      const { state, sinceMs, nextStatus, contactId, contacts } = roster.get(agentId);
      return {
        agentId,
        state,
        sinceMs,
        isSigningOut: nextStatus === OFFLINE,
        ...(contactId === undefined ? {} : { contactId }),
        contacts: contacts.map((contact) => ({
          contactId: contact.contactId,
          channel: contact.channel,
          state: contact.state,
        })),
      };
    },
  };
}

/** Everything that happens in it happens on the clock's timers or in the calls made to it; it reads no other time. */
export function createConnectEmulator(options: ConnectEmulatorOptions): ConnectEmulator {
  const { clock, uuid } = options;
  const { nowMs } = clock;
  const parts = createParts(options);
  const { instance, book, roster, feed, centre, metrics, attributes, lines, routingData, play } = parts;
  const tokens = createClientTokens(nowMs);
  const outbound = createOutbound({ clock, uuid, instance, book, centre, lines });
  const tasks = createTasks({ clock, uuid, instance, book, centre, feed });
  const numbers = createNumberBook(instance);
  const core = {
    nowMs,
    instance,
    book,
    roster,
    centre,
    metrics,
    attributes,
    tokens,
    outbound,
    tasks,
    routingData,
    numbers,
  };
  const server = createConnectServer({
    nowMs,
    limits: options.limits,
    fault: options.faults?.api,
    core,
  });
  const snapshotDeps = { nowMs, book, tokens, lines };

  return {
    listen: server.listen,
    core,
    ...createDesk(parts),
    callIn: createInbound({ nowMs, uuid, instance, book, centre, play }),
    replay: createRecorded({
      clock,
      instance,
      book,
      feed,
      onChange: (change) => options.onChange?.(change),
    }),
    hangUp: (contactId) => {
      const contact = book.running(contactId);
      if (contact === undefined || !hasCustomer(contact.view)) return;
      // A customer who declines a ringing dial sounds busy to the network.
      centre.end(contact, contact.view.stage === 'dialing' ? 'TELECOM_BUSY' : 'CUSTOMER_DISCONNECT');
    },
    answer: (contactId, who = 'person') => book.running(contactId)?.answer?.(who),
    completeTask: tasks.complete,
    contact: book.find,
    liveContacts: () => [...book.runningContacts()].map((contact) => contact.view).filter(isOnLine),
    queueState: (queueId) => ({
      waiting: centre.router.lineOf(queueId).size(),
      agentsAvailable: instance
        .profilesOfQueue(queueId)
        .reduce((sum, { profileId }) => sum + roster.freeIn(profileId, 'VOICE').size, 0),
    }),
    snapshot: () => takeSnapshot(snapshotDeps),
    restore: (snapshot) => restoreSnapshot(snapshotDeps, snapshot),
  };
}
