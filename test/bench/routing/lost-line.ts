import type { AgentOutlook } from '../../../lib/core/dispatch/expected-agents';
import { planDials, type DialInFlight, type LineEntry } from '../../../lib/core/dispatch/plan';
import type { QueueRules } from '../../../lib/core/dispatch/queue-rules';
import type { PickUp } from '../../../lib/core/wait/pool-statistics';
import { QUEUE } from './agents';
import type { Call } from './conversations';
import type { EventClock } from './event-clock';
import { drawDial, type DialDraw } from './people';
import { afterOpenMs, dayOf, opensAtMs, poolTimes, scene } from './scene';

/** A lost call that is to be called back; it keeps the place that it had. */
export interface Lost {
  readonly call: Call;
  /** Dials so far. */
  attempt: number;
}

/** What is known of the pool at the moment of a pass. */
export interface PoolNow {
  readonly agents: readonly AgentOutlook[];
  /** Since when those hold who rang in. */
  readonly holdingSinceMs: readonly number[];
  readonly pickUps: readonly PickUp[];
}

/** Calls back who was lost, by the product's own plan: in order of place, when agents are to be expected. */
export interface LostLine {
  readonly add: (call: Call) => void;
  /** The caller who was ready is with an agent, or has left. */
  readonly ended: (lost: Lost, how: 'reached' | 'left') => void;
}

interface LineDeps {
  readonly clock: EventClock;
  readonly seed: number;
  readonly pool: () => PoolNow;
  readonly ready: (lost: Lost, patienceMs: number) => void;
  /** Attempts are spent. */
  readonly givenUp: (lost: Lost) => void;
}

/** As a policy has it that says nothing of lost calls. */
const DELAY_MS = 60_000;
const ATTEMPTS_MAX = 3;
const SPACING_MS = [300_000, 900_000, 3_600_000];
const rules: QueueRules = {
  ways: { mode: 'customer-first', isReservedOn: false, hasTasks: false },
  weight: 1,
  keptForHolders: { requested: 0, lost: 0.5 },
  headStartMs: {},
};

/** The product's passes come each second, which would take twice as long here and changes little. */
const PASS_EVERY_MS = 2_000;
const HEADS = 20;

interface Standing {
  readonly lost: Lost;
  readonly inLineSinceMs: number;
}

interface Flight {
  readonly lost: Lost;
  readonly draw: DialDraw;
  state: DialInFlight['state'];
  readonly startedAtMs: number;
  pickedUpAtMs?: number;
  readyAtMs?: number;
}

export function createLostLine({ clock, seed, pool, ready, givenUp }: LineDeps): LostLine {
  const line: Standing[] = [];
  const flights = new Map<Lost, Flight>();
  let isPassing = false;

  function enterAt(lost: Lost, atMs: number): void {
    clock.at(atMs, () => {
      line.push({ lost, inLineSinceMs: clock.nowMs() });
      line.sort((a, b) => a.lost.call.rangAtMs - b.lost.call.rangAtMs);
      passSoon();
    });
  }

  function passSoon(): void {
    if (isPassing || line.length === 0) return;
    isPassing = true;
    const openMs = opensAtMs(dayOf(clock.nowMs())) + scene.openMs;
    const nextMs = clock.nowMs() + PASS_EVERY_MS;
    clock.at(nextMs < openMs ? nextMs : opensAtMs(dayOf(clock.nowMs()) + 1), () => {
      isPassing = false;
      pass();
      passSoon();
    });
  }

  function pass(): void {
    const nowMs = clock.nowMs();
    const { agents, holdingSinceMs, pickUps } = pool();
    const oldestMs = holdingSinceMs.reduce((oldest, atMs) => Math.min(oldest, atMs), nowMs);
    const plan = planDials({
      nowMs,
      agents,
      times: poolTimes,
      rules: new Map([[QUEUE, { ...rules, openedMs: opensAtMs(dayOf(nowMs)) }]]),
      holders: [{ queue: QUEUE, count: holdingSinceMs.length, oldestAgeMs: nowMs - oldestMs, sinceMs: holdingSinceMs }],
      inFlight: [...flights.values()].map(toFlight),
      line: line.slice(0, HEADS).map(toEntry),
      pickUps,
    });
    for (const { entry } of plan.dials) {
      const at = line.findIndex(({ lost }) => lost.call.id === entry.id);
      for (const { lost } of line.splice(at, 1)) dial(lost);
    }
  }

  function dial(lost: Lost): void {
    lost.attempt += 1;
    const draw = drawDial(seed, lost.call, lost.attempt);
    const flight: Flight = { lost, draw, state: 'dialing', startedAtMs: clock.nowMs() };
    flights.set(lost, flight);
    if (!draw.isAnswered) {
      clock.at(clock.nowMs() + scene.noAnswerMs, () => again(lost));
      return;
    }
    clock.at(clock.nowMs() + draw.ringMs, () => {
      flight.pickedUpAtMs = clock.nowMs();
      clock.at(clock.nowMs() + scene.pressMs, () => {
        flight.state = 'answered';
        flight.readyAtMs = clock.nowMs();
        ready(lost, draw.patienceMs);
      });
    });
  }

  function again(lost: Lost): void {
    flights.delete(lost);
    const spacingMs = SPACING_MS[Math.min(lost.attempt, SPACING_MS.length) - 1] ?? 0;
    if (lost.attempt < ATTEMPTS_MAX) {
      enterAt(lost, afterOpenMs(clock.nowMs(), spacingMs));
      return;
    }
    givenUp(lost);
  }

  return {
    add: (call) => enterAt({ call, attempt: 0 }, afterOpenMs(clock.nowMs(), DELAY_MS)),
    ended: (lost, how) => {
      if (how === 'left') again(lost);
      else flights.delete(lost);
    },
  };
}

function toEntry({ lost: { call }, inLineSinceMs }: Standing): LineEntry {
  const { id, number, rangAtMs: placeMs } = call;
  return { id, number, queue: QUEUE, class: 'standard', origin: 'lost', placeMs, inLineSinceMs };
}

function toFlight({ lost: { call }, state, startedAtMs, pickedUpAtMs, readyAtMs }: Flight): DialInFlight {
  return {
    id: call.id,
    queue: QUEUE,
    class: 'standard',
    origin: 'lost',
    placeMs: call.rangAtMs,
    state,
    startedAtMs,
    ...(pickedUpAtMs === undefined ? {} : { pickedUpAtMs }),
    ...(readyAtMs === undefined ? {} : { readyAtMs }),
  };
}
