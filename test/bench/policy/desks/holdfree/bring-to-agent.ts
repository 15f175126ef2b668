import type { DeskDeps } from '../../desk';
import type { Entry, EntryBook } from './entries';
import type { Knowledge } from './knowledge';
import type { TaskDesk } from './tasks';

/** A ready caller waits in the queue: given to an agent who is kept and idle, or its own one is let go. */
export function bringToAgent(
  { emulator, tally }: DeskDeps,
  { book, tasks, knowledge }: { readonly book: EntryBook; readonly tasks: TaskDesk; readonly knowledge: Knowledge },
  entry: Entry,
): void {
  if (entry.state !== 'answered') return;
  const agentId = idleAgentFor(book, knowledge, entry);
  const { book: contacts, roster, centre } = emulator().core;
  const contact = contacts.running(entry.contactId ?? '');
  const isGiven =
    agentId !== undefined &&
    contact !== undefined &&
    centre.router.associate(contact, roster.get(agentId)) === 'offered';
  if (isGiven) tally.offered(agentId, true);
  else tasks.end(entry);
}

/** The agent who is kept for this caller, or else one who is kept for a later one whose telephone still rings. */
function idleAgentFor(book: EntryBook, { isIdle }: Knowledge, entry: Entry): string | undefined {
  if (isIdle(entry.task?.agentId)) return entry.task?.agentId;
  const [latest] = book
    .in('dialing', 'offered')
    .filter((other) => other.placeMs > entry.placeMs && other.pickedUpAtMs === undefined)
    .filter(({ task }) => isIdle(task?.agentId))
    .toSorted((a, b) => b.placeMs - a.placeMs);
  return latest?.task?.agentId;
}
