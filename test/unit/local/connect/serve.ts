import { DescribeContactCommand, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { createServedWorld, INSTANCE_ID } from './world';
import type { WorldOptions } from './world';

const DIAL = {
  InstanceId: INSTANCE_ID,
  ContactFlowId: 'flow-out',
  DestinationPhoneNumber: '+12065550142',
  QueueId: 'q-support',
};

const open: (() => Promise<void>)[] = [];

/** Closes what `serve` has opened; for afterEach. */
export async function closeServed(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** A served world with its requests at hand. */
export async function serve(options: WorldOptions = {}) {
  const world = await createServedWorld(options);
  open.push(world.close);
  return {
    ...world,
    dial: (request: object = {}) => world.client.send(new StartOutboundVoiceContactCommand({ ...DIAL, ...request })),
    describe: (ContactId: string) =>
      world.client.send(new DescribeContactCommand({ InstanceId: INSTANCE_ID, ContactId })),
  };
}

export const refusal = (name: string, httpStatusCode: number) => ({
  name,
  $metadata: expect.objectContaining({ httpStatusCode }),
});
