import {
  callerFlows,
  freeText,
  noParameters,
  reference,
  transfers,
  whispers,
  type ActionSpec,
  type ObjectSpec,
  type ParameterSpec,
} from '../specification';

const promptSources: Readonly<Record<string, ParameterSpec>> = {
  PromptId: reference,
  Text: freeText,
  SSML: freeText,
  Media: {
    kind: 'object',
    members: {
      Uri: freeText,
      SourceType: { kind: 'choice', choices: ['S3'] },
      MediaType: { kind: 'choice', choices: ['Audio'] },
    },
    required: ['Uri', 'SourceType', 'MediaType'],
  },
};

const onePrompt = { of: Object.keys(promptSources), least: 1, most: 1 } as const;
const trueOrFalse: ParameterSpec = { kind: 'choice', choices: ['True', 'False'] };

const inputParameters: ObjectSpec = {
  members: {
    ...promptSources,
    StoreInput: trueOrFalse,
    InputTimeLimitSeconds: { kind: 'whole', min: 1, origin: 'static' },
    DTMFConfiguration: {
      kind: 'object',
      members: {
        InputTerminationSequence: { kind: 'text', origin: 'either', lengthMax: 5 },
        DisableCancelKey: trueOrFalse,
        InterdigitTimeLimitSeconds: { kind: 'whole', min: 1, max: 20 },
      },
    },
    InputValidation: {
      kind: 'object',
      members: {
        PhoneNumberValidation: {
          kind: 'object',
          members: { NumberFormat: { kind: 'choice', choices: ['Local', 'E164'] }, CountryCode: freeText },
          required: ['NumberFormat'],
          requiredWhen: [{ name: 'CountryCode', when: { path: ['NumberFormat'], is: ['Local'] } }],
        },
        CustomValidation: {
          kind: 'object',
          members: { MaximumLength: { kind: 'whole', min: 1 } },
          required: ['MaximumLength'],
        },
      },
      groups: [{ of: ['PhoneNumberValidation', 'CustomValidation'], least: 1, most: 1 }],
    },
    InputEncryption: { kind: 'any' },
  },
  required: ['StoreInput', 'InputTimeLimitSeconds'],
  requiredWhen: [{ name: 'InputValidation', when: { path: ['StoreInput'], is: ['True'] } }],
  groups: [onePrompt],
  needs: [{ name: 'InputEncryption', path: ['InputValidation', 'CustomValidation'] }],
};

/** What a participant hears and presses. */
export const participantActions: readonly ActionSpec[] = [
  {
    type: 'MessageParticipant',
    parameters: { members: promptSources, groups: [onePrompt] },
    // The reference lists NoMatchingError, but its own example, which accounts accept, declares no errors.
    errors: { advised: ['NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: [...callerFlows, ...whispers] },
  },
  {
    type: 'MessageParticipantIteratively',
    parameters: {
      members: {
        Messages: { kind: 'list', of: { kind: 'object', members: promptSources, groups: [onePrompt] } },
        InterruptFrequencySeconds: { kind: 'whole', min: 1 },
      },
      required: ['Messages'],
    },
    errors: { required: ['NoMatchingError'] },
    conditions: { operators: ['Equals'], operands: ['MessagesInterrupted'] },
    flows: { allowed: ['CUSTOMER_QUEUE', 'CUSTOMER_HOLD', 'AGENT_HOLD'] },
    // Music that nothing interrupts is seen with no way out at all: a hold flow may have no other last action.
    variants: [
      {
        when: { path: ['InterruptFrequencySeconds'], isAbsent: true },
        errors: { advised: ['NoMatchingError'] },
        next: 'advised',
      },
    ],
  },
  {
    type: 'GetParticipantInput',
    parameters: inputParameters,
    errors: {
      required: ['InputTimeLimitExceeded', 'NoMatchingError'],
      requiredWithConditions: ['NoMatchingCondition'],
    },
    conditions: { operators: ['Equals'], operandForm: { pattern: /^[0-9*#]$/, words: 'one of 0-9, * and #' } },
    flows: { allowed: callerFlows },
    variants: [
      {
        when: { path: ['InputValidation', 'PhoneNumberValidation'] },
        errors: { required: ['InvalidPhoneNumber', 'NoMatchingError'] },
        conditions: 'none',
      },
      {
        when: { path: ['StoreInput'], is: ['True'] },
        errors: { required: ['NoMatchingError'], doubtful: ['InvalidPhoneNumber'] },
        conditions: 'none',
      },
    ],
  },
  {
    type: 'DisconnectParticipant',
    parameters: noParameters,
    errors: {},
    conditions: 'none',
    next: 'never',
    flows: { allowed: ['CONTACT_FLOW', ...transfers, 'CUSTOMER_QUEUE'] },
  },
];
