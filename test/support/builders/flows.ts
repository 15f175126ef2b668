import type { FlowType } from '../../../infra/flows/language/flow-types';

/** A flow as a test changes it: every field may be replaced by something wrong. */
export interface FlowJson {
  Version: unknown;
  StartAction: unknown;
  Metadata?: unknown;
  Actions: ActionJson[];
}

export interface ActionJson {
  Identifier: string;
  Type: string;
  Parameters: Record<string, unknown>;
  Transitions: {
    NextAction?: string;
    Errors?: { ErrorType: string; NextAction: string }[];
    Conditions?: { NextAction: string; Condition: { Operator: string; Operands: unknown[] } }[];
  };
}

interface Sample {
  readonly parameters?: Record<string, unknown>;
  readonly errors?: readonly string[];
  readonly conditions?: readonly (readonly [operator: string, operand: string])[];
  readonly isTerminal?: true;
}

const noMatch = ['NoMatchingError'];
const trueOrFalse = [
  ['Equals', 'True'],
  ['Equals', 'False'],
] as const;

/** One accepted action of each kind, by the identifier that it gets in a flow. */
const samples: Readonly<Record<string, readonly [type: string, sample: Sample]>> = {
  say: ['MessageParticipant', { parameters: { Text: 'Hello, $.Attributes.name.' }, errors: noMatch }],
  play: [
    'MessageParticipant',
    { parameters: { Media: { Uri: 's3://b/k.wav', SourceType: 'S3', MediaType: 'Audio' } }, errors: noMatch },
  ],
  music: [
    'MessageParticipantIteratively',
    {
      parameters: { Messages: [{ Text: 'Please hold.' }, { PromptId: 'p1' }], InterruptFrequencySeconds: '45' },
      errors: noMatch,
      conditions: [['Equals', 'MessagesInterrupted']],
    },
  ],
  menu: [
    'GetParticipantInput',
    {
      parameters: {
        SSML: '<speak>Press 1.</speak>',
        StoreInput: 'False',
        InputTimeLimitSeconds: '5',
        DTMFConfiguration: {
          InputTerminationSequence: '#',
          DisableCancelKey: 'False',
          InterdigitTimeLimitSeconds: '5',
        },
      },
      errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'],
      conditions: [
        ['Equals', '1'],
        ['Equals', '*'],
      ],
    },
  ],
  number: [
    'GetParticipantInput',
    {
      parameters: {
        Text: 'Enter your number.',
        StoreInput: 'True',
        InputTimeLimitSeconds: '10',
        InputValidation: { PhoneNumberValidation: { NumberFormat: 'Local', CountryCode: 'US' } },
      },
      errors: ['InvalidPhoneNumber', 'NoMatchingError'],
    },
  ],
  digits: [
    'GetParticipantInput',
    {
      parameters: {
        Text: 'Enter your card.',
        StoreInput: 'True',
        InputTimeLimitSeconds: '10',
        InputValidation: { CustomValidation: { MaximumLength: '16' } },
        InputEncryption: { EncryptionKeyId: 'k', Key: 'pem' },
      },
      errors: noMatch,
    },
  ],
  call: [
    'InvokeLambdaFunction',
    {
      parameters: {
        LambdaFunctionARN: 'arn:aws:lambda:eu-west-2:111122223333:function:ivr',
        InvocationTimeLimitSeconds: '8',
        InvocationType: 'SYNCHRONOUS',
        LambdaInvocationAttributes: { step: 'ask', queue: '$.Queue.ARN' },
        ResponseValidation: { ResponseType: 'STRING_MAP' },
      },
      errors: noMatch,
    },
  ],
  compare: [
    'Compare',
    {
      parameters: { ComparisonValue: '$.External.status' },
      errors: ['NoMatchingCondition'],
      conditions: [
        ['Equals', 'QUEUED'],
        ['NumberGreaterThan', '3'],
        ['TextStartsWith', 'Q'],
      ],
    },
  ],
  attributes: [
    'UpdateContactAttributes',
    { parameters: { Attributes: { id: '$.External.id' }, TargetContact: 'Current' }, errors: noMatch },
  ],
  data: ['UpdateContactData', { parameters: { LanguageCode: 'en-US' }, errors: noMatch }],
  voice: [
    'UpdateContactTextToSpeechVoice',
    { parameters: { TextToSpeechVoice: 'Joanna', TextToSpeechEngine: 'neural' }, errors: noMatch },
  ],
  variables: [
    'UpdateFlowAttributes',
    { parameters: { FlowAttributes: { a: { Type: 'String', Value: 'b' } } }, errors: noMatch },
  ],
  hook: ['UpdateContactEventHooks', { parameters: { EventHooks: { CustomerQueue: 'f1' } }, errors: noMatch }],
  callback: [
    'UpdateContactCallbackNumber',
    {
      parameters: { CallbackNumber: '$.StoredCustomerInput' },
      errors: ['InvalidCallbackNumber', 'CallbackNumberNotDialable'],
    },
  ],
  routing: ['UpdateContactRoutingBehavior', { parameters: { QueueTimeAdjustmentSeconds: '-60' } }],
  criteria: [
    'UpdateContactRoutingCriteria',
    { parameters: { RoutingCriteria: '$.External.RoutingCriteria' }, errors: noMatch },
  ],
  steps: [
    'UpdateContactRoutingCriteria',
    { parameters: { RoutingCriteria: { Steps: [{ Expiry: { DurationInSeconds: '30' } }] } }, errors: noMatch },
  ],
  tag: ['TagContact', { parameters: { Tags: { a: 'b' } }, errors: noMatch }],
  untag: ['UntagContact', { parameters: { TagKeys: ['a'] }, errors: noMatch }],
  target: ['UpdateContactTargetQueue', { parameters: { QueueId: '$.Attributes.queue' }, errors: noMatch }],
  transfer: ['TransferContactToQueue', { errors: ['QueueAtCapacity', 'NoMatchingError'] }],
  dequeue: [
    'DequeueContactAndTransferToQueue',
    { parameters: { QueueId: 'q1' }, errors: ['QueueAtCapacity', 'NoMatchingError'] },
  ],
  native: [
    'CreateCallbackContact',
    {
      parameters: { InitialCallDelaySeconds: '60', MaximumConnectionAttempts: '3', RetryDelaySeconds: '600' },
      errors: noMatch,
    },
  ],
  depth: [
    'CheckMetricData',
    {
      parameters: { MetricType: 'NumberOfContactsInQueue', QueueId: 'q1' },
      errors: ['NoMatchingCondition', 'NoMatchingError'],
      conditions: [['NumberGreaterThan', '5']],
    },
  ],
  staff: [
    'CheckMetricData',
    {
      parameters: { MetricType: 'NumberOfAgentsStaffed' },
      errors: ['NoMatchingCondition', 'NoMatchingError'],
      conditions: [['NumberGreaterThan', '0']],
    },
  ],
  metrics: ['GetMetricData', { parameters: { QueueChannel: 'Voice' }, errors: noMatch }],
  hours: ['CheckHoursOfOperation', { errors: noMatch, conditions: trueOrFalse }],
  loop: [
    'Loop',
    {
      parameters: { LoopCount: '3' },
      conditions: [
        ['Equals', 'ContinueLooping'],
        ['Equals', 'DoneLooping'],
      ],
    },
  ],
  split: [
    'DistributeByPercentage',
    {
      errors: ['NoMatchingCondition'],
      conditions: [
        ['NumberLessThan', '26'],
        ['NumberLessThan', '51'],
      ],
    },
  ],
  module: [
    'InvokeFlowModule',
    {
      parameters: { FlowModuleId: 'm1:$LATEST' },
      errors: ['NoMatchingCondition', 'NoMatchingError'],
      conditions: [['Equals', 'done']],
    },
  ],
  status: ['CheckOutboundCallStatus', { errors: noMatch, conditions: [['Equals', 'CallAnswered']] }],
  onward: ['TransferToFlow', { parameters: { ContactFlowId: 'f1' }, errors: noMatch }],
  wait: [
    'Wait',
    {
      parameters: { TimeLimitSeconds: '60' },
      errors: ['NoMatchingError', 'ParticipantNotFound'],
      conditions: [['Equals', 'WaitCompleted']],
    },
  ],
  logging: ['UpdateFlowLoggingBehavior', { parameters: { FlowLoggingBehavior: 'Enabled' } }],
  complete: ['CompleteOutboundCall', {}],
  hangup: ['DisconnectParticipant', { isTerminal: true }],
  end: ['EndFlowExecution', { isTerminal: true }],
  return: ['EndFlowModuleExecution', { isTerminal: true }],
};

/** A flow of these samples in a chain: all ways out of one lead to the next, and the last one to the first. */
export function flowOf(...names: readonly string[]): FlowJson {
  return structuredClone({
    Version: '2019-10-30',
    StartAction: names[0],
    Metadata: {},
    Actions: names.map((name, index) => actionOf(name, names[index + 1] ?? names[0] ?? name)),
  });
}

function actionOf(name: string, next: string): ActionJson {
  const [type, sample] = samples[name] ?? [name, {}];
  const { parameters = {}, errors = [], conditions = [], isTerminal = false } = sample;
  return {
    Identifier: name,
    Type: type,
    Parameters: parameters,
    Transitions: isTerminal
      ? {}
      : {
          NextAction: next,
          Errors: errors.map((ErrorType) => ({ ErrorType, NextAction: next })),
          Conditions: conditions.map(([Operator, operand]) => ({
            NextAction: next,
            Condition: { Operator, Operands: [operand] },
          })),
        },
  };
}

/** The chains that flows of each type may be, none of which deserves a word. */
export const acceptedFlows = {
  CONTACT_FLOW:
    'say play menu number digits call compare attributes data voice variables hook callback routing criteria steps tag untag native depth staff metrics hours loop split module logging target transfer hangup'.split(
      ' ',
    ),
  CUSTOMER_QUEUE: ['music', 'say', 'menu', 'number', 'call', 'compare', 'callback', 'native', 'dequeue', 'end'],
  CUSTOMER_HOLD: ['call', 'music'],
  CUSTOMER_WHISPER: ['call', 'say', 'end'],
  AGENT_HOLD: ['attributes', 'music'],
  AGENT_WHISPER: ['compare', 'say', 'end'],
  OUTBOUND_WHISPER: ['say', 'complete', 'end'],
  AGENT_TRANSFER: ['say', 'target', 'transfer', 'hangup'],
  QUEUE_TRANSFER: ['hours', 'onward', 'target', 'transfer', 'hangup'],
  CAMPAIGN: ['status', 'compare', 'call'],
} as const satisfies Readonly<Record<FlowType, readonly string[]>>;
