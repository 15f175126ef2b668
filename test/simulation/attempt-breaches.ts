import { contactAttributes } from '../../lib/core/contact-attributes';
import type { Change, DrawnDay } from './drawn-day';

/** What is wrong with attempts: each is claimed by one process, is one contact, and is not forgotten or undone by others. */
export function attemptBreaches({ connect, changes, processes }: DrawnDay): readonly string[] {
  const contacts = connect.rings().map(({ request: { attributes } }) => {
    const { [contactAttributes.callbackId]: id = '', [contactAttributes.attempt]: attempt = '' } = attributes;
    return `${id}#${attempt}`;
  });
  const claims = countOf(changes.filter(isClaim).map(({ after }) => `${after.id}#${after.attempt + 1}`));
  const dials = countOf(
    processes
      .flatMap(({ notes }) => notes)
      .flatMap((note) =>
        note.kind === 'dialed' && note.rule !== 'repair' ? [`${note.callbackId}#${note.attempt}`] : [],
      ),
  );
  return [
    ...[...countOf(contacts)].filter(([, times]) => times > 1).map(([which]) => `${which} is more than one contact`),
    ...[...dials]
      .filter(([which, times]) => times > (claims.get(which) ?? 0))
      .map(([which]) => `${which} was not claimed`),
    ...changes.flatMap((change) => lossOf(change) ?? []),
  ];
}

function isClaim({ before, after }: Change): boolean {
  return after.state === 'dialing' && before?.state !== 'dialing';
}

/** What a write forgot that stood there before it. */
function lossOf({ before, after }: Change): string | undefined {
  if (before?.id !== after.id) return undefined;
  if (before.state === 'closed' && after.state !== 'closed')
    return `${after.id} was closed, and is ${after.state} again`;
  if (after.attempt < before.attempt) return `${after.id} forgot an attempt that had ended`;
  const isSame = before.state === 'dialing' && after.state === 'dialing' && before.attempt === after.attempt;
  if (isSame && before.contactId !== undefined && after.contactId !== before.contactId) {
    return `${after.id} forgot the contact of its dial`;
  }
  return undefined;
}

function countOf(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
