import type { FlowDraft } from './draft';
import { targetsOf } from './lay-out';

/** What takes time for itself, or counts: a circle with one of these in it is no endless one. */
const pausing: ReadonlySet<string> = new Set([
  'MessageParticipant',
  'MessageParticipantIteratively',
  'GetParticipantInput',
  'Loop',
]);

/** A flow must not run in a circle in which nobody hears anything: Connect ends such a call. */
export function checkCircles({ actions }: FlowDraft): readonly string[] {
  const ways = new Map(
    actions.filter(({ type }) => !pausing.has(type)).map((action) => [action.id, targetsOf(action)]),
  );
  const ahead = new Map([...ways.keys()].map((id) => [id, reachedFrom(id, ways)]));
  const leadsTo = (from: string, to: string): boolean => ahead.get(from)?.has(to) === true;
  const circles = [...ways.keys()]
    .filter((id) => leadsTo(id, id))
    .map((id) => [...ways.keys()].filter((other) => leadsTo(id, other) && leadsTo(other, id)).join(', '));
  return [...new Set(circles)].map((circle) => `${circle}: a circle with no prompt, no input and no loop in it`);
}

/** Everything that is on some way from an action; itself only when a way leads back. */
function reachedFrom(from: string, ways: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const target of ways.get(id) ?? []) {
      if (!ways.has(target) || reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}
