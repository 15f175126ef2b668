import { readFlow } from '../../infra/flows/language/document';
import { readFlowType } from '../../infra/flows/language/flow-types';
import { lintFlow } from '../../infra/flows/lint/lint-flow';
import { buildStack, policy, type Properties } from './build-stack';

const { template, lambda } = buildStack();

/** What Connect is given: a content is joined from texts and what becomes known at deployment. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const [, parts] = (content as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : tokenOf(part))).join('');
}

function tokenOf(part: unknown): string {
  const [[kind, of] = []] = Object.entries(part as Record<string, unknown>);
  return `token-${kind}-${String(of)}`.replaceAll(/[^\w-]/g, '-');
}

const flows = Object.entries(template.findResources('AWS::Connect::ContactFlow')).map(([id, resource]) => ({
  id,
  ...(resource['Properties'] as Properties & { Name: string; Type: string; Content: unknown }),
}));

test('each queue has its entry, hold and after-hours flow, and all share the others', () => {
  const names = flows.map(({ Name }) => Name).toSorted();
  const ofQueues = policy.queues.flatMap(({ name }) => [`entry: ${name}`, `hold: ${name}`, `after hours: ${name}`]);
  const shared = ['agent whisper', 'callback', 'callback hold', 'task'];
  expect(names).toEqual([...ofQueues, ...shared].map((name) => `Holdfree ${name}`).toSorted());
});

test.each(flows.map((flow) => [flow.Name, flow] as const))('%s is deployed as Connect takes it', (_, flow) => {
  const reading = readFlow(textOf(flow.Content));
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  expect(lintFlow(reading.document, readFlowType(flow.Type))).toEqual([]);
});

test('flows ask the function that is deployed with them, and no other', () => {
  const text = flows.map(({ Content }) => textOf(Content)).join('');
  const asked = [...text.matchAll(/"LambdaFunctionARN":"([^"]*)"/g)].map(([, arn]) => arn);
  expect(new Set(asked).size).toBe(1);
  expect(asked[0]).toMatch(/^token-Fn--GetAtt-IvrFunction\w+-Arn$/);
});

test('an entry flow puts its callers into the Connect queue of its name', () => {
  for (const { name, queueId } of policy.queues) {
    const entry = flows.find(({ Name }) => Name === `Holdfree entry: ${name}`);
    expect(textOf(entry?.Content)).toContain(`"QueueId":"${policy.instanceArn}/queue/${queueId}"`);
  }
});

test('dials begin with the callback flow of this deployment', () => {
  const callback = flows.find(({ Name }) => Name === 'Holdfree callback');
  expect(lambda('Dispatcher')['Environment'].Variables.CALLBACK_FLOW_ID).toEqual({
    'Fn::GetAtt': [callback?.id, 'ContactFlowArn'],
  });
});

test('tasks begin with the task flow of this deployment', () => {
  const task = flows.find(({ Name }) => Name === 'Holdfree task');
  expect(lambda('Dispatcher')['Environment'].Variables.TASK_FLOW_ID).toEqual({
    'Fn::GetAtt': [task?.id, 'ContactFlowArn'],
  });
});

test('no flow is made before the instance may call the function that it asks', () => {
  const [association] = Object.keys(template.findResources('AWS::Connect::IntegrationAssociation'));
  const ofFlows = ['AWS::Connect::ContactFlow', 'AWS::Connect::ContactFlowModule'].flatMap((type) =>
    Object.values(template.findResources(type)),
  );
  expect(ofFlows.length).toBeGreaterThan(5);
  for (const { DependsOn } of ofFlows) expect(DependsOn).toContain(association);
});

test('the modules are there for flows of one’s own', () => {
  const modules = Object.values(template.findResources('AWS::Connect::ContactFlowModule'));
  expect(modules.map(({ Properties }) => String(Properties.Name)).toSorted()).toEqual([
    'Holdfree after hours (module)',
    'Holdfree answer',
    'Holdfree offer',
  ]);
  for (const { Properties } of modules) expect(JSON.parse(textOf(Properties.Content))).toHaveProperty('Settings');
});
