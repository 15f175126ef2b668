import type { PickUp } from '../../../lib/core/wait/pool-statistics';
import { QUEUE, type Agents } from './agents';
import type { EventClock } from './event-clock';
import { ringsAgainShare, type ContactDraw } from './people';
import type { Queue } from './queue';
import type { RunLog } from './run-log';
import { afterOpenMs, scene } from './scene';

/** A call of a caller, the first or a later one. */
export interface Call {
  readonly id: string;
  readonly number: string;
  readonly caller: number;
  /** Counted from 0. */
  readonly nth: number;
  readonly rangAtMs: number;
  readonly draw: ContactDraw;
}

/** A conversation as it begins. */
export interface Talk {
  readonly call: Call;
  readonly agentId: string;
  readonly how: 'rang_in' | 'called_back';
}

/** What a conversation comes to. */
export interface Outcome {
  readonly isSolved: boolean;
  /** The caller rings again within the week. */
  readonly isRepeated: boolean;
  /** How likely that was with this agent. */
  readonly repeatChance: number;
}

/** Whether callers are helped, and what they do then. */
export interface Conversations {
  readonly begin: (talk: Talk) => Outcome;
  /** Nobody talked to the caller, and nobody will. */
  readonly neverBegan: (call: Call) => void;
  /** The last callers to reach an agent. */
  readonly pickUps: () => readonly PickUp[];
}

interface Deps {
  readonly clock: EventClock;
  readonly skills: ReadonlyMap<string, number>;
  readonly agents: Agents;
  readonly queue: Queue;
  readonly log: RunLog;
  readonly ended: (talk: Talk & { readonly endedAtMs: number; readonly talkMs: number }) => void;
  readonly ring: (caller: number, nth: number) => void;
}

const PICK_UPS_KEPT = 32;

export function createConversations({ clock, skills, agents, queue, log, ended, ring }: Deps): Conversations {
  const pickUps: PickUp[] = [];

  /** What a caller would do is drawn with the call: it depends on the agent only whether there is reason to. */
  function ringAgain({ caller, nth, draw }: Call, share: number): void {
    const { ringsAgainBelow, againAfterMs } = draw;
    if (ringsAgainBelow < share) clock.at(afterOpenMs(clock.nowMs(), againAfterMs), () => ring(caller, nth + 1));
  }

  return {
    begin: (talk) => {
      const { call, agentId } = talk;
      const { draw } = call;
      const skill = skills.get(agentId) ?? 0;
      const isSolved = draw.solvedAboveSkill < skill;
      const share = isSolved ? scene.ringsAgain.solved : scene.ringsAgain.unsolved;
      agents.set(agentId, 'on_contact', clock.nowMs());
      pickUps.push(pickUpOf(talk, clock.nowMs()));
      if (pickUps.length > PICK_UPS_KEPT) pickUps.shift();
      log.busyMs += draw.talkMs + draw.afterContactWorkMs;
      clock.at(clock.nowMs() + draw.talkMs, () => {
        const endedAtMs = clock.nowMs();
        agents.set(agentId, 'after_contact_work', endedAtMs);
        ended({ ...talk, endedAtMs, talkMs: draw.talkMs });
        ringAgain(call, share);
        clock.at(endedAtMs + draw.afterContactWorkMs, () => {
          agents.set(agentId, 'available', clock.nowMs());
          queue.freed(agentId);
        });
      });
      return { isSolved, isRepeated: draw.ringsAgainBelow < share, repeatChance: ringsAgainShare(skill) };
    },
    neverBegan: (call) => ringAgain(call, scene.ringsAgain.unsolved),
    pickUps: () => pickUps,
  };
}

function pickUpOf({ call, agentId, how }: Talk, atMs: number): PickUp {
  const isCallback = how === 'called_back';
  return {
    contactId: call.id,
    atMs,
    placeMs: call.rangAtMs,
    readySinceMs: isCallback ? atMs : call.rangAtMs,
    isCallback,
    ...(isCallback ? { origin: 'lost' } : {}),
    agentId,
    queue: QUEUE,
  };
}
