import { createHandler as createContactEvents } from '../../functions/contact-events/handler';
import { createHandler as createDispatch } from '../../functions/dispatch/handler';
import { createHandler as createIvr } from '../../functions/ivr/handler';
import type { Deps } from '../../lib/app/deps';
import type { SteppedClock } from '../clock/stepped-clock';
import { createDispatchQueue } from './dispatch-queue';
import { lambdaContext } from './lambda-context';

/** The three functions, called as Lambda calls them: with JSON, and again when an asynchronous call fails. */
export interface FunctionHost {
  /** A contact flow's Lambda block: the answer, or undefined when the function failed. */
  readonly ivr: (event: unknown) => Promise<Readonly<Record<string, string>> | undefined>;
  /** An EventBridge delivery: asynchronous, two retries, then the dead letters. */
  readonly contactEvent: (event: unknown) => Promise<void>;
  /** Starts the minute tick. */
  readonly startTick: () => void;
  readonly deadLetters: () => number;
  readonly dispatchFailures: () => number;
}

/** Lambda retries an asynchronous call after one minute, then after two more. */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

const TICK_MS = 60_000;

/** Hosts the functions on the simulation's clock; `deps` gets the local queue as its wakes. */
export function createFunctionHost(
  clock: SteppedClock,
  uuid: () => string,
  depsWithout: Omit<Deps, 'wakes'>,
): FunctionHost {
  const queue = createDispatchQueue(clock, uuid, async (event) => dispatch(asJson(event), lambdaContext('dispatch')));
  const deps: Deps = { ...depsWithout, wakes: queue };
  const dispatch = createDispatch(deps);
  const ivr = createIvr(deps);
  const contactEvents = createContactEvents(deps);
  let deadLetters = 0;

  async function deliver(event: unknown, tries: number): Promise<void> {
    try {
      await contactEvents(asJson(event), lambdaContext('contact-events'));
    } catch {
      const again = RETRY_AFTER_MS[tries];
      if (again === undefined) deadLetters += 1;
      else clock.after(again, () => deliver(event, tries + 1));
    }
  }

  function tick(): void {
    clock.after(TICK_MS, async () => {
      tick();
      await queue.wake('tick');
    });
  }

  return {
    ivr: async (event) => {
      try {
        return await ivr(asJson(event), lambdaContext('ivr'));
      } catch {
        return undefined;
      }
    },
    contactEvent: (event) => deliver(event, 0),
    startTick: tick,
    deadLetters: () => deadLetters + queue.deadLetters(),
    dispatchFailures: queue.failures,
  };
}

/** A copy, as JSON over the wire would be one; a function cannot change what its caller holds. */
function asJson<T>(event: T): T {
  const copy: T = JSON.parse(JSON.stringify(event));
  return copy;
}
