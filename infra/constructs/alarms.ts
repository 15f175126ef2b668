import { Alarm, AlarmRule, AlarmState, CompositeAlarm, type IAlarm, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { comparisons, describeAlarm, missingData, RUNBOOK, type AlarmEntry, type Watched } from '../alarms/alarm-entry';
import { alarmEntries } from '../alarms/all-alarms';
import { AlarmTopic } from './alarm-topic';

/** Every alarm of Holdfree, each with its line of the runbook, told to one topic. */
export class Alarms extends Construct {
  readonly topic: ITopic;
  readonly all: readonly Alarm[];
  /**
   * Takes a policy back which was just delivered. One alarm on the others, because AppConfig takes a policy back at
   * INSUFFICIENT_DATA too, which a metric's alarm is in until it was looked at for the first time, in a first deployment just
   * then; one on others leaves that state as soon as it is made, and never returns to it.
   * Sources: "Monitoring deployments for automatic rollback", AWS AppConfig user guide; PutCompositeAlarm, CloudWatch API
   * reference. That AppConfig takes such alarms: aws/aws-cdk#28156, and the guide of the CDK's module aws-appconfig.
   */
  readonly rollback: IAlarm;

  /** A topic that is given goes before what the policy says of one. */
  constructor(scope: Construct, id: string, watched: Watched, topic?: ITopic) {
    super(scope, id);
    this.topic = topic ?? new AlarmTopic(this, 'Topic', watched.policy.alarms).topic;
    const action = new SnsAction(this.topic);
    const made = alarmEntries.flatMap((entry) =>
      Object.entries(entry.of(watched)).map(([part, metric]) => {
        const alarm = this.add(entry, part, metric, watched);
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
        return { entry, alarm };
      }),
    );
    this.all = made.map(({ alarm }) => alarm);
    const grave = made.flatMap(({ entry, alarm }) => (entry.takesPolicyBack === true ? [alarm] : []));
    this.rollback = new CompositeAlarm(this, 'Rollback', {
      alarmDescription: `Takes back a policy that was just delivered. Each of its alarms is told by itself. More: ${RUNBOOK}`,
      alarmRule: AlarmRule.anyOf(...grave.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
  }

  private add(entry: AlarmEntry, part: string, metric: IMetric, { policy }: Watched): Alarm {
    const { threshold, periods, datapoints = periods } = entry;
    return new Alarm(this, part === '' ? entry.key : `${entry.key}-${part}`, {
      alarmDescription: describeAlarm(entry),
      metric,
      threshold: typeof threshold === 'number' ? threshold : threshold(policy),
      comparisonOperator: comparisons[entry.when],
      evaluationPeriods: periods,
      datapointsToAlarm: datapoints,
      treatMissingData: missingData[entry.missing],
    });
  }
}
