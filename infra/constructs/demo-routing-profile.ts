import { CfnRoutingProfile } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import { demoName } from './demo-queue';

/** The queues of one pool, by their ARNs; at least one. */
export interface DemoRoutingProfileProps {
  readonly instanceArn: string;
  readonly pool: string;
  readonly queueArns: readonly string[];
}

/**
 * The routing profile of the agents of one pool, as docs/configuration.md ("Agents and tasks") asks for it: calls and tasks of each queue,
 * an agent may be asked for the next caller during a call, and whoever has agreed to gets no other call meanwhile.
 */
export class DemoRoutingProfile extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { instanceArn, pool, queueArns }: DemoRoutingProfileProps) {
    super(scope, id);
    const made = new CfnRoutingProfile(this, 'Profile', {
      instanceArn,
      name: demoName(pool),
      description: `Made by Holdfree to be tried with, for the agents of the pool ${pool}.`,
      // Without one a profile cannot be made; agents who call by hand show its number.
      defaultOutboundQueueArn: queueArns[0] ?? '',
      mediaConcurrencies: [
        { channel: 'VOICE', concurrency: 1, crossChannelBehavior: { behaviorType: 'ROUTE_ANY_CHANNEL' } },
        { channel: 'TASK', concurrency: 2, crossChannelBehavior: { behaviorType: 'ROUTE_CURRENT_CHANNEL_ONLY' } },
      ],
      queueConfigs: queueArns.flatMap((queueArn) =>
        ['VOICE', 'TASK'].map((channel) => ({ delay: 0, priority: 1, queueReference: { channel, queueArn } })),
      ),
    });
    this.arn = made.attrRoutingProfileArn;
  }
}
