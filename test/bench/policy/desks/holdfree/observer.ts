import type { CentreChange, ContactView } from '../../../../../local/connect/types';
import type { DeskDeps } from '../../desk';
import { scene } from '../../scene';
import type { Dispatcher } from './dispatcher';
import type { Entry, EntryBook } from './entries';
import type { Knowledge } from './knowledge';
import type { TaskDesk } from './tasks';

interface Parts {
  readonly book: EntryBook;
  readonly tasks: TaskDesk;
  readonly knowledge: Knowledge;
  readonly dispatcher: Dispatcher;
}

/** Tells of what happens when its event comes; what the figures of the day need is told at once. */
export function createObserver(deps: DeskDeps, parts: Parts): (change: CentreChange) => void {
  const { clock, emulator } = deps;
  const { knowledge } = parts;
  const later = (task: () => void): void => void clock.after(deps.between(deps.delays.eventMs), task);
  const ends = createEnds(deps, parts, later);

  return (change) => {
    if (change.kind === 'agent_state') {
      knowledge.log.note(change.agentId, emulator().agentState(change.agentId));
      return;
    }
    const view = emulator().contact(change.contactId);
    if (view === undefined) return;
    switch (change.kind) {
      case 'contact_queued':
        if (view.initiationMethod === 'INBOUND') later(() => knowledge.holds(change.contactId, change.atMs));
        return;
      case 'contact_connected': {
        const entry = entryOf(deps, parts.book, view);
        if (entry !== undefined) later(() => void (entry.pickedUpAtMs = change.atMs));
        return;
      }
      case 'agent_connected':
      case 'contact_ended':
        later(() => knowledge.holdsNoMore(change.contactId));
        if (view.channel === 'TASK') ends.ofTask(view, change.kind);
        else ends.ofCall(view, change.kind, change.atMs);
        return;
      case 'contact_started':
      case 'contact_transferred':
        return;
    }
  };
}

function createEnds(deps: DeskDeps, { book, tasks, knowledge, dispatcher }: Parts, later: (task: () => void) => void) {
  const { clock, emulator, tally, callOf } = deps;

  /** A dial is over without an agent. */
  function failed(entry: Entry, wasAnswered: boolean): void {
    tally.pending(-1);
    const { contactId, readyAtMs } = entry;
    const waitMs = readyAtMs === undefined ? undefined : clock.nowMs() - readyAtMs;
    if (contactId !== undefined && waitMs !== undefined) later(() => knowledge.readyLeft(contactId, waitMs));
    entry.state = 'away';
    entry.readyAtMs = undefined;
    entry.pickedUpAtMs = undefined;
    entry.attempts += 1;
    later(() => tasks.end(entry));
    const isLast = entry.attempts >= scene.attemptsMax;
    if (wasAnswered || isLast) entry.state = 'over';
    else clock.after(scene.retryAfterMs, () => dispatcher.enterLine(entry));
    if (!wasAnswered && isLast) tally.unreached();
  }

  function learn(view: ContactView, entry: Entry | undefined, isOver: boolean): void {
    const { agentId, connectedToAgentAtMs: atMs, enqueuedAtMs: readySinceMs = atMs } = view;
    if (agentId === undefined || atMs === undefined || readySinceMs === undefined) return;
    const { talkMs, afterContactWorkMs } = callOf(view.customerNumber ?? '');
    const { contactId } = view;
    const isCallback = entry !== undefined;
    const pickUp = { contactId, atMs, placeMs: entry?.placeMs ?? readySinceMs, readySinceMs, isCallback, agentId };
    if (!isOver) return later(() => knowledge.pickedUp(pickUp));
    clock.after(afterContactWorkMs, () => {
      const freeMs = clock.nowMs();
      later(() => {
        knowledge.see(agentId, 'available', freeMs);
        knowledge.pickedUp({ ...pickUp, talkMs, afterContactWorkMs });
      });
    });
  }

  return {
    ofTask: ({ contactId, agentId }: ContactView, kind: 'agent_connected' | 'contact_ended'): void => {
      if (kind === 'agent_connected' && agentId !== undefined) later(() => tasks.accepted(contactId, agentId));
    },
    ofCall: (view: ContactView, kind: 'agent_connected' | 'contact_ended', atMs: number): void => {
      const { agentId } = view;
      const entry = entryOf(deps, book, view);
      const isOver = kind === 'contact_ended';
      if (agentId !== undefined) {
        // With a call beside a task an agent does what the agent did before, and nothing else tells of it.
        clock.after(0, () => knowledge.log.note(agentId, emulator().agentState(agentId)));
        later(() => knowledge.see(agentId, isOver ? 'after_contact_work' : 'on_contact', atMs));
      }
      learn(view, entry, isOver);
      if (entry === undefined) return;
      if (isOver && entry.state === 'over') return later(() => tasks.end(entry));
      if (isOver) return failed(entry, view.connectedToSystemAtMs !== undefined);
      tally.pending(-1);
      entry.state = 'over';
      if (entry.task?.agentId !== agentId) later(() => tasks.end(entry));
    },
  };
}

function entryOf({ callOf }: DeskDeps, book: EntryBook, view: ContactView): Entry | undefined {
  return view.initiationMethod === 'API' ? book.find(callOf(view.customerNumber ?? '').index) : undefined;
}
