import {
  callerFlows,
  freeText,
  ownNames,
  reference,
  transfers,
  unverified,
  type ActionSpec,
  type ParameterSpec,
} from '../specification';

const targetContact: ParameterSpec = { kind: 'choice', choices: ['Current', 'Related'] };
const onlyNoMatch = { required: ['NoMatchingError'] } as const;
const everywhere = { allowed: 'all' } as const;

const hookNames = [
  'AgentHold',
  'AgentWhisper',
  'CustomerHold',
  'CustomerQueue',
  'CustomerRemaining',
  'CustomerWhisper',
  'DefaultAgentUI',
  'DisconnectAgentUI',
  'PauseContact',
  'ResumeContact',
] as const;

/** What is kept with a contact: attributes, voice, hooks, tags, the number to call back. */
export const contactActions: readonly ActionSpec[] = [
  {
    type: 'UpdateContactAttributes',
    parameters: { members: { Attributes: ownNames, TargetContact: targetContact }, required: ['Attributes'] },
    errors: onlyNoMatch,
    conditions: 'none',
    flows: everywhere,
  },
  {
    type: 'UpdateContactData',
    parameters: {
      members: {
        Name: freeText,
        Description: freeText,
        LanguageCode: freeText,
        CustomerId: freeText,
        TargetContact: targetContact,
      },
      groups: [{ of: ['Name', 'Description', 'LanguageCode', 'CustomerId'], least: 1 }],
      refused: ['References'],
    },
    errors: onlyNoMatch,
    conditions: 'none',
    flows: everywhere,
  },
  {
    type: 'UpdateContactTextToSpeechVoice',
    parameters: {
      members: {
        TextToSpeechVoice: freeText,
        TextToSpeechEngine: {
          kind: 'choice',
          choices: ['standard', 'neural', 'long-form', 'generative'],
          origin: 'whole',
        },
        TextToSpeechStyle: { kind: 'choice', choices: ['None', 'Conversational', 'Newscaster'], origin: 'whole' },
      },
    },
    errors: onlyNoMatch,
    conditions: 'none',
    flows: everywhere,
  },
  {
    // The container of the attributes has a name that no source shows.
    type: 'UpdateFlowAttributes',
    parameters: unverified,
    errors: onlyNoMatch,
    conditions: 'none',
    flows: everywhere,
  },
  {
    type: 'UpdateContactEventHooks',
    parameters: {
      members: {
        EventHooks: {
          kind: 'object',
          members: Object.fromEntries(hookNames.map((name) => [name, reference])),
          namesExactly: 1,
        },
      },
      required: ['EventHooks'],
    },
    errors: onlyNoMatch,
    conditions: 'none',
    flows: everywhere,
  },
  {
    type: 'UpdateContactCallbackNumber',
    parameters: { members: { CallbackNumber: { kind: 'text', origin: 'path' } }, required: ['CallbackNumber'] },
    errors: { required: ['InvalidCallbackNumber', 'CallbackNumberNotDialable'], doubtful: ['NoMatchingError'] },
    conditions: 'none',
    flows: { allowed: callerFlows },
  },
  {
    type: 'UpdateContactRoutingBehavior',
    parameters: {
      members: {
        QueuePriority: { kind: 'whole', min: 1, origin: 'static' },
        QueueTimeAdjustmentSeconds: { kind: 'whole', min: Number.MIN_SAFE_INTEGER, origin: 'static' },
      },
      groups: [{ of: ['QueuePriority', 'QueueTimeAdjustmentSeconds'], least: 1, most: 1 }],
    },
    errors: {},
    conditions: 'none',
    // The reference allows inbound flows only, the page of the block these as well.
    flows: { allowed: ['CONTACT_FLOW'], doubtful: ['CUSTOMER_QUEUE', ...transfers, 'OUTBOUND_WHISPER'] },
  },
  {
    type: 'UpdateContactRoutingCriteria',
    parameters: {
      members: {
        RoutingCriteria: { kind: 'object', members: { Steps: { kind: 'any' } }, required: ['Steps'], mayBePath: true },
      },
      required: ['RoutingCriteria'],
    },
    errors: onlyNoMatch,
    conditions: 'none',
    flows: { allowed: callerFlows },
  },
  { type: 'TagContact', parameters: unverified, errors: onlyNoMatch, conditions: 'none', flows: everywhere },
  { type: 'UntagContact', parameters: unverified, errors: onlyNoMatch, conditions: 'none', flows: everywhere },
];
