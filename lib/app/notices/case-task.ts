import type { CaseEvent } from '../../core/events/domain-event';
import { caseEventOf } from '../../core/events/events-of';
import { readCaseEvent } from '../../core/events/event-schemas';
import type { LostCase } from '../../core/lost/case';
import { caseFields } from '../../core/messages/case-fields';
import { textOf } from '../../core/messages/fill';
import { firstLanguage, queueByName, type QueuePolicy } from '../../core/policy/policy';
import type { CaseTask } from '../../ports/case-tasks';
import type { Delivery } from '../../ports/delivery-store';
import { caseNow, isStillOpen } from './case-now';
import { deliver, deliveryId, whatOf, type Outgoing, type Sent, type Try } from './deliver';
import type { NoticeDeps } from './notice-deps';

/**
 * The task of a case; the next one where its calls were taken to be lost after all; the one that follows when nobody has
 * dealt with them in time.
 */
const kinds = ['first', 'again', 'escalation'] as const;
type TaskKind = (typeof kinds)[number];

/** What Connect takes, in characters. */
const NAME_MAX = 512;
const DESCRIPTION_MAX = 4096;

type Detail = CaseEvent['detail'];

/**
 * Keeps the tasks of a case as the case is: one while calls are to be dealt with, one more once it is overdue, none after
 * that. Only the event that opened them starts tasks, because a repeat must say the same in the same words.
 */
export async function keepCaseTasks(deps: NoticeDeps, event: CaseEvent): Promise<void> {
  const { detail } = event;
  switch (event.type) {
    case 'case.opened':
      return startTask(deps, event, 'first');
    case 'case.reopened':
      await endTasks(deps, { ...detail, after: event.detail.priorAfter });
      return startTask(deps, event, event.detail.priorAfter === detail.after ? 'again' : 'first');
    case 'case.overdue':
      return startTask(deps, event, 'escalation');
    case 'case.tried_again':
      return lookAgain(deps, event);
    case 'case.processed':
      if (event.detail.priorAfter !== undefined) {
        await endTasks(deps, { ...detail, after: event.detail.priorAfter });
      }
      return lookAgain(deps, event);
  }
}

async function startTask(deps: NoticeDeps, event: CaseEvent, kind: TaskKind): Promise<void> {
  const { detail } = event;
  const asked = taskAsked(deps, detail, kind);
  if (asked === undefined) return;
  const outgoing = { ...outgoingOf(detail, kind, 'start', asked.to.name), about: JSON.stringify(event) };
  await deliver(deps, outgoing, (turn) => start(deps, event, { ...asked, kind }, turn));
  // What happened to the case meanwhile found no task to end or to change.
  await lookAgain(deps, event);
}

interface Asked {
  readonly queue: QueuePolicy;
  /** Whose agents get it. */
  readonly to: QueuePolicy;
}

function taskAsked({ policy }: NoticeDeps, detail: Detail, kind: TaskKind): Asked | undefined {
  const queue = queueByName(policy, detail.queue);
  const task = queue?.lost.task;
  const name = kind === 'escalation' ? task?.escalateTo : task?.queue;
  const to = name === undefined ? undefined : queueByName(policy, name);
  return queue === undefined || to === undefined ? undefined : { queue, to };
}

/** The case is looked at after the ledger has the delivery: whoever closes it later finds what there is to end. */
async function start(
  deps: NoticeDeps,
  event: CaseEvent,
  asked: Asked & { readonly kind: TaskKind },
  { mayHaveArrived }: Try,
): Promise<Sent> {
  const { detail } = event;
  const key = await deps.store.cases.keyOf(detail.caseId);
  const isWanted = isStillOpen(await caseNow(deps, detail.caseId), detail.after);
  if (key === undefined || (!isWanted && !mayHaveArrived)) return { kind: 'skipped', why: 'processed' };
  // One that nobody wants any more may be there all the same: the repeat tells which it is, so that it can be ended.
  return ask(deps, event, asked, key.number);
}

async function ask(
  deps: NoticeDeps,
  event: CaseEvent,
  asked: Asked & { readonly kind: TaskKind },
  number: string,
): Promise<Sent> {
  const task = taskOf(deps, event, asked, number);
  if (task === undefined) return { kind: 'refused', reason: 'no flow for tasks' };
  const outcome = await deps.caseTasks.start(task);
  return outcome.kind === 'started' ? { kind: 'sent', ref: outcome.contactId } : outcome;
}

/** A function of the event and the policy: Connect refuses a repeat in other words. */
function taskOf(
  { policy }: NoticeDeps,
  event: CaseEvent,
  { queue, to, kind }: Asked & { readonly kind: TaskKind },
  number: string,
): CaseTask | undefined {
  const { detail } = event;
  if (policy.taskFlowId === undefined) return undefined;
  const { task, deadlineMs } = queue.lost;
  const isForAgent = kind !== 'escalation' && task?.to === 'responsible' && detail.agentId !== undefined;
  return {
    caseId: detail.caseId,
    queueId: to.queueId,
    queueName: to.name,
    // Half of the time is left for the others.
    ...(isForAgent ? { agentId: detail.agentId, onlyForMs: deadlineMs / 2 } : {}),
    flowId: policy.taskFlowId,
    ...textsOf({ policy }, event, { to, kind, number }),
    clientToken: tokenOf(detail, kind),
  };
}

function textsOf(
  { policy }: Pick<NoticeDeps, 'policy'>,
  event: CaseEvent,
  { to, kind, number }: { readonly to: QueuePolicy; readonly kind: TaskKind; readonly number: string },
): Pick<CaseTask, 'name' | 'description'> {
  const language = firstLanguage(to);
  const fields = { ...caseFields(event, { language, timeZone: to.hours.timeZone }), phone: number };
  const { texts } = policy.notices;
  const [name, description] =
    kind === 'escalation'
      ? (['escalation_name', 'escalation_description'] as const)
      : (['task_name', 'task_description'] as const);
  return {
    name: cut(textOf(texts, language, name, fields), NAME_MAX),
    description: cut(textOf(texts, language, description, fields), DESCRIPTION_MAX),
  };
}

/** Ends the tasks of calls that are dealt with; says anew what a task is about when the caller has tried again since. */
async function lookAgain(deps: NoticeDeps, event: CaseEvent): Promise<void> {
  const now = await caseNow(deps, event.detail.caseId);
  if (!isStillOpen(now, event.detail.after)) return endTasks(deps, event.detail);
  const isNews = event.type === 'case.tried_again' || now.tries > event.detail.tries;
  if (isNews) await updateTasks(deps, event, now);
}

async function updateTasks(deps: NoticeDeps, event: CaseEvent, now: LostCase): Promise<void> {
  for (const kind of kinds) {
    const started = await startedTask(deps, event.detail, kind);
    const asked = taskAsked(deps, event.detail, kind);
    if (started?.ref === undefined || asked === undefined) continue;
    const { ref: contactId } = started;
    const told = caseEventOf(now, 'case.tried_again', event.detail.id);
    const text = textsOf(deps, told, { to: asked.to, kind, number: now.number });
    const outgoing = outgoingOf(event.detail, kind, `update.${whatOf(event.detail)}`, started.to);
    await deliver(deps, outgoing, async () => sentOf(await deps.caseTasks.update(contactId, text)));
  }
}

async function endTasks(deps: NoticeDeps, run: Pick<Detail, 'caseId' | 'after'>): Promise<void> {
  for (const kind of kinds) {
    const started = (await startedTask(deps, run, kind)) ?? (await doubtfulTask(deps, run, kind));
    if (started?.ref === undefined) continue;
    const { ref: contactId } = started;
    const outgoing = outgoingOf(run, kind, 'end', started.to);
    await deliver(deps, outgoing, async () => sentOf(await deps.caseTasks.end(contactId)));
  }
}

async function startedTask(
  { store }: NoticeDeps,
  run: Pick<Detail, 'caseId' | 'after'>,
  kind: TaskKind,
): Promise<Delivery | undefined> {
  const delivery = await store.deliveries.get(deliveryId(run, 'task', kind, 'start'));
  return delivery?.state === 'sent' ? delivery : undefined;
}

/**
 * One that was set aside after a try without an answer may be with an agent: the same start, in the same words, tells which
 * it is. Where there is none, one begins and is ended at once, which nobody has to deal with.
 */
async function doubtfulTask(
  deps: NoticeDeps,
  run: Pick<Detail, 'caseId' | 'after'>,
  kind: TaskKind,
): Promise<Delivery | undefined> {
  const aside = await deps.store.deliveries.get(deliveryId(run, 'task', kind, 'start'));
  if (aside?.state !== 'failed' || aside.mayHaveArrived !== true || aside.about === undefined) return undefined;
  const { type, detail }: { type: string; detail: unknown } = JSON.parse(aside.about);
  const event = readCaseEvent(type, detail);
  const asked = event === undefined ? undefined : taskAsked(deps, event.detail, kind);
  const key = await deps.store.cases.keyOf(run.caseId);
  if (event === undefined || asked === undefined || key === undefined) return undefined;
  const outgoing = outgoingOf(run, kind, 'find', aside.to);
  return deliver(deps, outgoing, async () => ask(deps, event, { ...asked, kind }, key.number));
}

/** An agent who has ended the task knows of it. */
function sentOf(outcome: 'updated' | 'ended' | 'over' | 'unavailable'): Sent {
  return outcome === 'unavailable' ? { kind: 'unknown', reason: outcome } : { kind: 'sent' };
}

function outgoingOf(run: Pick<Detail, 'caseId' | 'after'>, kind: TaskKind, what: string, to: string): Outgoing {
  return { id: deliveryId(run, 'task', kind, what), caseId: run.caseId, channel: 'task', to };
}

/** Of one run of lost calls there is one of each kind, whoever starts it and however often. */
function tokenOf({ caseId, after }: Pick<Detail, 'caseId' | 'after'>, kind: TaskKind): string {
  return `${caseId}-${Date.parse(after)}-${kind}`;
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
