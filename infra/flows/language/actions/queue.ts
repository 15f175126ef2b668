import {
  callerFlows,
  noParameters,
  reference,
  transfers,
  unverified,
  type ActionSpec,
  type ObjectSpec,
} from '../specification';

const queueOrAgent = { QueueId: reference, AgentId: reference } as const;
const exactlyOne = { of: ['QueueId', 'AgentId'], least: 1, most: 1 } as const;
const atMostOne = { of: ['QueueId', 'AgentId'], least: 0, most: 1 } as const;
const target: ObjectSpec = { members: queueOrAgent, groups: [exactlyOne] };
const threeDaysSeconds = 259_200;

const agentMetrics = ['NumberOfAgentsAvailable', 'NumberOfAgentsStaffed', 'NumberOfAgentsOnline'] as const;
const contactMetrics = ['OldestContactInQueueAgeSeconds', 'NumberOfContactsInQueue'] as const;

/** Where a contact waits, and what is known of the queue. */
export const queueActions: readonly ActionSpec[] = [
  {
    type: 'UpdateContactTargetQueue',
    parameters: target,
    errors: { required: ['NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: ['CONTACT_FLOW', ...transfers] },
  },
  {
    type: 'TransferContactToQueue',
    parameters: noParameters,
    errors: { required: ['QueueAtCapacity', 'NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: ['CONTACT_FLOW', ...transfers] },
  },
  {
    type: 'DequeueContactAndTransferToQueue',
    parameters: target,
    errors: { required: ['QueueAtCapacity', 'NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: ['CUSTOMER_QUEUE'] },
  },
  {
    type: 'CreateCallbackContact',
    parameters: {
      members: {
        ...queueOrAgent,
        InitialCallDelaySeconds: { kind: 'whole', min: 1, max: threeDaysSeconds, origin: 'static' },
        MaximumConnectionAttempts: { kind: 'whole', min: 1, origin: 'static' },
        RetryDelaySeconds: { kind: 'whole', min: 1, max: threeDaysSeconds, origin: 'static' },
        ContactFlowId: reference,
        CallerId: { kind: 'any' },
      },
      // Sources disagree on the delays of a callback that runs a flow of its own, so there they are not asked for.
      requiredWhen: ['InitialCallDelaySeconds', 'MaximumConnectionAttempts', 'RetryDelaySeconds'].map((name) => ({
        name,
        when: { path: ['ContactFlowId'], isAbsent: true },
      })),
      groups: [atMostOne],
    },
    errors: { required: ['NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: callerFlows },
  },
  {
    type: 'CheckMetricData',
    parameters: {
      members: { MetricType: { kind: 'choice', choices: [...agentMetrics, ...contactMetrics] }, ...queueOrAgent },
      required: ['MetricType'],
      groups: [atMostOne],
    },
    errors: { required: ['NoMatchingError', 'NoMatchingCondition'] },
    conditions: 'any',
    flows: { allowed: callerFlows },
    variants: [
      {
        when: { path: ['MetricType'], is: agentMetrics },
        conditions: { operators: ['NumberGreaterThan'], operands: ['0'] },
      },
    ],
  },
  {
    type: 'GetMetricData',
    parameters: {
      members: {
        ...queueOrAgent,
        QueueChannel: { kind: 'choice', choices: ['Voice', 'Chat'], origin: 'whole', isGrowing: true },
      },
      groups: [atMostOne],
    },
    errors: { required: ['NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: 'all' },
  },
  {
    // The developer guide knows it in campaigns, the administrator's guide in customer-first callbacks too.
    type: 'CheckOutboundCallStatus',
    parameters: noParameters,
    errors: { required: ['NoMatchingError'], doubtful: ['NoMatchingCondition'] },
    conditions: {
      operators: ['Equals'],
      operands: ['CallAnswered', 'VoicemailBeep', 'VoicemailNoBeep', 'NotDetected'],
    },
    flows: { allowed: ['CAMPAIGN'], doubtful: 'others' },
  },
  {
    // Only its name and its flow type are described.
    type: 'CompleteOutboundCall',
    parameters: unverified,
    errors: 'unchecked',
    conditions: 'any',
    next: 'unchecked',
    flows: { allowed: ['OUTBOUND_WHISPER'] },
  },
];
