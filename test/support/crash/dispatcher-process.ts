import '../../../local/quiet-sdk';
import type { Deps } from '../../../lib/app/deps';
import { runDispatch } from '../../../lib/app/dispatch/run-dispatch';
import { depsOn } from './local-deps';
import type { CrashPoint, RunPlan } from './run-plan';

// A dispatcher in a process of its own: one pass with the real adapters, at a given time, and killed where it is told.

/** What `sleep` throws: one pass is all that is wanted, and time stands still here. */
class EndOfPass extends Error {}

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  // The signal may arrive a moment later, and nothing may happen in between.
  return new Promise(() => undefined);
}

function killedAt(deps: Deps, point: CrashPoint | undefined): Deps {
  const { dialer, store } = deps;
  const { callbacks, contacts } = store;
  switch (point) {
    case undefined:
      return deps;
    case 'after-guard-before-claim':
      return {
        ...deps,
        store: {
          ...store,
          callbacks: {
            ...callbacks,
            put: async (callback, version) => (callback.state === 'dialing' ? die() : callbacks.put(callback, version)),
          },
        },
      };
    case 'between-claim-and-dial':
      return { ...deps, dialer: { ...dialer, dial: die } };
    case 'between-dial-and-store':
      return {
        ...deps,
        dialer: {
          ...dialer,
          dial: async (request) => {
            await dialer.dial(request);
            return die();
          },
        },
      };
    case 'after-contact-remembered':
      return {
        ...deps,
        store: {
          ...store,
          contacts: {
            ...contacts,
            remember: async (contact, nowMs) => {
              await contacts.remember(contact, nowMs);
              return die();
            },
          },
        },
      };
  }
}

async function main(plan: RunPlan): Promise<void> {
  const sleep = async () => {
    throw new EndOfPass();
  };
  const clock = { nowMs: () => plan.nowMs, sleep, within: <T>(_ms: number, act: () => Promise<T>) => act() };
  const note = (entry: object) => void process.stdout.write(`${JSON.stringify(entry)}\n`);
  const { deps, destroy } = depsOn(plan, clock, note);
  try {
    await runDispatch(killedAt(deps, plan.killAt));
  } catch (error) {
    if (!(error instanceof EndOfPass)) throw error;
  } finally {
    destroy();
  }
}

void main(JSON.parse(process.argv[2] ?? '') as RunPlan);
