import { cancelCallback } from '../../lib/app/cancel-callback';
import { changeRequest } from '../../lib/app/change-request';
import { confirmAnswer } from '../../lib/app/confirm-answer';
import type { Deps } from '../../lib/app/deps';
import { dispatchPass } from '../../lib/app/dispatch/dispatch-pass';
import { endInboundCall } from '../../lib/app/end-inbound-call';
import { findSlots } from '../../lib/app/find-slots';
import { identifyCaller } from '../../lib/app/identify-caller';
import { optOut } from '../../lib/app/opt-out';
import { recordContactEvent, type ContactEvent } from '../../lib/app/record-contact-event';
import { readyTask } from '../../lib/app/ready-task';
import { registerCallback } from '../../lib/app/register-callback';
import { queueOf } from '../support/builders/policies';
import { agents } from '../support/builders/world';
import type { Act } from './acts';
import type { DrawnDay } from './drawn-day';
import { expectTrouble } from './risky-ports';

/** Does one act of a day in a process of its own. */
export async function playAct(day: DrawnDay, deps: Deps, act: Act, contactId: string): Promise<void> {
  switch (act.kind) {
    case 'pass':
      return void (await dispatchPass(deps));
    case 'contact':
      return contactMoves(day, deps, act);
    case 'task':
      return taskMoves(day, deps, act);
    case 'staff':
      return day.world.staff(
        agents(act.agents),
        day.world.policy.queues.map(({ name }) => ({ queue: name, count: act.holders, oldestAgeMs: 300_000 })),
      );
    case 'leave':
      return leave(day, deps, act.isServed);
    case 'register':
    case 'choose_slot':
    case 'cancel':
    case 'ring_in':
    case 'opt_out':
      return callerActs(day, deps, act, contactId);
  }
}

async function callerActs(
  day: DrawnDay,
  deps: Deps,
  act: Extract<Act, { readonly caller: number }>,
  contactId: string,
): Promise<void> {
  const from = at(day.callers, act.caller);
  const queue = queueOf(deps.policy, at(deps.policy.queues, act.queue).name);
  switch (act.kind) {
    case 'ring_in':
      day.inbound.push({ contactId, from });
      return void (await identifyCaller(deps, { contactId, from, queue }));
    case 'register': {
      const result = await registerCallback(deps, { contactId, from, queue });
      if (result.ok) day.promised.add(result.value.callback.id);
      const disconnectedAtMs = deps.clock.nowMs();
      return recordContactEvent(deps, {
        kind: 'disconnected',
        initiation: 'inbound',
        facts: { contactId, disconnectedAtMs },
      });
    }
    case 'opt_out':
      return void (await optOut(deps, { contactId, number: from }));
    case 'cancel': {
      const callback = (await deps.store.callbacks.get({ number: from, queue: queue.name }))?.value;
      return callback && void (await cancelCallback(deps, callback));
    }
    case 'choose_slot': {
      const callback = (await deps.store.callbacks.get({ number: from, queue: queue.name }))?.value;
      if (callback === undefined) return;
      const { slots } = await findSlots(deps, { queue, limit: 5 });
      const slotStartMs = slots[act.slot % Math.max(1, slots.length)];
      if (slotStartMs === undefined) return;
      day.chosen.add(slotStartMs);
      await changeRequest(deps, { callback, askedFrom: from, askedOnContactId: contactId, slotStartMs });
    }
  }
}

/** The call that came in first is over, after a talk of a minute or without one. */
async function leave(day: DrawnDay, deps: Deps, isServed: boolean): Promise<void> {
  const call = day.inbound.shift();
  if (call === undefined) return;
  const nowMs = deps.clock.nowMs();
  const served = isServed ? { connectedToAgentAtMs: nowMs - 60_000, agentId: 'agent-2' } : {};
  await endInboundCall(deps, { contactId: call.contactId, disconnectedAtMs: nowMs, ...served }).catch((error) => {
    // An event that meets a fault comes again.
    day.inbound.push(call);
    throw error;
  });
}

/** Something happens to a live contact of ours, and is told of or not. */
async function contactMoves(day: DrawnDay, deps: Deps, act: Extract<Act, { kind: 'contact' }>): Promise<void> {
  const live = day.connect.live();
  if (live.length === 0) return;
  const contactId = at(live, act.pick);
  for (const move of act.moves)
    await tell(deps, await contactMove(day, deps, { contactId, move, reason: act.reason }), act.told);
}

async function contactMove(
  { connect }: DrawnDay,
  deps: Deps,
  {
    contactId,
    move,
    reason,
  }: { readonly contactId: string; readonly move: ContactEvent['kind']; readonly reason: string | undefined },
): Promise<ContactEvent | undefined> {
  if (move === 'connected_to_agent' && !connect.isReady(contactId)) return undefined;
  if (move !== 'queued') return connect.happen(contactId, move, reason);
  connect.happen(contactId, 'connected_to_system');
  // The flow asks first; where asking fails it queues the caller all the same.
  const attributes = connect.attributesOf(contactId);
  const answer = await confirmAnswer(deps, { contactId, attributes }).catch(expectTrouble);
  return connect.happen(contactId, answer?.kind === 'goodbye' ? 'disconnected' : 'queued');
}

/** An agent meets a task: its flow asks before it is queued, somebody accepts it, or it ends. */
async function taskMoves(day: DrawnDay, deps: Deps, act: Extract<Act, { kind: 'task' }>): Promise<void> {
  const { tasks } = day;
  const live = tasks.live();
  if (live.length === 0) return;
  const contactId = at(live, act.pick);
  if (act.what === 'ready')
    return void (await readyTask(deps, { contactId, attributes: tasks.attributesOf(contactId) }));
  await tell(deps, tasks.happen(contactId, act.what === 'accepted' ? 'connected_to_agent' : 'disconnected'), act.told);
}

async function tell(deps: Deps, event: ContactEvent | undefined, times: number): Promise<void> {
  if (event === undefined) return;
  await Promise.all(Array.from({ length: times }, () => recordContactEvent(deps, event)));
}

function at<T>(all: readonly T[], index: number): T {
  const one = all[index % Math.max(1, all.length)];
  if (one === undefined) throw new Error('there is nothing to pick from');
  return one;
}
