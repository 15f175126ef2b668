import type { FlowDraft } from './draft';
import { targetsOf } from './lay-out';

/** Connect ends a row of functions with no prompt between after 20 s, and each may take 8. */
const FUNCTIONS_IN_A_ROW_MAX = 2;

const prompts: ReadonlySet<string> = new Set([
  'MessageParticipant',
  'MessageParticipantIteratively',
  'GetParticipantInput',
]);

/** A caller must never hear nothing for longer than Connect allows, however slow every function is. */
export function checkSilence({ start, actions }: FlowDraft): readonly string[] {
  const byId = new Map(actions.map((action) => [action.id, action]));
  const faults = new Set<string>();
  const seen = new Set<string>();
  const open: { readonly id: string; readonly inARow: number }[] = [{ id: start, inARow: 0 }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const action = byId.get(here.id);
    const state = `${here.id} ${here.inARow}`;
    if (action === undefined || seen.has(state)) continue;
    seen.add(state);
    const inARow = prompts.has(action.type) ? 0 : here.inARow + (action.type === 'InvokeLambdaFunction' ? 1 : 0);
    if (inARow > FUNCTIONS_IN_A_ROW_MAX) {
      faults.add(
        `${action.id}: ${inARow} functions in a row with no prompt between; at most ${FUNCTIONS_IN_A_ROW_MAX}`,
      );
      continue;
    }
    for (const id of targetsOf(action)) open.push({ id, inARow });
  }
  return [...faults];
}
