import { metrics, type MetricDefinition } from '../../lib/core/watch/metrics';
import { buildWatched, flowNames, policy, type Properties } from './watched-stack';

interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Properties;
}

const { template, made, alarms } = buildWatched();
const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));

/** The body as CloudWatch gets it, but for names that are known only then. */
function bodyOf(): string {
  const [, parts]: readonly [string, readonly unknown[]] = Object(dashboard)['Properties'].DashboardBody['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : 'KNOWN-LATER')).join('');
}

const body = bodyOf();
const { widgets }: { readonly widgets: readonly Widget[] } = JSON.parse(body);

/** Metrics as rows of a widget: namespace, name, dimensions; or an expression. */
const rows = widgets.flatMap(({ type, properties }): readonly (readonly unknown[])[] =>
  type === 'metric' ? properties['metrics'] : [],
);

const isText = (part: unknown): part is string => typeof part === 'string';

interface Shown {
  readonly name: string;
  readonly by: readonly string[];
}

/** Our metrics, plain ones and those that are searched for. */
const own: readonly Shown[] = rows.flatMap((row): readonly Shown[] => {
  const [first, name, ...rest] = row;
  if (first === 'Holdfree') {
    const dimensions = rest.filter(isText);
    return [{ name: isText(name) ? name : '', by: dimensions.filter((_, index) => index % 2 === 0) }];
  }
  const expression = String(Object(first)['expression'] ?? '');
  const found = /^SEARCH\('\{Holdfree,([\w,]+)\} MetricName="(\w+)" Instance="([^"]+)"', '\w+', \d+\)$/.exec(
    expression,
  );
  if (found === null) return [];
  const [, by = '', of = '', instance] = found;
  return [{ name: instance === policy.instanceId ? of : `${of} of another instance`, by: by.split(',') }];
});

test('everything that Holdfree measures is shown, by what it is told by and nothing else', () => {
  expect(new Set(own.map(({ name }) => name))).toEqual(new Set(Object.keys(metrics)));
  const known: Readonly<Record<string, MetricDefinition>> = metrics;
  for (const { name, by } of own) {
    expect(by[0]).toBe('Instance');
    for (const dimension of by.slice(1)) expect(known[name]?.by).toContain(dimension);
  }
});

test('what is searched for is written as a search, each in one of two namespaces', () => {
  const searches = rows.flatMap(([first]) => Object(first)['expression'] ?? []);
  expect(searches.length).toBeGreaterThan(8);
  for (const one of searches) {
    expect(one).toMatch(
      /^SEARCH\('\{(Holdfree|AWS\/Connect)(,\w+)+\}( \w+="[^"]+")+', '(Sum|Maximum|Average)', (60|300)\)$/,
    );
    expect(one.length).toBeLessThanOrEqual(1024);
  }
});

test('every flow of ours, and nothing of Connect that it does not send', () => {
  const connect = rows.filter(([namespace]) => namespace === 'AWS/Connect');
  const told = connect.map(([, name]) => name).filter(isText);
  expect(told.filter((name) => name === 'ContactFlowErrors')).toHaveLength(flowNames.length);
  expect([...new Set(told)].toSorted()).toEqual([
    'CallsBreachingConcurrencyQuota',
    'ConcurrentCalls',
    'ConcurrentCallsPercentage',
    'ContactFlowErrors',
    'ContactFlowFatalErrors',
    'ThrottledCalls',
  ]);
});

test('the page begins with what to look at first, then every alarm', () => {
  const [intro, status] = widgets;
  expect(intro).toMatchObject({ type: 'text', x: 0, y: 0, width: 24 });
  expect(intro?.properties['markdown']).toContain('docs/alarms.md');
  expect(status?.type).toBe('alarm');
  expect(status?.properties['alarms']).toHaveLength(made.all.length);
  expect(made.all).toHaveLength(alarms.length);
});

test('nothing lies over anything else, nothing leaves the page, and no line is left empty', () => {
  const taken = new Set<string>();
  for (const { x, y, width, height } of widgets) {
    expect(x + width).toBeLessThanOrEqual(24);
    for (let column = x; column < x + width; column += 1) {
      for (let row = y; row < y + height; row += 1) {
        expect(taken).not.toContain(`${column},${row}`);
        taken.add(`${column},${row}`);
      }
    }
  }
  const bottom = Math.max(...widgets.map(({ y, height }) => y + height));
  expect(taken.size).toBe(bottom * 24);
});

test('it is within what CloudWatch takes: 500 widgets, 500 metrics each, 2,500 in all', () => {
  expect(widgets.length).toBeLessThanOrEqual(500);
  for (const { properties } of widgets) expect(properties['metrics']?.length ?? 0).toBeLessThanOrEqual(500);
  expect(rows.length).toBeLessThanOrEqual(2_500);
});

test('a graph says of its lines what they are', () => {
  const graphs = widgets.filter(({ type }) => type === 'metric');
  expect(graphs.length).toBeGreaterThan(20);
  for (const { properties } of graphs) {
    expect(properties['title']).toMatch(/^[A-Z]/);
    expect(properties['metrics'].length).toBeGreaterThan(0);
    expect(properties['yAxis'].left).toMatchObject({ min: 0, label: expect.stringMatching(/^[a-z]+$/) });
  }
});
