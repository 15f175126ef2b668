import { invariant } from '../../lib/core/invariant';
import type { Clock } from '../../lib/ports/clock';
import { createAgenda } from './agenda';
import type { Agenda, Task, Timer } from './agenda';
import { createPace } from './pace';
import type { Pace } from './pace';
import { systemWallClock } from './wall-clock';
import type { WallClock } from './wall-clock';

export type { Timer } from './agenda';

/** A clock whose time moves only when nothing is in flight, so that a run depends on its seed and on nothing else. */
export interface SteppedClock extends Clock {
  /** Runs the task when the clock reaches `atMs`; a time in the past means now. */
  readonly at: (atMs: number, task: Task) => Timer;
  readonly after: (delayMs: number, task: Task) => Timer;
  /** No effect on a timer that has run or was cancelled. */
  readonly cancel: (timer: Timer) => void;
  /** Starts a process that may sleep; it counts as in flight while it is awake. */
  readonly spawn: (process: () => Promise<void>) => void;
  /**
   * Runs timers in order (time, then order of creation) until the time is reached; then `nowMs() === untilMs`.
   * Rejects with the first error of a task or process. After `stop()` it resolves early, at the time reached.
   */
  readonly runUntil: (untilMs: number) => Promise<void>;
  readonly stop: () => void;
  /** How many timers are still to run, sleepers included. */
  readonly pending: () => number;
}

/** `speed` is simulated seconds per real second; without it the clock runs as fast as it can. */
export interface SteppedClockOptions {
  readonly startMs: number;
  readonly speed?: number;
  readonly wallClock?: WallClock;
}

// Long runs of synchronous tasks let the event loop breathe this often, so that requests from outside are served.
const TASKS_PER_TURN = 2_000;

/** The parts that the loop and the public functions share. */
interface ClockState {
  nowMs: number;
  awake: number;
  isRunning: boolean;
  isStopping: boolean;
  untilMs: number;
  failure: { readonly error: unknown } | undefined;
  /** Resolves the loop's wait for idleness or for real time. */
  wakeLoop: (() => void) | undefined;
}

function wake(state: ClockState): void {
  const resume = state.wakeLoop;
  state.wakeLoop = undefined;
  resume?.();
}

function rise(state: ClockState): void {
  state.awake += 1;
}

const sleepersOnly = 'only a task or process of the stepped clock may sleep on it';

function rest(state: ClockState): void {
  invariant(state.awake > 0, sleepersOnly);
  state.awake -= 1;
  if (state.awake === 0) wake(state);
}

function launch(state: ClockState, work: Task): void {
  rise(state);
  const fail = (error: unknown): void => {
    state.failure ??= { error };
    rest(state);
  };
  try {
    const result = work();
    if (result === undefined) rest(state);
    else result.then(() => rest(state), fail);
  } catch (error) {
    fail(error);
  }
}

function loopSignal(state: ClockState): Promise<void> {
  return new Promise((resolve) => {
    state.wakeLoop = resolve;
  });
}

async function runLoop(state: ClockState, agenda: Agenda, pace: Pace | undefined): Promise<void> {
  let tasksThisTurn = 0;
  for (;;) {
    while (state.awake > 0) await loopSignal(state);
    if (state.failure !== undefined) {
      const { error } = state.failure;
      state.failure = undefined;
      throw error;
    }
    if (state.isStopping) return;
    const targetMs = Math.min(agenda.nextAtMs(), state.untilMs);
    const waitMs = pace?.waitMs(targetMs) ?? 0;
    if (pace !== undefined && waitMs > 0) {
      await Promise.race([pace.wait(waitMs), loopSignal(state)]);
      continue;
    }
    state.nowMs = Math.max(state.nowMs, targetMs);
    if (agenda.nextAtMs() > state.untilMs) return;
    const next = agenda.takeNext();
    if (next !== undefined) launch(state, next.task);
    tasksThisTurn += 1;
    if (tasksThisTurn === TASKS_PER_TURN) {
      tasksThisTurn = 0;
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }
}

async function run(state: ClockState, agenda: Agenda, pace: Pace | undefined, untilMs: number): Promise<void> {
  invariant(!state.isRunning, 'the stepped clock is already running');
  state.isRunning = true;
  state.isStopping = false;
  state.untilMs = Math.max(untilMs, state.nowMs);
  pace?.start(state.nowMs);
  try {
    await runLoop(state, agenda, pace);
  } finally {
    state.isRunning = false;
  }
}

/** Whoever asked sleeps until the act or the time is over; the act is a process of its own, that may sleep for longer; of several at once none may. */
function limited<T>(
  state: ClockState,
  { after, cancel }: Pick<SteppedClock, 'after' | 'cancel'>,
  ms: number,
  act: () => Promise<T>,
): Promise<T> {
  // Asked from outside no time passes meanwhile.
  if (state.awake === 0) return act();
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      cancel(timer);
      rise(state);
      settle();
    };
    const timer = after(ms, () => end(() => reject(new Error(`no answer within ${ms} ms`))));
    launch(state, () =>
      act().then(
        (value) => end(() => resolve(value)),
        (error: Error) => end(() => reject(error)),
      ),
    );
    rest(state);
  });
}

/** Creates a clock that stands at `startMs` until `runUntil` moves it. */
export function createSteppedClock(options: SteppedClockOptions): SteppedClock {
  const agenda = createAgenda();
  const pace =
    options.speed === undefined ? undefined : createPace(options.speed, options.wallClock ?? systemWallClock);
  const state: ClockState = {
    nowMs: options.startMs,
    awake: 0,
    isRunning: false,
    isStopping: false,
    untilMs: options.startMs,
    failure: undefined,
    wakeLoop: undefined,
  };

  const nowMs = (): number => {
    // While the loop waits for real time, callers from outside see the time that has passed, but never beyond a timer still to run.
    if (pace !== undefined && state.isRunning && state.awake === 0) {
      const reachedMs = Math.min(pace.simulatedMs(), agenda.nextAtMs(), state.untilMs);
      state.nowMs = Math.max(state.nowMs, reachedMs);
    }
    return state.nowMs;
  };
  const at = (atMs: number, task: Task): Timer => {
    const timer = agenda.add(Math.max(atMs, nowMs()), task);
    if (state.awake === 0) wake(state);
    return timer;
  };
  const after = (delayMs: number, task: Task): Timer => at(nowMs() + Math.max(0, delayMs), task);

  return {
    nowMs,
    at,
    after,
    within: (ms, act) => limited(state, { after, cancel: agenda.cancel }, ms, act),
    cancel: agenda.cancel,
    sleep: (ms) =>
      new Promise((resolve) => {
        invariant(state.awake > 0, sleepersOnly);
        // Timed before the clock may move on, so that the work done since does not count as time.
        after(ms, () => {
          rise(state);
          resolve();
        });
        rest(state);
      }),
    spawn: (process) => launch(state, () => Promise.resolve().then(process)),
    runUntil: (untilMs) => run(state, agenda, pace, untilMs),
    stop: () => {
      state.isStopping = true;
      wake(state);
    },
    pending: agenda.size,
  };
}
