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

/** A metric that does not exist is a slip of the flow's author; one that exists may have no value, which is no fault. */
export function checkMetricNames({ frame, action }: Step): void {
  for (const text of textsIn([action.Parameters, action.Transitions.Conditions])) {
    if (!text.includes('Metrics')) continue;
    for (const [path, [first, ...names]] of pathsIn(text)) {
      if (first === 'Metrics' && !isMetric(names)) {
        throw actionError(frame.flow.name, action.Identifier, `there is no metric ${path}`);
      }
    }
  }
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
