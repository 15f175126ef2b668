import { createMemoryStore } from '../../lib/adapters/memory/memory-store';
import { createRng } from '../../lib/core/rng';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { Store } from '../../lib/ports/store';
import { createSteppedClock } from '../../local/clock/stepped-clock';
import type { EmulatorFaults } from '../../local/connect/types';
import { config } from '../../holdfree.config';
import { DEMO_START_MS, startDemo } from '../../local/run/demo';
import { localPolicy } from '../../local/run/local-policy';

const HOUR_MS = 3_600_000;

/** The example, but that lost callers are tried again soon: a last attempt an hour later would only make the day longer. */
const policy = localPolicy({
  ...config,
  queues: config.queues.map((queue) =>
    queue.lost?.callBack === undefined
      ? queue
      : {
          ...queue,
          lost: { ...queue.lost, callBack: { ...queue.lost.callBack, attempts: { max: 3, spacingMinutes: [5] } } },
        },
  ),
});
const anEnd = /^(closed|dialed as often as allowed today)$/;

/** A store that now and then does not answer; what it was asked may have been done. */
function faulty(store: Store, seed: number, share: number, isOn: () => boolean): Store {
  const rng = createRng(seed);
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          const draw = isOn() ? rng.next() : 1;
          if (draw < share / 2) throw new AdapterError('store', { retryable: true, cause: new Error('lost before') });
          const answer: unknown = await Reflect.apply(member, target, args);
          if (draw < share) throw new AdapterError('store', { retryable: true, cause: new Error('lost after') });
          return answer;
        };
      },
    });
  return {
    callbacks: wrap(store.callbacks),
    contacts: wrap(store.contacts),
    guards: wrap(store.guards),
    pools: wrap(store.pools),
    dialRate: wrap(store.dialRate),
    slots: wrap(store.slots),
    callers: wrap(store.callers),
    calls: wrap(store.calls),
    history: wrap(store.history),
    cases: wrap(store.cases),
    deliveries: wrap(store.deliveries),
    fcr: wrap(store.fcr),
    roster: wrap(store.roster),
  };
}

test.each([1])(
  'with events dropped and doubled, lost API answers and a store that fails, nobody is dialed twice and nothing is lost (seed %i)',
  async (seed) => {
    const rng = createRng(seed + 77);
    let isOn = true;
    const faults: EmulatorFaults = {
      eventCopies: () => (isOn && rng.next() < 0.3 ? (rng.next() < 0.6 ? 0 : 2) : 1),
      api: () => {
        if (!isOn || rng.next() > 0.06) return undefined;
        return (['throttle', 'internal', 'lost_reply'] as const)[Math.floor(rng.next() * 3)];
      },
    };
    const clock = createSteppedClock({ startMs: DEMO_START_MS });
    const store = createMemoryStore();
    const simulation = await startDemo({
      clock,
      seed,
      policy,
      store: faulty(store, seed, 0.01, () => isOn),
      faults,
    });
    await clock.runUntil(DEMO_START_MS + HOUR_MS);
    const during = await simulation.observer.report(store.callbacks);
    expect(during).toMatchObject({ doubleDials: 0, callbacksLost: 0, orderInversions: 0 });
    expect(during.callbacksRequested).toBeGreaterThan(5);
    // Faults stop: whatever they left behind is settled by leases, timers and the tick alone.
    isOn = false;
    const left = await openIds();
    const lastMs = DEMO_START_MS + 3 * HOUR_MS;
    while (clock.nowMs() < lastMs && !(await haveEnded())) await clock.runUntil(clock.nowMs() + 600_000);
    const after = await simulation.observer.report(store.callbacks);
    expect(after).toMatchObject({ doubleDials: 0, callbacksLost: 0, orderInversions: 0 });
    for (const id of left) expect(await endOf(id)).toMatch(anEnd);
    await simulation.close();

    async function haveEnded(): Promise<boolean> {
      const ends = await Promise.all(left.map(endOf));
      return ends.every((end) => anEnd.test(end ?? ''));
    }

    async function endOf(id: string): Promise<string | undefined> {
      const callback = await store.callbacks.find(id);
      if (callback?.state !== 'scheduled' || callback.why !== 'limit') return callback?.state;
      const { dials = [] } = (await store.guards.get(callback.number))?.value ?? {};
      return dials.length >= policy.dialing.perNumberPerDay ? 'dialed as often as allowed today' : 'limit';
    }

    async function openIds(): Promise<readonly string[]> {
      const flights = await store.callbacks.inFlight();
      const due = await store.callbacks.due(Number.MAX_SAFE_INTEGER, 10_000);
      return [...new Set([...flights, ...due].map(({ id }) => id))];
    }
  },
);
