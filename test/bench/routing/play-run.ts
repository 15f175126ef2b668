import { createAgents, QUEUE } from './agents';
import { drawArrivals } from './arrivals';
import { createConversations, type Call } from './conversations';
import { createEventClock, type EventClock } from './event-clock';
import { createLearning, learnNothing, type Learning } from './learning';
import { createLostLine, type Lost } from './lost-line';
import { drawContact } from './people';
import { createQueue, type Waiting } from './queue';
import { emptyRun, type RunLog } from './run-log';
import { dayOf, opensAtMs, scene, type Cast } from './scene';
import { skillsOf, trueRanking } from './skills';
import { createSteering } from './steering';
import type { RoutingStrategy } from './strategies';

/** A lost call shorter than this is a short abandon, and nobody is called back. */
const SHORT_MS = 5_000;

/** Plays the days of one cast under one strategy. The same arguments give the same log. */
export function playRun(cast: Cast, strategy: RoutingStrategy): RunLog {
  const clock = createEventClock(opensAtMs(0));
  const learning = learningFor(cast, strategy);
  const { ring, log } = createCentre(cast, strategy, { clock, learning });
  const arrivals = drawArrivals(cast);
  const arrive = (caller: number): void => {
    const atMs = arrivals[caller];
    if (atMs === undefined) return;
    clock.at(atMs, () => {
      ring(caller, 0);
      arrive(caller + 1);
    });
  };
  arrive(0);
  for (let day = 0; day < cast.days; day += 1) {
    // Whoever is there when the centre closes is served.
    clock.runUntil(opensAtMs(day) + 2 * scene.openMs);
    learning.night(day);
  }
  return log;
}

function createCentre(
  cast: Cast,
  strategy: RoutingStrategy,
  { clock, learning }: { readonly clock: EventClock; readonly learning: Learning },
) {
  const { seed } = cast;
  const { nowMs } = clock;
  const skills = skillsOf(cast);
  const agents = createAgents(skills.keys(), nowMs());
  const queue = createQueue(clock, agents);
  const steering = createSteering(strategy, { agents, learning });
  const log = emptyRun(cast, skills.keys());
  const holding = new Set<Waiting>();
  const conversations = createConversations({
    clock,
    skills,
    agents,
    queue,
    log,
    ended: ({ call, agentId, how, endedAtMs, talkMs }) => {
      const callId = `${call.id}.${how}`;
      learning.handled({ callId, number: call.number, queue: QUEUE, agentId, endedAtMs, talkMs, how });
      steering.talked({ agentId, contactId: callId, talkMs, endedAtMs });
    },
    ring,
  });
  const lostLine = createLostLine({
    clock,
    seed,
    pool: () => ({
      agents: agents.outlooks(nowMs()),
      holdingSinceMs: Array.from(holding, ({ placeMs }) => placeMs),
      pickUps: conversations.pickUps(),
    }),
    ready,
    givenUp: ({ call }) => conversations.neverBegan(call),
  });

  function ring(caller: number, nth: number): void {
    const rangAtMs = nowMs();
    const draw = drawContact(seed, caller, nth);
    const call: Call = { id: `${caller}.${nth}`, number: `+${10_000_000_000 + caller}`, caller, nth, rangAtMs, draw };
    learning.rang({ callId: call.id, number: call.number, queue: QUEUE, startedAtMs: rangAtMs });
    log.rang += 1;
    const contact: Waiting = {
      placeMs: rangAtMs,
      enteredAtMs: rangAtMs,
      steps: [],
      taken: (agentId) => {
        holding.delete(contact);
        log.waitsMs.push(nowMs() - rangAtMs);
        conversations.begin({ call, agentId, how: 'rang_in' });
      },
    };
    holding.add(contact);
    queue.enter(contact);
    if (holding.has(contact)) clock.at(rangAtMs + draw.patienceMs, () => hangUp(contact, call));
  }

  function hangUp(contact: Waiting, call: Call): void {
    if (queue.leave(contact) === undefined) return;
    const waitMs = nowMs() - call.rangAtMs;
    holding.delete(contact);
    log.waitsMs.push(waitMs);
    log.lost += 1;
    if (waitMs < SHORT_MS) conversations.neverBegan(call);
    else lostLine.add(call);
  }

  /** Somebody was called back and has pressed 1. */
  function ready(lost: Lost, patienceMs: number): void {
    const { call } = lost;
    const readyAtMs = nowMs();
    const { steps, best } = steering.steer(lost, readyAtMs);
    const boundMs = steps.reduce((sum, { forMs }) => sum + forMs, 0);
    const contact: Waiting = {
      placeMs: Math.max(call.rangAtMs, opensAtMs(dayOf(readyAtMs))),
      enteredAtMs: readyAtMs,
      steps,
      taken: (agentId, restrictedMs) => {
        log.restricted.push({ restrictedMs, boundMs });
        log.readyWaitsMs.push(nowMs() - readyAtMs);
        steering.taken(lost, agentId);
        lostLine.ended(lost, 'reached');
        const outcome = conversations.begin({ call, agentId, how: 'called_back' });
        const isSteered = steps.length > 0;
        log.reached.push({ day: dayOf(nowMs()), agentId, ...outcome, wasBest: best.includes(agentId), isSteered });
      },
    };
    queue.enter(contact);
    clock.at(readyAtMs + patienceMs, () => {
      const restrictedMs = queue.leave(contact);
      if (restrictedMs === undefined) return;
      log.restricted.push({ restrictedMs, boundMs });
      log.readyWaitsMs.push(patienceMs);
      log.lostAgain += 1;
      lostLine.ended(lost, 'left');
    });
  }

  return { ring, log };
}

function learningFor(cast: Cast, { ranking }: RoutingStrategy): Learning {
  if (ranking === 'learned') return createLearning();
  if (ranking === 'none') return learnNothing();
  return learnNothing(trueRanking(skillsOf(cast), opensAtMs(0), ranking === 'reversed'));
}
