import type { Callback } from '../../lib/core/callback/callback';
import { taskTokenOf } from '../../lib/core/callback/offering';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { answered, callerNumber, closed, dialing, noonMs, offered, waiting } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';
import { ask, ourDial, ourTask } from './ivr-asking';

/** One question in the circumstances in which a flow asks it, and what comes of it when nothing fails. */
export interface Question {
  readonly name: string;
  readonly operation: string;
  readonly outcome: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly contact?: Readonly<Record<string, unknown>>;
  readonly callbacks?: readonly Callback[];
  /** Whether this call has asked who is calling, as every call that came in does first. */
  readonly isFirst?: true;
  readonly prepare?: (world: World) => Promise<void>;
}

const slotMs = noonMs + 3_600_000;
const slot = String(slotMs);
const formerMs = noonMs + 7_200_000;
const keyed = { numberChoice: 'keyed', keyedNumber: '01632960002' };
const onDial = dialing({ contactId: 'dial-1' });
const beingOffered = offered({
  task: { clientToken: taskTokenOf(onDial.id, 1), agentIds: ['agent-1'] },
  tasksOffered: 1,
});
const readyForAgent = answered({
  task: { ...beingOffered.task, contactId: 'task-1', agentId: 'agent-1', acceptedAtMs: noonMs },
  tasksOffered: 1,
});
const withSlot = waiting({ slotMs: formerMs, placeMs: formerMs });

/** The slot that a callback of these questions was promised for. */
const bookFormer = async ({ store }: World): Promise<void> => {
  await store.slots.book({ queue: 'support', startMs: formerMs }, withSlot.id, 4);
};
const rememberDial = async ({ store, connect }: World): Promise<void> => {
  const { id: callbackId, number, queue } = onDial;
  await store.contacts.remember(
    { kind: 'dial', contactId: 'dial-1', callbackId, key: { number, queue }, attempt: 1 },
    0,
  );
  connect.tell({ contactId: 'dial-1' }, number);
};

const wantNoCalls = async ({ store }: World): Promise<void> =>
  store.callers.remember(callerNumber, { optedOutAtMs: noonMs });
const underOther = waiting({ id: 'OTHER', number: '+441632960002', cli: callerNumber });

/** Every operation in its common case, then what is less common and changes something. */
export const questions: readonly Question[] = [
  { name: 'a new caller', operation: 'who_is_this', outcome: 'new', isFirst: true },
  { name: 'a booking', operation: 'propose', outcome: 'ok', parameters: { purpose: 'book', slot: 'none' } },
  { name: 'a booking', operation: 'slots', outcome: 'slots', parameters: { purpose: 'book', after: 'none' } },
  { name: 'this number, as soon as possible', operation: 'register', outcome: 'registered' },
  { name: 'the number', operation: 'change', outcome: 'changed', parameters: keyed, callbacks: [waiting()] },
  { name: 'a holder', operation: 'where_am_i', outcome: 'no_callback' },
  { name: 'one that waits', operation: 'cancel', outcome: 'cancelled', callbacks: [waiting()] },
  { name: 'a returning caller', operation: 'rejoin', outcome: 'rejoined', callbacks: [waiting()] },
  ...(['greet', 'answered', 'opt_out', 'story'] as const).map((operation) => ({
    name: 'our dial',
    operation,
    outcome: { greet: 'ask', answered: 'connect', opt_out: 'opted_out', story: 'story' }[operation],
    contact: ourDial,
    callbacks: [onDial],
    prepare: rememberDial,
  })),
  {
    name: 'our dial',
    operation: 'queued',
    outcome: 'given',
    contact: ourDial,
    callbacks: [readyForAgent],
    prepare: async (world) => {
      await rememberDial(world);
      world.tasks.queue('dial-1');
    },
  },
  { name: 'our task', operation: 'task_ready', outcome: 'ready', contact: ourTask, callbacks: [beingOffered] },
];

export const moreQuestions: readonly Question[] = [
  {
    name: 'a language',
    operation: 'who_is_this',
    outcome: 'new',
    isFirst: true,
    parameters: { language: 'ru-RU', languageChosen: 'yes' },
  },
  { name: 'with a callback', operation: 'who_is_this', outcome: 'has_callback', isFirst: true, callbacks: [waiting()] },
  {
    name: 'while we dial',
    operation: 'who_is_this',
    outcome: 'has_callback',
    isFirst: true,
    callbacks: [onDial],
    prepare: rememberDial,
  },
  { name: 'another number', operation: 'register', outcome: 'registered', parameters: keyed },
  { name: 'a slot', operation: 'register', outcome: 'registered', parameters: { slot } },
  { name: 'in place of one that ended', operation: 'register', outcome: 'registered', callbacks: [closed()] },
  { name: 'with a callback', operation: 'where_am_i', outcome: 'has_callback', callbacks: [waiting()] },
  { name: 'a time', operation: 'change', outcome: 'changed', parameters: { slot }, callbacks: [waiting()] },
  {
    name: 'one time for another',
    operation: 'change',
    outcome: 'changed',
    parameters: { slot },
    callbacks: [withSlot],
    prepare: bookFormer,
  },
  {
    name: 'on our dial',
    operation: 'change',
    outcome: 'changed',
    parameters: { slot },
    contact: ourDial,
    callbacks: [onDial],
    prepare: rememberDial,
  },
  { name: 'one with a slot', operation: 'cancel', outcome: 'cancelled', callbacks: [withSlot], prepare: bookFormer },
  { name: 'one that we dial', operation: 'cancel', outcome: 'ending', callbacks: [onDial], prepare: rememberDial },
  ...(['where_am_i', 'propose', 'register'] as const).map((operation) => ({
    name: 'whose first question was lost',
    operation,
    outcome: { where_am_i: 'has_callback', propose: 'ok', register: 'already_registered' }[operation],
    isFirst: true as const,
    callbacks: [waiting({ requestContactId: 'earlier' }), waiting({ id: 'BILLING', queue: 'billing' })],
    prepare: async ({ connect }: World) => connect.tell({ contactId: 'inbound-1', initiatedAtMs: noonMs - 60_000 }),
  })),
  {
    name: 'whose task nobody has accepted',
    operation: 'answered',
    outcome: 'connect',
    contact: ourDial,
    callbacks: [{ ...onDial, task: { ...beingOffered.task, contactId: 'task-1' }, tasksOffered: 1 }],
    prepare: rememberDial,
  },
  {
    name: 'for whom nobody is kept',
    operation: 'queued',
    outcome: 'waits',
    contact: ourDial,
    callbacks: [answered()],
    prepare: rememberDial,
  },
  {
    name: 'of a callback that has gone on',
    operation: 'task_ready',
    outcome: 'unknown_callback',
    contact: ourTask,
    callbacks: [waiting({ tasksOffered: 1 })],
  },
  { name: 'whose number was out', operation: 'register', outcome: 'registered', prepare: wantNoCalls },
  {
    name: 'to a number that was out',
    operation: 'change',
    outcome: 'changed',
    parameters: { numberChoice: 'keyed', keyedNumber: callerNumber },
    callbacks: [waiting({ number: '+441632960002', cli: callerNumber })],
    prepare: wantNoCalls,
  },
  { name: 'several at once', operation: 'cancel', outcome: 'cancelled', callbacks: [waiting(), underOther] },
  {
    name: 'of one with two callbacks',
    operation: 'opt_out',
    outcome: 'opted_out',
    callbacks: [waiting(), waiting({ id: 'BILLING', queue: 'billing' })],
  },
];

/** A centre in which one of these questions is about to be asked. */
export async function worldFor(question: Question): Promise<World> {
  const queues: HoldfreeConfig['queues'] = [
    queueConfig('support', { languages: ['en-US', 'ru-RU'] }),
    queueConfig('billing'),
  ];
  const world = createWorld({ config: { queues } });
  // Said before anything else, so that no place is taken from it.
  const isInbound = question.contact === undefined;
  if (isInbound && question.isFirst !== true) await ask(world, 'who_is_this');
  await world.keep(...(question.callbacks ?? []));
  await question.prepare?.(world);
  return world;
}

/** Everything that these questions could change, but for ids, and for copies for reports, which are made by a timer too. */
export async function stateOf({ store, connect }: World): Promise<unknown> {
  const numbers = [callerNumber, '+441632960002'];
  // A task that is still to be ended is left to a timer.
  const callbacks = numbers.map(async (number) =>
    (await store.callbacks.ofCaller(number)).map(({ value }) => ({
      ...value,
      id: '',
      archived: false,
      tasksToEnd: undefined,
    })),
  );
  return {
    callbacks: await Promise.all(callbacks),
    callers: await Promise.all(numbers.map((number) => store.callers.get(number))),
    ages: connect.ages,
    admitted: connect.admitted,
  };
}

/** Places taken in slots of the queue. */
export async function placesTaken({ store }: World): Promise<number> {
  const counts = await store.slots.counts('support', 0, Number.MAX_SAFE_INTEGER);
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
