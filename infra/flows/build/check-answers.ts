import { operations, type OperationSpec } from '../../../lib/core/dialogue/operations';
import type { ActionDraft, FlowDraft } from './draft';
import { targetsOf } from './lay-out';

/** The question answered last on the way to an action; `nothing` where none was, or the last one failed. */
type Last = { readonly asked: string; readonly answers: ReadonlySet<string> } | 'nothing';

/** A flow may read of `$.External` only what the last answer on every way to that action holds. */
export function checkAnswers({ start, actions }: FlowDraft): readonly string[] {
  const byId = new Map(actions.map((action) => [action.id, action]));
  const faults = new Set<string>();
  const seen = new Set<string>();
  const open: { readonly id: string; readonly last: Last }[] = [{ id: start, last: 'nothing' }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { id, last } = here;
    const action = byId.get(id);
    const state = `${id} ${last === 'nothing' ? '' : last.asked}`;
    if (action === undefined || seen.has(state)) continue;
    seen.add(state);
    for (const name of namesRead(action)) {
      if (last === 'nothing') faults.add(`${id}: $.External.${name} is read where no question was answered`);
      else if (!last.answers.has(name)) faults.add(`${id}: ${last.asked} does not answer ${name}`);
    }
    open.push(...waysFrom(action, last));
  }
  return [...faults];
}

function waysFrom(action: ActionDraft, last: Last): readonly { readonly id: string; readonly last: Last }[] {
  if (action.type !== 'InvokeLambdaFunction') return targetsOf(action).map((id) => ({ id, last }));
  const failed = Object.values(action.errors ?? {}).map((id) => ({ id, last: 'nothing' as const }));
  return action.next === undefined ? failed : [{ id: action.next, last: answerOf(action) }, ...failed];
}

function answerOf(action: ActionDraft): Last {
  const asked = operationAskedBy(action);
  const spec: OperationSpec | undefined = Object.entries(operations).find(([name]) => name === asked)?.[1];
  const prompts = (spec?.prompts ?? []).map((key) => `say_${key}`);
  return { asked, answers: new Set(['outcome', 'language', ...(spec?.fields ?? []), ...prompts]) };
}

/** Which operation an action asks for; empty where it asks none. */
export function operationAskedBy({ parameters }: ActionDraft): string {
  const [, asked = ''] = /"operation":"([^"]*)"/.exec(JSON.stringify(parameters)) ?? [];
  return asked;
}

function namesRead({ parameters }: ActionDraft): readonly string[] {
  return [...JSON.stringify(parameters).matchAll(/\$\.External\.([A-Za-z0-9_]+)/g)].map(([, name = '']) => name);
}
