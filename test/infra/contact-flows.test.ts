import { config } from '../../holdfree.config';
import { shelvesOf } from '../../infra/constructs/flow-shelves';
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

describe('queues for which a template has no room', () => {
  const [support, billing] = config.queues;
  if (support === undefined || billing === undefined) throw new Error('two queues are shipped');
  const further = Array.from({ length: 10 }, (_, index) => ({
    ...billing,
    name: `q${index}`,
    queueId: `2f7b1c90-5d3e-4a86-b1f4-93c6d0e8${1000 + index}`,
  }));
  const many = buildStack({ config: { ...config, queues: [support, billing, ...further] } });

  test('have their flows in stacks within, each small enough for CloudFormation', () => {
    expect(many.nested.length).toBeGreaterThan(0);
    const templates = [JSON.stringify(many.template.toJSON()), ...many.nested];
    for (const text of templates) expect(text.length).toBeLessThan(1_000_000);
  });

  test('have every flow once, under a name that no other flow has, and theirs say in which stack they are', () => {
    const nested = many.nested.flatMap((text) => [...flowNamesIn(JSON.parse(text).Resources)]);
    const names = [...flowNamesIn(many.template.toJSON()['Resources']), ...nested];
    expect(new Set(names).size).toBe(names.length);
    const plain = names.map((name) => name.replace(/ \(\d+\)$/, ''));
    for (const { name } of [support, billing, ...further]) {
      for (const kind of ['entry', 'hold', 'after hours']) {
        expect(plain.filter((one) => one === `Holdfree ${kind}: ${name}`)).toHaveLength(1);
      }
    }
    expect(nested.every((name) => / \(\d+\)$/.test(name))).toBe(true);
    expect(names).toEqual(expect.arrayContaining(['Holdfree entry: support', 'Holdfree entry: billing']));
  });

  test('are told where their callers begin, wherever that is', () => {
    const { Value: value } = many.template.toJSON()['Outputs']['EntryFlowq9'];
    expect(value['Fn::GetAtt'][0]).toMatch(/^FlowsMore\d/);
  });

  test('move no other queue when they are added at the end', () => {
    const sized = Array.from({ length: 30 }, (_, index) => ({ queue: `q${index}`, length: 50_000 + index * 7_000 }));
    const before = shelvesOf(sized.slice(0, -1));
    expect([...shelvesOf(sized)].slice(0, -1)).toEqual([...before]);
  });
});

function flowNamesIn(resources: Readonly<Record<string, Properties>>): readonly string[] {
  const flowsIn = Object.values(resources).filter(({ Type }) => Type === 'AWS::Connect::ContactFlow');
  return flowsIn.map((flow) => String(flow['Properties'].Name));
}
