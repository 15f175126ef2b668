import { createAttributeBook } from './attributes';
import type { AttributeBook } from './attributes';
import { createCentre } from './centre';
import type { Centre } from './centre';
import { createClientTokens } from './client-tokens';
import { hasCustomer, isOnLine } from './contact';
import { createContactBook } from './contact-book';
import type { ContactBook } from './contact-book';
import { createEventFeed } from './event-feed';
import { createFlowLegs } from './flow-legs';
import type { PlayFlow } from './flow-legs';
import { createConnectServer } from './http/server';
import { createInbound } from './inbound';
import { createOutbound } from './outbound';
import { createPhoneLines } from './phone-lines';
import type { PhoneLines } from './phone-lines';
import { createQueueMetrics } from './queue-metrics';
import type { QueueMetrics } from './queue-metrics';
import { createRoster } from './roster';
import type { Roster } from './roster';
import { createRoutingData } from './routing-data';
import type { RoutingData } from './routing-data';
import { createInstance } from './setup';
import type { Instance } from './setup';
import { restoreSnapshot, takeSnapshot } from './snapshot';
import type { CentreChange, ConnectEmulator, ConnectEmulatorOptions } from './types';
import { uniformMs } from './uniform';

interface Parts {
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly roster: Roster;
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
  const acceptMs = timing?.acceptMs ?? (() => 2_000);
  const centre: Centre = createCentre({
    clock,
    uuid,
    instance,
    book,
    roster,
    feed,
    lines,
    acceptMs,
    talk,
    onChange,
    play,
  });
  const routingData = createRoutingData(clock, book, centre);
  return { instance, book, roster, centre, metrics, attributes, lines, routingData, play };
}

function createDesk({ roster, centre }: Parts): Pick<ConnectEmulator, 'signIn' | 'signOut' | 'agentState'> {
  return {
    signIn: (agentId) => {
      const agent = roster.get(agentId);
      agent.isSigningOut = false;
      if (agent.state === 'offline') centre.router.release(agent);
    },
    signOut: (agentId) => {
      const agent = roster.get(agentId);
      if (agent.state === 'offline') return;
      if (agent.state === 'available') roster.setState(agent, 'offline');
      else agent.isSigningOut = true;
    },
    agentState: (agentId) => {
      const { state, sinceMs, isSigningOut, contactId } = roster.get(agentId);
      return { agentId, state, sinceMs, isSigningOut, ...(contactId === undefined ? {} : { contactId }) };
    },
  };
}

/** Everything that happens in it happens on the clock's timers or in the calls made to it; it reads no other time. */
export function createConnectEmulator(options: ConnectEmulatorOptions): ConnectEmulator {
  const { clock, uuid } = options;
  const { nowMs } = clock;
  const parts = createParts(options);
  const { instance, book, roster, centre, metrics, attributes, lines, routingData, play } = parts;
  const tokens = createClientTokens(nowMs);
  const outbound = createOutbound({ clock, uuid, instance, book, centre, lines });
  const server = createConnectServer({
    nowMs,
    limits: options.limits,
    fault: options.faults?.api,
    core: { nowMs, instance, book, roster, centre, metrics, attributes, tokens, outbound, routingData },
  });
  const snapshotDeps = { nowMs, book, tokens, lines };

  return {
    listen: server.listen,
    ...createDesk(parts),
    callIn: createInbound({ nowMs, uuid, instance, book, centre, play }),
    hangUp: (contactId) => {
      const contact = book.running(contactId);
      if (contact === undefined || !hasCustomer(contact.view)) return;
      // A customer who declines a ringing dial sounds busy to the network.
      centre.end(contact, contact.view.stage === 'dialing' ? 'TELECOM_BUSY' : 'CUSTOMER_DISCONNECT');
    },
    answer: (contactId, who = 'person') => book.running(contactId)?.answer?.(who),
    contact: book.find,
    liveContacts: () => [...book.runningContacts()].map((contact) => contact.view).filter(isOnLine),
    queueState: (queueId) => ({
      waiting: centre.router.lineOf(queueId).size(),
      agentsAvailable: instance
        .profilesOfQueue(queueId)
        .reduce((sum, { profileId }) => sum + roster.availableIn(profileId).size, 0),
    }),
    snapshot: () => takeSnapshot(snapshotDeps),
    restore: (snapshot) => restoreSnapshot(snapshotDeps, snapshot),
  };
}
