import { cancelCallback } from '../../../lib/app/cancel-callback';
import { confirmAnswer } from '../../../lib/app/confirm-answer';
import type { Deps } from '../../../lib/app/deps';
import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { predictWait } from '../../../lib/app/predict-wait';
import { registerCallback } from '../../../lib/app/register-callback';
import type { AgentReading } from '../../../lib/core/dispatch/expected-agents';
import type { QueuePolicy } from '../../../lib/core/policy/policy';
import { noonMs } from '../../support/builders/callbacks';
import { queueOf } from '../../support/builders/policies';
import { agents } from '../../support/builders/world';
import { dueAtMs, READY_CONTACT, ringingHead, waitingAt } from './crowd';

/** One thing that happens in a centre where so many wait. It is done again after a rewind. */
export interface Moment {
  readonly name: string;
  readonly nowMs: number;
  readonly agents: readonly AgentReading[];
  /** What must be so before, and is not part of it. */
  readonly arrange?: (deps: Deps) => Promise<void>;
  readonly run: (deps: Deps) => Promise<unknown>;
}

const support = (deps: Deps): QueuePolicy => queueOf(deps.policy, 'support');
const twoFree = agents(2);
const nobodyFree = (nowMs: number) => agents(2, { state: 'on_contact', sinceMs: nowMs - 1_000 });

/** Passes first; the others are what callers and their calls ask for. */
export const moments: readonly Moment[] = [
  { name: 'pass: dials 2', nowMs: noonMs, agents: twoFree, run: (deps) => dispatchPass(deps) },
  { name: 'pass: nobody free', nowMs: noonMs, agents: nobodyFree(noonMs), run: (deps) => dispatchPass(deps) },
  {
    name: 'pass: promotes 25',
    nowMs: dueAtMs + 1_000,
    agents: nobodyFree(dueAtMs + 1_000),
    run: (deps) => dispatchPass(deps),
  },
  {
    name: 'register',
    nowMs: noonMs,
    agents: twoFree,
    run: (deps) => registerCallback(deps, { contactId: 'call-in', from: '+441632960001', queue: support(deps) }),
  },
  { name: 'cancel', nowMs: noonMs, agents: twoFree, run: (deps) => cancelCallback(deps, waitingAt(4)) },
  {
    // Of somebody who rings now, behind everybody: the count of those before ends at its limit.
    name: 'position',
    nowMs: noonMs,
    agents: twoFree,
    run: (deps) => predictWait(deps, support(deps), { placeMs: noonMs, id: 'newest' }),
  },
  {
    name: 'ready',
    nowMs: noonMs,
    agents: twoFree,
    arrange: async ({ store }) => {
      const ringing = ringingHead();
      const version = (await store.callbacks.get(ringing))?.version ?? 0;
      await store.callbacks.put(ringing, version);
    },
    run: (deps) => confirmAnswer(deps, { contactId: READY_CONTACT, attributes: {} }),
  },
];
