import { act, branchOf, flowText, hangUp, onErrors, play, type Scene } from './builders';

const failed = 'error:NoMatchingError';
const all = {
  errors: onErrors('NoMatchingError', 'QueueAtCapacity', 'InvalidCallbackNumber', 'CallbackNumberNotDialable'),
};
const path = '$.Attributes.x';
const hook = 'UpdateContactEventHooks';
const criteria = 'UpdateContactRoutingCriteria';
const number = { CallbackNumber: '$.CustomerEndpoint.Address' };

test.each<[string, string, Record<string, unknown>, string, Scene['leg']?]>([
  ['a queue', 'UpdateContactTargetQueue', { QueueId: 'q1' }, 'next'],
  ['an agent', 'UpdateContactTargetQueue', { AgentId: 'a1' }, 'next'],
  ['a queue that is not known', 'UpdateContactTargetQueue', { QueueId: 'q1' }, failed, { target: 'unknown' }],
  ['an agent who is not known', 'UpdateContactTargetQueue', { AgentId: 'a1' }, failed, { target: 'unknown' }],
  ['a queue that cannot be found out', 'UpdateContactTargetQueue', { QueueId: path }, failed],
  ['a transfer to the target queue', 'TransferContactToQueue', {}, 'end', { queueId: 'q1' }],
  ['a transfer without a target', 'TransferContactToQueue', {}, failed],
  [
    'a transfer to a queue that is full',
    'TransferContactToQueue',
    {},
    'error:QueueAtCapacity',
    { queueId: 'q1', transfer: 'at_capacity' },
  ],
  ['the number of the caller', 'UpdateContactCallbackNumber', number, 'next'],
  [
    'an invalid number',
    'UpdateContactCallbackNumber',
    number,
    'error:InvalidCallbackNumber',
    { callbackNumber: 'invalid' },
  ],
  [
    'a number that cannot be dialed',
    'UpdateContactCallbackNumber',
    number,
    'error:CallbackNumberNotDialable',
    { callbackNumber: 'not_dialable' },
  ],
  ['a number that is withheld', 'UpdateContactCallbackNumber', number, 'error:InvalidCallbackNumber', { from: null }],
  ['a callback', 'CreateCallbackContact', { InitialCallDelaySeconds: '5' }, 'next'],
  ['a callback that is refused', 'CreateCallbackContact', {}, failed, { callback: 'refused' }],
  ['a callback in a queue that cannot be found out', 'CreateCallbackContact', { QueueId: path }, failed],
  ['a callback of one agent', 'CreateCallbackContact', { AgentId: 'a1' }, failed],
  ['a callback with a creation flow alone', 'CreateCallbackContact', { ContactFlowId: 'f1' }, 'next'],
  [
    'a callback with a creation flow that cannot be found out',
    'CreateCallbackContact',
    { ContactFlowId: path },
    failed,
  ],
  ...['InitialCallDelaySeconds', 'MaximumConnectionAttempts', 'RetryDelaySeconds'].map(
    (name): [string, string, Record<string, unknown>, string] => [
      `a callback whose ${name} is no number`,
      'CreateCallbackContact',
      { ContactFlowId: 'f1', [name]: 'some' },
      failed,
    ],
  ),
  ['a hook', hook, { EventHooks: { CustomerQueue: 'f1' } }, 'next'],
  ['a hook for a flow that is not known', hook, { EventHooks: { CustomerQueue: 'f1' } }, failed, { hook: 'unknown' }],
  ['a hook of which nobody knows', hook, { EventHooks: { OutboundWhisper: 'f1' } }, failed],
  ['two hooks', hook, { EventHooks: { CustomerQueue: 'f1', AgentHold: 'f2' } }, failed],
  ['no hook', hook, {}, failed],
  ['a hook for a flow that cannot be found out', hook, { EventHooks: { CustomerQueue: path } }, failed],
  ['a priority', 'UpdateContactRoutingBehavior', { QueuePriority: '1' }, 'next'],
  ['an age', 'UpdateContactRoutingBehavior', { QueueTimeAdjustmentSeconds: '-60' }, 'next'],
  ['a priority that is no number', 'UpdateContactRoutingBehavior', { QueuePriority: 'high' }, failed],
  [
    'a priority that is refused',
    'UpdateContactRoutingBehavior',
    { QueuePriority: '1' },
    failed,
    { routing: 'refused' },
  ],
  ['criteria in the flow', criteria, { RoutingCriteria: { Steps: [] } }, 'next'],
  ['criteria that are not there', criteria, { RoutingCriteria: '$.External.none' }, failed],
  [
    'alternatives written into the flow',
    criteria,
    { RoutingCriteria: { Steps: [{ Expression: { OrExpression: [] } }] } },
    failed,
  ],
  [
    'what is not wanted, written into the flow',
    criteria,
    { RoutingCriteria: { Steps: [{ Expression: { AndExpression: [{ NotAttributeCondition: {} }] } }] } },
    failed,
  ],
  ['criteria that are refused', criteria, { RoutingCriteria: { Steps: [] } }, failed, { routing: 'refused' }],
])('%s', async (_, type, parameters, branch, leg = {}) => {
  expect(await branchOf([type, parameters, all], { leg })).toBe(branch);
});

test('a contact is queued where the flow said, and the play is over', async () => {
  const flow = flowText(
    act('target', 'UpdateContactTargetQueue', { QueueId: '$.Attributes.queue' }, { next: 'go' }),
    act('go', 'TransferContactToQueue', {}, { next: 'bye', ...all }),
    hangUp,
  );
  const { leg, end } = await play({ flow, leg: { attributes: { queue: 'q9' } } });
  expect(leg.events).toEqual([
    { kind: 'target', queueId: 'q9' },
    { kind: 'queued', queueId: 'q9' },
  ]);
  expect(end).toEqual({ kind: 'queued', flow: 'flow', action: 'go' });
});

const over = { kind: 'disconnected', reason: 'CONTACT_FLOW_DISCONNECT' };

test.each<[Record<string, unknown>, Scene['leg'], string, unknown]>([
  [{ QueueId: 'q2' }, {}, 'end', { kind: 'requeued', queueId: 'q2' }],
  [{ AgentId: 'a2' }, {}, 'end', { kind: 'requeued', agentId: 'a2' }],
  [{ QueueId: 'q2' }, { transfer: 'at_capacity' }, 'error:QueueAtCapacity', over],
  [{ QueueId: 'q2' }, { transfer: 'no_queue' }, failed, over],
  [{ QueueId: path }, {}, failed, over],
])('from one queue into another: %j', async (parameters, leg, branch, event) => {
  const flow = flowText(act('go', 'DequeueContactAndTransferToQueue', parameters, { next: 'bye', ...all }), hangUp);
  const played = await play({ flow, leg, type: 'CUSTOMER_QUEUE', kind: 'customer_queue' });
  expect(played.steps[0]?.branch).toBe(branch);
  expect(played.leg.events[0]).toEqual(event);
});

test('what a flow orders reaches the leg', async () => {
  const order = {
    QueueId: 'q1',
    InitialCallDelaySeconds: '60',
    MaximumConnectionAttempts: '3',
    RetryDelaySeconds: '600',
    ContactFlowId: 'f1',
  };
  const { leg } = await play({
    flow: flowText(
      act('a', 'UpdateContactEventHooks', { EventHooks: { CustomerQueue: '$.Attributes.hold' } }, { next: 'b' }),
      act('b', 'UpdateContactRoutingBehavior', { QueueTimeAdjustmentSeconds: '-60' }, { next: 'c' }),
      act('c', 'UpdateContactCallbackNumber', number, { next: 'd' }),
      act('d', 'CreateCallbackContact', order, { next: 'bye' }),
      hangUp,
    ),
    leg: { attributes: { hold: 'music' } },
  });
  expect(leg.events).toEqual([
    { kind: 'hook', hook: 'CustomerQueue', flowId: 'music' },
    { kind: 'routing', routing: { adjustmentSeconds: -60 } },
    { kind: 'callback_number', number: '+12065550142' },
    {
      kind: 'callback',
      order: { queueId: 'q1', initialDelaySeconds: 60, attemptsMax: 3, retryDelaySeconds: 600, flowId: 'f1' },
    },
    { kind: 'disconnected', reason: 'CONTACT_FLOW_DISCONNECT' },
  ]);
});

test('what an order of a callback leaves out is left out on the leg', async () => {
  const order = act('a', 'CreateCallbackContact', { QueueId: 'q1', ContactFlowId: 'f1' }, { next: 'bye' });
  const { leg } = await play({ flow: flowText(order, hangUp) });
  expect(leg.events[0]).toStrictEqual({ kind: 'callback', order: { queueId: 'q1', flowId: 'f1' } });
});

const steps = (seconds: unknown, agent: string) => ({
  Steps: [
    {
      Expiry: { DurationInSeconds: seconds },
      Expression: { AttributeCondition: { MatchCriteria: { AgentsCriteria: { AgentIds: [agent] } } } },
    },
  ],
});

test('criteria come from a function as they are, and from the flow with numbers for its texts', async () => {
  const { leg } = await play({
    flow: flowText(
      act(
        'ask',
        'InvokeLambdaFunction',
        { LambdaFunctionARN: 'f', ResponseValidation: { ResponseType: 'JSON' } },
        { next: 'dynamic' },
      ),
      act('dynamic', criteria, { RoutingCriteria: '$.External.criteria' }, { next: 'static' }),
      act('static', criteria, { RoutingCriteria: steps('30', '$.Attributes.agent') }, { next: 'bye' }),
      hangUp,
    ),
    answers: [{ criteria: steps(30, 'a1') }],
    leg: { attributes: { agent: 'a2' } },
  });
  expect(leg.events.slice(0, 2)).toEqual([
    { kind: 'routing', routing: { criteria: steps(30, 'a1') } },
    { kind: 'routing', routing: { criteria: steps(30, 'a2') } },
  ]);
});

test('alternatives come from a function, ranges with numbers for their texts', async () => {
  const alternatives = (low: unknown, high: unknown) => {
    const Range = { MinProficiencyLevel: low, MaxProficiencyLevel: high };
    return { Steps: [{ Expression: { OrExpression: [{ AttributeCondition: { Range } }] } }] };
  };
  const { leg } = await play({
    flow: flowText(
      act(
        'ask',
        'InvokeLambdaFunction',
        { LambdaFunctionARN: 'f', ResponseValidation: { ResponseType: 'JSON' } },
        { next: 'dynamic' },
      ),
      act('dynamic', criteria, { RoutingCriteria: '$.External.criteria' }, { next: 'bye' }),
      hangUp,
    ),
    answers: [{ criteria: alternatives('1.0', '4') }],
  });
  expect(leg.events[0]).toEqual({ kind: 'routing', routing: { criteria: alternatives(1, 4) } });
});
