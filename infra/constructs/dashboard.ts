import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, type IAlarm, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Watched } from '../alarms/alarm-entry';
import { callersWidgets } from './dashboard-callers';
import { connectWidgets } from './dashboard-connect';
import { machineWidgets } from './dashboard-machine';
import { GRID_WIDTH, heading, words } from './dashboard-widgets';

/** What is shown, and the alarms that stand at the top. */
export interface OperationsDashboardProps extends Omit<Watched, 'streams' | 'instanceId'> {
  readonly alarms: readonly IAlarm[];
}

const firstLook = [
  '## Holdfree: what to look at first',
  '',
  '1. **Alarms**: a red one says what it means for callers and what to do first; all of them are in `docs/alarms.md`.',
  '2. **Waiting** rises and **dials** do not: see *dispatcher: runs*, then in Connect whether agents are free. Nothing is lost while the dispatcher stands still; places are kept.',
  '3. **Wait after ready** rises: callers are dialed too early, or agents went to other work.',
  '4. **Errors of ivr** or **flow errors**: each is a caller who heard a fallback.',
].join('\n');

/** One page from top to bottom: alarms, what callers feel, the machine, Connect. */
export class OperationsDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { alarms, ...watched }: OperationsDashboardProps) {
    super(scope, id);
    const { instanceId, region } = watched.policy;
    this.dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.hours(3) });
    const rows: readonly (readonly IWidget[])[] = [
      [words(firstLook + links(region), 5)],
      // A row of the grid shows four alarms.
      [
        new AlarmStatusWidget({
          title: 'Alarms',
          alarms: [...alarms],
          width: GRID_WIDTH,
          height: Math.max(2, Math.ceil(alarms.length / 4)),
        }),
      ],
      [heading('What callers feel')],
      ...callersWidgets(instanceId),
      [heading('The machine')],
      ...machineWidgets({ ...watched, instanceId }),
      [heading('Amazon Connect')],
      ...connectWidgets({ ...watched, instanceId }),
    ];
    for (const row of rows) this.dashboard.addWidgets(...row);
  }
}

function links(region: string): string {
  const console = `https://${region}.console.aws.amazon.com`;
  return [
    '',
    '',
    `[Alarms](${console}/cloudwatch/home?region=${region}#alarmsV2:)`,
    ` · [Logs](${console}/cloudwatch/home?region=${region}#logsV2:log-groups)`,
    ` · [Traces](${console}/cloudwatch/home?region=${region}#xray:traces/query)`,
    ` · [Connect](${console}/connect/v2/app/instances?region=${region})`,
  ].join('');
}
