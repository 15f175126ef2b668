import type { Step } from './action';
import { actionError } from './flow-error';
import { isRecord, pathsIn } from './json-paths';

const agentCounts = ['Online', 'Available', 'Staffed', 'AfterContactWork', 'Busy', 'Missed', 'NonProductive'];

/** All that there is below `$.Metrics`. */
const metricNames: readonly string[] = [
  ...['Size', 'OldestContactAge', 'EstimatedWaitTime', 'Name', 'ARN'].map((name) => `Queue.${name}`),
  ...agentCounts.map((name) => `Agents.${name}.Count`),
  ...['PositionInQueue', 'EstimatedWaitTime'].map((name) => `Contact.${name}`),
];

/** What an action says of metrics: looked for once, as it is played many times. */
const textsAbout = new WeakMap<object, readonly string[]>();

/** A metric that does not exist is a slip of the flow's author; one that exists may have no value, which is no fault. */
export function checkMetricNames({ frame, action }: Step): void {
  const texts = textsAbout.get(action) ?? textsIn([action.Parameters, action.Transitions.Conditions]).filter(isAbout);
  textsAbout.set(action, texts);
  for (const text of texts) {
    for (const [path, [first, ...names]] of pathsIn(text)) {
      if (first === 'Metrics' && !isMetric(names)) {
        throw actionError(frame.flow.name, action.Identifier, `there is no metric ${path}`);
      }
    }
  }
}

function isAbout(text: string): boolean {
  return text.includes('Metrics');
}

/** A path may also lead to what holds metrics. */
function isMetric(names: readonly string[]): boolean {
  const below = `${names.join('.')}.`;
  return names.length === 0 || metricNames.some((name) => `${name}.`.startsWith(below));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
