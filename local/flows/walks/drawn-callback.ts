import type {
  AfterDial,
  Callback,
  CallbackFacts,
  CallbackTask,
  Dialing,
  DialRequest,
} from '../../../lib/core/callback/callback';
import { clientTokenOf } from '../../../lib/core/callback/dialing';
import { newTask } from '../../../lib/core/callback/offering';
import { contactAttributes } from '../../../lib/core/contact-attributes';
import { firstLanguage, type QueuePolicy } from '../../../lib/core/policy/policy';
import type { IdSource } from '../../../lib/ports/ids';
import type { Draws } from './draws';

const MINUTE_MS = 60_000;

/** Who asked to be called, where, and on which contact we are calling if we are. */
export interface CallbackScene {
  readonly draws: Draws;
  readonly ids: IdSource;
  readonly nowMs: number;
  readonly queue: QueuePolicy;
  readonly number: string;
  /** Another number of the same caller. */
  readonly otherNumber: string;
  readonly contactId: string;
}

/** The callback of a caller who rings in: in any state, or none. */
export function drawCallback(scene: CallbackScene): Callback | undefined {
  const { draws, nowMs } = scene;
  const facts = drawFacts(scene);
  const state = draws.weighted({
    none: 5,
    waiting: 4,
    slot: 2,
    retry: 1,
    held: 1,
    offered: 1,
    dialing: 2,
    answered: 1,
    talking: 1,
    closed: 1,
  });
  const waiting = { state: 'waiting', inLineSinceMs: nowMs - draws.spanMs(30 * MINUTE_MS) } as const;
  switch (state) {
    case 'none':
      return undefined;
    case 'waiting':
      return { ...facts, ...waiting };
    case 'slot': {
      const slotMs = nowMs + draws.whole(-2, 8) * 15 * MINUTE_MS;
      return { ...facts, slotMs, placeMs: slotMs, state: 'scheduled', dueAtMs: slotMs, why: 'slot' };
    }
    case 'retry': {
      const why = draws.one(['retry', 'hours', 'limit', 'fault'] as const);
      return { ...facts, state: 'scheduled', dueAtMs: nowMs + draws.spanMs(60 * MINUTE_MS), why };
    }
    case 'held': {
      const contactId = draws.isTrue(0.5) ? scene.contactId : 'earlier-call';
      return { ...facts, state: 'held', contactId, leaseUntilMs: nowMs + MINUTE_MS, resume: waiting };
    }
    case 'offered':
      return {
        ...facts,
        state: 'offered',
        ...drawTask(scene, facts),
        startedAtMs: nowMs,
        inLineSinceMs: waiting.inLineSinceMs,
        leaseUntilMs: nowMs + MINUTE_MS,
      };
    case 'dialing': {
      const contact = draws.isTrue(0.5) ? { contactId: 'other-dial' } : {};
      return { ...facts, ...dialing(scene, facts), ...contact, ...maybeTask(scene, facts) };
    }
    case 'answered':
    case 'talking':
      return { ...facts, ...joined(scene, state, 'other-dial'), ...maybeTask(scene, facts) };
    case 'closed':
      return closed(scene, facts);
  }
}

/** The callback behind a dial of ours: ringing still, settled meanwhile, or unknown. */
export function drawDialedCallback(scene: CallbackScene): Callback | undefined {
  const { draws, nowMs } = scene;
  const facts = drawFacts(scene);
  const state = draws.weighted({ dialing: 10, settled: 3, answered: 1, talking: 1, waiting: 1, closed: 1, none: 1 });
  const known = draws.isTrue(0.6) ? { contactId: scene.contactId } : {};
  switch (state) {
    case 'none':
      return undefined;
    case 'dialing':
      return { ...facts, ...dialing(scene, facts), ...known, ...maybeTask(scene, facts) };
    case 'settled':
      return { ...facts, ...dialing(scene, facts), ...known, after: drawAfter(scene), ...maybeTask(scene, facts) };
    case 'answered':
    case 'talking': {
      const contactId = draws.isTrue(0.5) ? scene.contactId : 'other-dial';
      return { ...facts, ...joined(scene, state, contactId), ...maybeTask(scene, facts) };
    }
    case 'waiting':
      return { ...facts, attempt: facts.attempt + 1, state: 'waiting', inLineSinceMs: nowMs };
    case 'closed':
      return closed(scene, facts);
  }
}

/** What a dial of that callback carries. */
export function dialAttributes(scene: CallbackScene, callback: Callback | undefined): Readonly<Record<string, string>> {
  const { queue, ids, nowMs } = scene;
  return {
    [contactAttributes.callbackId]: callback?.id ?? ids.ulid(nowMs),
    [contactAttributes.attempt]: String((callback?.attempt ?? 0) + 1),
    [contactAttributes.queueId]: queue.queueId,
    [contactAttributes.queueName]: queue.name,
    [contactAttributes.language]: callback?.language ?? firstLanguage(queue),
  };
}

function drawFacts({ draws, ids, nowMs, queue, number, otherNumber }: CallbackScene): CallbackFacts {
  const requestedAtMs = nowMs - draws.spanMs(600 * MINUTE_MS);
  const attempt = draws.whole(0, 2);
  return {
    id: ids.ulid(requestedAtMs),
    queue: queue.name,
    number,
    cli: draws.isTrue(0.8) ? number : otherNumber,
    ...(draws.isTrue(0.2) ? { callNumber: otherNumber } : {}),
    ...(draws.isTrue(0.5) ? { language: draws.one(queue.languages) } : {}),
    origin: draws.isTrue(0.8) ? 'requested' : 'lost',
    class: 'standard',
    placeMs: requestedAtMs - draws.spanMs(60 * MINUTE_MS),
    requestedAtMs,
    requestContactId: 'request-call',
    deadlineMs: nowMs + queue.deadlineMs,
    attempt,
    attemptsSpent: attempt,
    past: [],
  };
}

function dialing({ nowMs, queue }: CallbackScene, facts: CallbackFacts): Dialing {
  const request: DialRequest = {
    clientToken: clientTokenOf(facts.id, facts.attempt + 1),
    number: facts.callNumber ?? facts.number,
    queueId: queue.queueId,
    flowId: 'callback-flow',
    relatedContactId: facts.requestContactId,
    attributes: {},
  };
  return { state: 'dialing', startedAtMs: nowMs - 15_000, leaseUntilMs: nowMs + MINUTE_MS, request };
}

/** The task of a callback that has one: just begun, started, or accepted. */
function drawTask(
  { draws, nowMs }: CallbackScene,
  facts: CallbackFacts,
): { readonly tasksOffered: number; readonly task: CallbackTask } {
  const { tasksOffered, task } = newTask(facts, draws.isTrue(0.5) ? ['agent'] : []);
  const stage = draws.one(['begun', 'started', 'accepted'] as const);
  const started = stage === 'begun' ? {} : { contactId: 'task' };
  const accepted = stage === 'accepted' ? { agentId: 'agent', acceptedAtMs: nowMs - 5_000 } : {};
  return { tasksOffered, task: { ...task, ...started, ...accepted } };
}

/** A dial may go on beside a task. */
function maybeTask(scene: CallbackScene, facts: CallbackFacts): Partial<ReturnType<typeof drawTask>> {
  return scene.draws.isTrue(0.4) ? drawTask(scene, facts) : {};
}

function drawAfter({ draws, nowMs }: CallbackScene): AfterDial {
  return draws.one<AfterDial>([
    { kind: 'cancel' },
    { kind: 'withdraw' },
    { kind: 'resume' },
    { kind: 'complete', atMs: nowMs - MINUTE_MS },
    { kind: 'reschedule', dueAtMs: nowMs + 60 * MINUTE_MS, placeMs: nowMs + 60 * MINUTE_MS },
    { kind: 'hold', contactId: 'another-call', leaseUntilMs: nowMs + MINUTE_MS },
  ]);
}

function joined({ nowMs }: CallbackScene, state: 'answered' | 'talking', contactId: string) {
  const at = { contactId, startedAtMs: nowMs - 30_000, readyAtMs: nowMs - 10_000, leaseUntilMs: nowMs + MINUTE_MS };
  return state === 'answered'
    ? ({ state, ...at } as const)
    : ({ state, ...at, connectedAtMs: nowMs - 5_000, agentId: 'agent' } as const);
}

function closed({ draws, nowMs }: CallbackScene, facts: CallbackFacts): Callback {
  const outcome = draws.one(['completed', 'exhausted', 'cancelled', 'withdrawn', 'expired', 'refused'] as const);
  return { ...facts, state: 'closed', outcome, closedAtMs: nowMs - MINUTE_MS, archived: draws.isTrue(0.5) };
}
