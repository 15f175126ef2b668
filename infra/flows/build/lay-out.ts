import type { ActionDraft, FlowDraft } from './draft';

interface Position {
  readonly x: number;
  readonly y: number;
}

const COLUMN = 280;
const ROW = 220;

/** Places the blocks for whoever opens the flow in the designer: a column for each step from the start. */
export function layOut({ start, actions }: FlowDraft): ReadonlyMap<string, Position> {
  const byId = new Map(actions.map((action) => [action.id, action]));
  const positions = new Map<string, Position>();
  let column = [start];
  for (let step = 0; column.length > 0; step += 1) {
    const next = new Set<string>();
    column.forEach((id, row) => {
      positions.set(id, { x: 200 + step * COLUMN, y: 20 + row * ROW });
      for (const target of targetsOf(byId.get(id))) next.add(target);
    });
    column = [...next].filter((id) => byId.has(id) && !positions.has(id));
  }
  return positions;
}

/** Where an action may lead, each once, in order. */
export function targetsOf(action: ActionDraft | undefined): readonly string[] {
  if (action?.next === undefined) return [];
  return [...new Set([action.next, ...(action.ways ?? []).map(({ to }) => to), ...Object.values(action.errors ?? {})])];
}
