import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import type { DialRequest } from '../../../lib/core/callback/callback';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { entryFlowId } from '../../../local/flows/local-shelf';
import { callerNumber } from '../../support/builders/callbacks';
import { queueConfig, queueOf } from '../../support/builders/policies';
import { createWorld, type World, type WorldOptions } from '../../support/builders/world';
import { createDialogues, flowNamed, type ConnectHabits, type Part, type Scene } from './dialogue-play';

export { flowNamed, type Asked, type Fate, type Part, type Scene } from './dialogue-play';

/** A dial that is ringing. */
export interface Ringing {
  readonly contactId: string;
  readonly request: DialRequest;
}

/** A small world whose callers come in by the shipped flows and are answered by the real function. */
export interface DialogueCentre {
  readonly world: World;
  readonly play: ReturnType<typeof createDialogues>;
  /** Somebody rings a queue, from the number of most tests unless the leg has another. */
  readonly ring: (queue: string, part?: Part) => Promise<Scene>;
  /** What whoever was queued in that scene hears while holding, by the flow that its hook names. */
  readonly hold: (before: Scene, part?: Part) => Promise<Scene>;
  /** One pass of the dispatcher: what it dialed. */
  readonly dial: () => Promise<readonly Ringing[]>;
  readonly pickUp: (ringing: Ringing | undefined, part?: Part) => Promise<Scene>;
  /** The contact is over, as Connect tells it. */
  readonly ends: (scene: Scene) => Promise<void>;
}

/** A queue with callers of two languages, one whose music stops every half minute. */
export function twoLanguages(
  changes: Partial<HoldfreeConfig['queues'][number]> = {},
): HoldfreeConfig['queues'][number] {
  return queueConfig('support', { languages: ['en-US', 'ru-RU'], hold: { interruptSeconds: 30 }, ...changes });
}

/** Opens a centre; without a word about its queues, support speaks two languages and billing one. */
export function openCentre(options: WorldOptions = {}, connect: ConnectHabits = {}): DialogueCentre {
  const queues = [twoLanguages(), queueConfig('billing')];
  const world = createWorld({ ...options, config: { queues, ...options.config } });
  const play = createDialogues(world, connect);
  let calls = 0;

  return {
    world,
    play,
    ring: (queue, part = {}) => {
      calls += 1;
      const leg = { contactId: `inbound-${calls}`, from: callerNumber, ...part.leg };
      return play(entryFlowId(queue), 'inbound', { ...part, leg });
    },
    hold: (before, part = {}) => {
      const { contactId, from, attributes, place, holdFlowId } = before;
      if (holdFlowId === undefined) throw new Error('no flow was named for holding');
      const { queueId } = queueOf(world.policy, place);
      const leg = { contactId, from, attributes, queueId, ...part.leg };
      return play(holdFlowId, 'customer_queue', { ...part, leg });
    },
    dial: async () => {
      const before = world.connect.dialed.length;
      await dispatchPass(world);
      return world.connect.dialed.slice(before).map((request) => {
        const [contactId = ''] = [...world.connect.book].find(([, contact]) => contact.request === request) ?? [];
        return { contactId, request };
      });
    },
    pickUp: (ringing, part = {}) => {
      if (ringing === undefined) throw new Error('nobody was dialed');
      const { contactId, request } = ringing;
      const { attributes, number: from } = request;
      const leg = { contactId, from, attributes, initiationMethod: 'API' as const, ...part.leg };
      return play(flowNamed('callback'), 'outbound', { ...part, leg });
    },
    ends: async ({ contactId, path }) => {
      const atMs = world.clock.nowMs();
      const isDial = contactId.startsWith('dial');
      const picked = isDial && path.length > 0 ? { connectedToSystemAtMs: atMs - 1_000 } : {};
      world.connect.tell({ contactId, ...picked, disconnectedAtMs: atMs });
      await recordContactEvent(world, {
        kind: 'disconnected',
        initiation: isDial ? 'api' : 'inbound',
        facts: { contactId, ...picked, disconnectedAtMs: atMs },
      });
    },
  };
}

/** Makes everybody wait long, 0.15 of what the last caller waited and a bit: a pick-up every ten seconds. */
export async function waitLong({ world }: DialogueCentre, waitedMs = 1_200_000): Promise<void> {
  const pickUps = [40, 30, 20, 10].map((ago) => {
    const atMs = world.clock.nowMs() - ago * 1_000;
    const placeMs = atMs - waitedMs;
    return { contactId: `p${ago}`, atMs, placeMs, readySinceMs: placeMs, isCallback: false, agentId: 'agent-1' };
  });
  await world.store.pools.putStatistics('frontline', { pickUps, ringToReady: [] }, 0);
}
