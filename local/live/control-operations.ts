import type { Policy } from '../../lib/core/policy/policy';
import type { SteppedClock } from '../clock/stepped-clock';
import { readCallRequest, readKeys } from './control-requests';
import type { Visit } from './visit';
import type { Visits } from './visits';

/** Somebody who calls and then does not listen for so long is not there. Real milliseconds. */
const UNHEARD_MS = 30_000;

/** What requests from outside act on. */
export interface ControlDeps {
  readonly clock: Pick<SteppedClock, 'after' | 'nowMs'>;
  readonly policy: Policy;
  readonly visits: Visits;
  /** What a supervisor does with a case; called in a task of the clock. */
  readonly handleCase: (json: unknown) => Promise<Reply>;
  /** How long a call is kept that nobody begins to listen to. Real milliseconds. */
  readonly unheardMs?: number;
}

/** An answer over HTTP; a refusal has its reason as `error`. */
export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

const done: Reply = { status: 200, body: {} };

/** Does something with a telephone that is there. */
export async function act(
  deps: ControlDeps,
  { callId, action }: { readonly callId: string; readonly action: string },
  { json }: { readonly json: unknown },
): Promise<Reply> {
  const visit = deps.visits.find(callId);
  if (visit === undefined) return noSuchCall(callId);
  const run = actions.get(action);
  if (run === undefined) return refused(404, `there is no operation ${JSON.stringify(action)} on a call`);
  return onClock(deps, () => run(visit, json));
}

/** Only tasks of the clock may act on what is simulated. */
function onClock<T>({ clock }: ControlDeps, task: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    clock.after(0, async () => {
      try {
        resolve(await task());
      } catch (error) {
        // The request fails, not the run.
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

/** Lets somebody call. */
export async function placeCall(
  deps: ControlDeps,
  { json }: { readonly json: unknown },
  { expectListener }: Keeping,
): Promise<Reply> {
  const request = readCallRequest(json, deps.policy);
  if (!request.ok) return refused(400, request.error);
  const placed = await onClock(deps, () => deps.visits.place(request.value));
  switch (placed.kind) {
    case 'busy_signal':
      return refused(503, 'busy signal: the instance has as many calls as it can take');
    case 'number_in_use':
      return refused(409, 'from: somebody is at the telephone of that number already');
    case 'placed': {
      const { callId, contactId } = placed;
      const visit = deps.visits.find(callId);
      if (visit !== undefined) expectListener(callId, visit);
      return { status: 200, body: { callId, contactId } };
    }
  }
}

/** Closes a case by hand. */
export function handleCase(deps: ControlDeps, { json }: { readonly json: unknown }): Promise<Reply> {
  return onClock(deps, () => deps.handleCase(json));
}

/** What the simulated time is. */
export function tellNow({ clock }: ControlDeps): Reply {
  return { status: 200, body: { nowMs: String(clock.nowMs()) } };
}

const actions: ReadonlyMap<string, (visit: Visit, json: unknown) => Reply> = new Map([
  ['keys', pressKeys],
  ['hang-up', (visit: Visit) => (visit.hangUp() ? done : refused(409, 'no call is on'))],
  ['answer', (visit: Visit) => (visit.answer() ? done : refused(409, 'nothing rings, or a call is on'))],
  ['decline', (visit: Visit) => (visit.decline() ? done : refused(409, 'nothing rings'))],
]);

function pressKeys(visit: Visit, json: unknown): Reply {
  const keys = readKeys(json);
  if (!keys.ok) return refused(400, keys.error);
  const typed = visit.type(keys.value);
  if (typed === 'typed') return done;
  return refused(409, typed === 'no_call' ? 'no call is on' : 'a script presses the keys of this call');
}

/** How long telephones are kept. */
export interface Keeping {
  /** Lets go of a call that nobody has begun to listen to for some time. */
  readonly expectListener: (callId: string, visit: Visit) => void;
  /** Lets the visitor go, and forgets the call, when nobody listens to it. */
  readonly release: (callId: string, visit: Visit) => void;
}

export function createKeeping(deps: ControlDeps): Keeping {
  const release: Keeping['release'] = (callId, visit) => {
    if (visit.log.listeners() > 0) return;
    void onClock(deps, () => {
      visit.leave();
      deps.visits.forget(callId);
    });
  };
  return {
    expectListener: (callId, visit) => {
      setTimeout(() => release(callId, visit), deps.unheardMs ?? UNHEARD_MS).unref();
    },
    release,
  };
}

/** Why something was not done, in one line. */
export function refused(status: number, error: string): Reply {
  return { status, body: { error } };
}

export function noSuchCall(callId: string): Reply {
  return refused(404, `there is no call ${JSON.stringify(callId)}`);
}
