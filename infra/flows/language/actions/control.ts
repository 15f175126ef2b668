import {
  callerFlows,
  freeText,
  noParameters,
  ownNames,
  reference,
  transfers,
  whispers,
  type ActionSpec,
} from '../specification';

const asynchronously = { path: ['InvocationType'], is: ['ASYNCHRONOUS'] } as const;

/** Where a flow goes next: branches, loops, functions, modules, ends. */
export const controlActions: readonly ActionSpec[] = [
  {
    type: 'InvokeLambdaFunction',
    parameters: {
      members: {
        LambdaFunctionARN: reference,
        // Asynchronous calls may take 60 s by one source, 8 s by the other.
        InvocationTimeLimitSeconds: {
          kind: 'whole',
          min: 1,
          max: 8,
          doubtfulMax: { max: 60, when: asynchronously },
        },
        InvocationType: { kind: 'choice', choices: ['SYNCHRONOUS', 'ASYNCHRONOUS'] },
        LambdaInvocationAttributes: ownNames,
        ResponseValidation: {
          kind: 'object',
          members: { ResponseType: { kind: 'choice', choices: ['STRING_MAP', 'JSON'] } },
        },
      },
      required: ['LambdaFunctionARN', 'InvocationTimeLimitSeconds'],
    },
    errors: { required: ['NoMatchingError'] },
    conditions: 'none',
    // The page of the block leaves outbound whispers out, the reference does not.
    flows: {
      allowed: [...callerFlows, 'CUSTOMER_HOLD', 'AGENT_HOLD', 'CUSTOMER_WHISPER', 'AGENT_WHISPER', 'CAMPAIGN'],
      doubtful: ['OUTBOUND_WHISPER'],
    },
  },
  {
    type: 'Compare',
    parameters: {
      members: { ComparisonValue: { kind: 'text', origin: 'path', needsLeaf: true } },
      required: ['ComparisonValue'],
    },
    errors: { requiredWithConditions: ['NoMatchingCondition'] },
    conditions: 'any',
    flows: { allowed: 'all' },
  },
  {
    type: 'CheckHoursOfOperation',
    parameters: { members: { HoursOfOperationId: reference } },
    errors: { required: ['NoMatchingError'] },
    conditions: { operators: ['Equals'], operands: ['True', 'False'], isComplete: true },
    flows: { allowed: callerFlows },
  },
  {
    type: 'Loop',
    parameters: {
      members: { LoopCount: { kind: 'whole', min: 0, max: 100 } },
      required: ['LoopCount'],
    },
    errors: {},
    conditions: { operators: ['Equals'], operands: ['ContinueLooping', 'DoneLooping'], isComplete: true },
    flows: { allowed: 'all' },
  },
  {
    // The live API is known to differ from the reference in the names; sources disagree on voice.
    type: 'Wait',
    parameters: {
      members: {
        TimeLimitSeconds: { kind: 'whole', min: 1, max: 604_800, origin: 'whole' },
        Events: { kind: 'any' },
      },
      isUnverified: true,
    },
    errors: { required: ['NoMatchingError'], advised: ['ParticipantNotFound'] },
    conditions: { operators: ['Equals'] },
    flows: { allowed: [], doubtful: 'others' },
  },
  {
    type: 'DistributeByPercentage',
    parameters: noParameters,
    errors: { requiredWithConditions: ['NoMatchingCondition'] },
    conditions: { operators: ['NumberLessThan'], risingTo: 100 },
    flows: { allowed: callerFlows },
  },
  {
    // One old snapshot says inbound only; what holds today was not read.
    type: 'InvokeFlowModule',
    parameters: { members: { FlowModuleId: freeText, Input: ownNames }, required: ['FlowModuleId'] },
    errors: { required: ['NoMatchingError'], requiredWithConditions: ['NoMatchingCondition'] },
    conditions: { operators: ['Equals'] },
    flows: { allowed: ['CONTACT_FLOW'], doubtful: 'others' },
  },
  {
    type: 'TransferToFlow',
    parameters: { members: { ContactFlowId: reference }, required: ['ContactFlowId'], isUnverified: true },
    errors: { required: ['NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: ['CONTACT_FLOW', ...transfers], doubtful: 'others' },
  },
  {
    type: 'UpdateFlowLoggingBehavior',
    parameters: {
      members: { FlowLoggingBehavior: { kind: 'choice', choices: ['Enabled', 'Disabled'] } },
      required: ['FlowLoggingBehavior'],
    },
    errors: { doubtful: ['NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: 'all' },
  },
  {
    type: 'EndFlowExecution',
    parameters: noParameters,
    errors: {},
    conditions: 'none',
    next: 'never',
    flows: { allowed: [...whispers, 'CUSTOMER_QUEUE'] },
  },
  {
    // "Return": the flow that invoked the module goes on. It stands in modules only, which have no flow type.
    type: 'EndFlowModuleExecution',
    parameters: noParameters,
    errors: {},
    conditions: 'none',
    next: 'never',
    flows: { allowed: [] },
  },
];
