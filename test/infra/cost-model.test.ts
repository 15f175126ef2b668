import { memoryMb } from '../../local/cost/bill';
import { standing } from '../../local/cost/standing';
import { buildStack } from './build-stack';

// Goal: what `npm run cost` takes as deployed is what is deployed. Method: the template of the example configuration.

const { propertiesOf } = buildStack();

test('the memory of functions, and how many metrics alarms look at', () => {
  const byDescription = propertiesOf('AWS::Lambda::Function').map(
    ({ Description, MemorySize }) => [String(Description), Number(MemorySize)] as const,
  );
  const memoryOf = (words: RegExp) => byDescription.find(([description]) => words.test(description))?.[1];
  expect({
    'contact-events': memoryOf(/^Turns contact events/),
    'contact-records': memoryOf(/^Takes contact records/),
    dispatch: memoryOf(/^The only one who dials/),
    fcr: memoryOf(/^Counts first call resolution/),
    ivr: memoryOf(/^Answers the contact flows/),
    notify: memoryOf(/^Tells callers/),
    outbox: memoryOf(/^Tells the bus/),
  }).toEqual(memoryMb);
  const looked = propertiesOf('AWS::CloudWatch::Alarm').map(({ Metrics = [{ MetricStat: {} }] }) => {
    const metrics: readonly { readonly MetricStat?: object }[] = Metrics;
    return metrics.filter(({ MetricStat }) => MetricStat !== undefined).length;
  });
  expect(looked.reduce((sum, count) => sum + count, 0)).toBe(standing.alarmMetrics);
  expect(propertiesOf('AWS::CloudWatch::CompositeAlarm')).toHaveLength(standing.compositeAlarms);
});
