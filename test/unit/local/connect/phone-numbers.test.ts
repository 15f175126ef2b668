import {
  AssociatePhoneNumberContactFlowCommand,
  DisassociatePhoneNumberContactFlowCommand,
  ListFlowAssociationsCommand,
  ListPhoneNumbersV2Command,
  type ListFlowAssociationsRequest,
  type ListPhoneNumbersV2Request,
} from '@aws-sdk/client-connect';
import { closeServed, refusal, serve } from './serve';
import { ARN, INSTANCE_ID, SETUP } from './world';

afterEach(closeServed);

const phoneNumbers = [
  { id: 'n-1', number: '+441632960001', flowId: 'flow-in' },
  { id: 'n-2', number: '+441632960002' },
  { id: 'n-3', number: '+18005550199', flowId: 'flow-deleted' },
];
const numberArn = (id: string) => `arn:aws:connect:us-west-2:111122223333:phone-number/${id}`;

async function serveNumbers() {
  const world = await serve({ setup: { ...SETUP, phoneNumbers } });
  const { client } = world;
  return {
    ...world,
    numbers: (request: ListPhoneNumbersV2Request = {}) =>
      client.send(new ListPhoneNumbersV2Command({ TargetArn: ARN, ...request })),
    flows: (request: Partial<ListFlowAssociationsRequest> = {}) =>
      client.send(
        new ListFlowAssociationsCommand({ InstanceId: INSTANCE_ID, ResourceType: 'VOICE_PHONE_NUMBER', ...request }),
      ),
    point: (PhoneNumberId: string, ContactFlowId = 'flow-out', InstanceId = INSTANCE_ID) =>
      client.send(new AssociatePhoneNumberContactFlowCommand({ PhoneNumberId, ContactFlowId, InstanceId })),
    clear: (PhoneNumberId: string, InstanceId = INSTANCE_ID) =>
      client.send(new DisassociatePhoneNumberContactFlowCommand({ PhoneNumberId, InstanceId })),
  };
}

test('the instance lists the numbers it has claimed, by what they begin with, and in pages', async () => {
  const world = await serveNumbers();
  const { ListPhoneNumbersSummaryList: [first, ...others] = [] } = await world.numbers();
  expect(first).toEqual({
    PhoneNumberId: 'n-1',
    PhoneNumberArn: numberArn('n-1'),
    PhoneNumber: '+441632960001',
    TargetArn: ARN,
    InstanceId: INSTANCE_ID,
  });
  expect(others).toHaveLength(2);
  const british = await world.numbers({ PhoneNumberPrefix: '+44163296000', MaxResults: 1 });
  expect(british.ListPhoneNumbersSummaryList?.map(({ PhoneNumberId }) => PhoneNumberId)).toEqual(['n-1']);
  const next = await world.numbers({ PhoneNumberPrefix: '+44163296000', MaxResults: 1, NextToken: british.NextToken });
  expect(next.ListPhoneNumbersSummaryList?.map(({ PhoneNumberId }) => PhoneNumberId)).toEqual(['n-2']);
  expect(next.NextToken).toBeUndefined();
});

test('a number is pointed at a flow and at none, and each list says so at once', async () => {
  const world = await serveNumbers();
  const flowsOf = async () =>
    (await world.flows()).FlowAssociationSummaryList?.map(({ ResourceId, FlowId }) => [ResourceId, FlowId]);
  const flowArn = (id: string) => `${ARN}/contact-flow/${id}`;
  expect(await flowsOf()).toEqual([
    [numberArn('n-1'), flowArn('flow-in')],
    [numberArn('n-3'), flowArn('flow-deleted')],
  ]);
  await world.point('n-1', flowArn('flow-out'));
  await world.point(numberArn('n-2'));
  await world.clear('n-3');
  await world.clear('n-3');
  expect(await flowsOf()).toEqual([
    [numberArn('n-1'), flowArn('flow-out')],
    [numberArn('n-2'), flowArn('flow-out')],
  ]);
});

type Served = Awaited<ReturnType<typeof serveNumbers>>;

test.each<[string, (world: Served) => Promise<unknown>, string, number]>([
  ['numbers of another instance', (world) => world.numbers({ TargetArn: `${ARN}x` }), 'ResourceNotFoundException', 404],
  [
    'a beginning of 12 digits',
    (w) => w.numbers({ PhoneNumberPrefix: '+441632960001' }),
    'InvalidParameterException',
    400,
  ],
  ['a page of none', (world) => world.numbers({ MaxResults: 0 }), 'InvalidParameterException', 400],
  ['flows of another instance', (world) => world.flows({ InstanceId: 'nope' }), 'ResourceNotFoundException', 404],
  ['a made-up token', (world) => world.flows({ NextToken: 'x' }), 'InvalidParameterException', 400],
  ['a number that is not there', (world) => world.point('n-9'), 'ResourceNotFoundException', 404],
  ['a flow that is not there', (world) => world.point('n-1', 'flow-deleted'), 'ResourceNotFoundException', 404],
  ['a flow id that is too long', (world) => world.point('n-1', 'f'.repeat(501)), 'InvalidParameterException', 400],
  ['to point in another instance', (w) => w.point('n-1', 'flow-out', 'nope'), 'ResourceNotFoundException', 404],
  ['to clear a number that is not there', (world) => world.clear('n-9'), 'ResourceNotFoundException', 404],
  ['to clear in another instance', (world) => world.clear('n-1', 'nope'), 'ResourceNotFoundException', 404],
])('refused is %s', async (_, request, name, status) => {
  await expect(request(await serveNumbers())).rejects.toMatchObject(refusal(name, status));
});
