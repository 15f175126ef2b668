import type { ClientToken, ClientTokens } from './client-tokens';
import { isOnLine } from './contact';
import type { ContactView } from './contact';
import type { ContactBook } from './contact-book';
import type { PhoneLines } from './phone-lines';

/** What survives a restart of the emulator, as plain JSON. */
export interface EmulatorSnapshot {
  readonly takenAtMs: number;
  readonly contacts: readonly ContactView[];
  readonly clientTokens: readonly ClientToken[];
  readonly dialsByNumber: Readonly<Record<string, number>>;
}

export interface SnapshotDeps {
  readonly nowMs: () => number;
  readonly book: ContactBook;
  readonly tokens: ClientTokens;
  readonly lines: PhoneLines;
}

function endedNow(view: ContactView, nowMs: number): ContactView {
  const ended = { ...view, stage: 'ended', updatedAtMs: nowMs } as const;
  if (isOnLine(view)) return { ...ended, disconnectedAtMs: nowMs, disconnectReason: 'OTHER' };
  return { ...ended, afterContactWorkEndedAtMs: nowMs };
}

/** Calls do not outlive the process that carries them, so a running contact is kept as one that ended now. */
export function takeSnapshot({ nowMs, book, tokens, lines }: SnapshotDeps): EmulatorSnapshot {
  const takenAtMs = nowMs();
  const running = [...book.runningContacts()].map((contact) => endedNow(contact.view, takenAtMs));
  return {
    takenAtMs,
    contacts: [...book.endedViews(), ...running],
    clientTokens: tokens.all(),
    dialsByNumber: lines.dialCounts(),
  };
}

/** Adds what the snapshot holds; meant for an emulator in which nothing has happened yet. */
export function restoreSnapshot({ book, tokens, lines }: SnapshotDeps, snapshot: EmulatorSnapshot): void {
  for (const view of snapshot.contacts) book.retire(view, view.updatedAtMs);
  for (const token of snapshot.clientTokens) tokens.keep(token);
  lines.restoreDialCounts(snapshot.dialsByNumber);
}
