import type { CompiledFlow } from '../../../infra/flows/build/compile';
import { compileLocally } from '../../../local/flows/local-shelf';
import type { ActionJson, FlowJson } from '../../support/builders/flows';
import { policyOf, queueConfig } from '../../support/builders/policies';

const languages = ['en-US' as const, 'ru-RU' as const];
const queues = [queueConfig('support', { languages })];

function compiled(ageBy: 'api' | 'ladder' = 'api'): ReadonlyMap<string, readonly ActionJson[]> {
  const { flows, modules } = compileLocally(policyOf({ ageBy, queues }));
  return new Map([...flows, ...modules].map((flow) => [flow.key, actionsOf(flow)]));
}

function actionsOf({ content }: CompiledFlow): readonly ActionJson[] {
  const document: FlowJson = JSON.parse(content);
  return document.Actions;
}

function action(flows: ReturnType<typeof compiled>, flow: string, id: string): ActionJson {
  const found = flows.get(flow)?.find(({ Identifier }) => Identifier === id);
  if (found === undefined) throw new Error(`${flow} has no ${id}`);
  return found;
}

/** What a flow sends with a question. */
function sent(flow: string, id: string): unknown {
  return Reflect.get(action(compiled(), flow, id).Parameters, 'LambdaInvocationAttributes');
}

test.each(['entry-support', 'module-offer'])('%s lets callers hold, and says when a language was chosen', (flow) => {
  expect(sent(flow, 'who')).not.toHaveProperty('languageChosen');
  expect(sent(flow, 'who')).not.toHaveProperty('hold');
  expect(sent(flow, 'who-again')).toMatchObject({ languageChosen: 'yes' });
});

test.each(['after-hours-support', 'module-after-hours'])('%s says that nobody can hold', (flow) => {
  expect(sent(flow, 'who')).toMatchObject({ hold: 'no' });
  expect(sent(flow, 'who-again')).toMatchObject({ hold: 'no', languageChosen: 'yes' });
});

test.each(['callback', 'module-answer'])('%s: without a time there is nothing to be confirmed', (flow) => {
  const flows = compiled();
  expect(action(flows, flow, 'no-slot').Transitions.NextAction).toBe('greet-again');
  const menu = action(flows, flow, 'slot-menu-again').Transitions;
  expect(menu.NextAction).toBe('greet-again');
  expect(menu.Errors?.map(({ NextAction }) => NextAction)).not.toContain('propose');
  expect(menu.Conditions?.map(({ NextAction }) => NextAction)).toContain('greet-again');
});

test.each([
  ['callback', 'queue'],
  ['module-answer', 'return'],
  ['entry-support', 'queue'],
  ['module-offer', 'return'],
])('%s climbs the ladder only where ages are set by it', (flow, next) => {
  expect(
    compiled()
      .get(flow)
      ?.some(({ Type }) => Type === 'UpdateContactRoutingBehavior'),
  ).toBe(false);
  const rung = action(compiled('ladder'), flow, 'age-600');
  expect(rung).toMatchObject({ Parameters: { QueueTimeAdjustmentSeconds: '600' }, Transitions: { NextAction: next } });
});
