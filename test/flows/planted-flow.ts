import type { FlowType } from '../../infra/flows/language/flow-types';
import { LOCAL_IVR_ARN, localFlowId, type LocalFlows } from '../../local/flows/local-shelf';
import { checkWalk } from '../../local/flows/walks/check-walk';
import { walkFlow } from '../../local/flows/walks/walk-flow';
import { walkMany } from '../../local/flows/walks/walk-many';
import type { WalkedFlow } from '../../local/flows/walks/walked-policies';
import { localPolicy } from '../../local/run/local-policy';
import type { ActionJson } from '../support/builders/flows';

const policy = localPolicy();

/** The configured queue that the flows of these tests are for: it holds its callers, without a limit. */
export const queue = 'billing';

interface Ways {
  readonly next?: string;
  readonly errors?: Readonly<Record<string, string>>;
  /** Operands, and where each of them leads. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** An action with exactly these ways out: what the compiler would refuse can be planted. */
function action(id: string, type: string, parameters: Readonly<Record<string, unknown>>, ways: Ways = {}): ActionJson {
  const { next, errors = {}, keys = {} } = ways;
  return {
    Identifier: id,
    Type: type,
    Parameters: { ...parameters },
    Transitions: {
      ...(next === undefined ? {} : { NextAction: next }),
      Errors: Object.entries(errors).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction })),
      Conditions: Object.entries(keys).map(([operand, NextAction]) => ({
        NextAction,
        Condition: { Operator: 'Equals', Operands: [operand] },
      })),
    },
  };
}

export const say = (id: string, words: string, next: string) =>
  action(id, 'MessageParticipant', { SSML: words }, { next, errors: { NoMatchingError: next } });

export const ask = (
  id: string,
  keys: Readonly<Record<string, string>>,
  otherwise: string,
  { failed = otherwise, words = '<speak>Press one.</speak>' } = {},
) =>
  action(
    id,
    'GetParticipantInput',
    { SSML: words, StoreInput: 'False', InputTimeLimitSeconds: '5' },
    {
      next: otherwise,
      keys,
      errors: { InputTimeLimitExceeded: otherwise, NoMatchingCondition: otherwise, NoMatchingError: failed },
    },
  );

export const askDigits = (id: string, next: string) =>
  action(
    id,
    'GetParticipantInput',
    {
      SSML: '<speak>Your number, please.</speak>',
      StoreInput: 'True',
      InputTimeLimitSeconds: '5',
      InputValidation: { CustomValidation: { MaximumLength: '20' } },
    },
    { next, errors: { NoMatchingError: next } },
  );

export const note = (id: string, attributes: Readonly<Record<string, string>>, next: string) =>
  action(id, 'UpdateContactAttributes', { Attributes: attributes }, { next, errors: { NoMatchingError: next } });

export const setVoice = (id: string, voice: string, next: string) =>
  action(
    id,
    'UpdateContactTextToSpeechVoice',
    { TextToSpeechVoice: voice },
    { next, errors: { NoMatchingError: next } },
  );

/** Asks our function; without `failed` there is no way on when it fails. */
export const invoke = (id: string, operation: string, next: string, failed?: string) =>
  action(
    id,
    'InvokeLambdaFunction',
    {
      LambdaFunctionARN: LOCAL_IVR_ARN,
      InvocationTimeLimitSeconds: '8',
      LambdaInvocationAttributes: { operation, queue },
      ResponseValidation: { ResponseType: 'STRING_MAP' },
    },
    { next, ...(failed === undefined ? {} : { errors: { NoMatchingError: failed } }) },
  );

export const choose = (id: string, path: string, cases: Readonly<Record<string, string>>, otherwise: string) =>
  action(
    id,
    'Compare',
    { ComparisonValue: path },
    { next: otherwise, keys: cases, errors: { NoMatchingCondition: otherwise } },
  );

export const setHook = (id: string, hook: string, next: string) =>
  action(
    id,
    'UpdateContactEventHooks',
    { EventHooks: { [hook]: 'a-flow' } },
    { next, errors: { NoMatchingError: next } },
  );

export const setLogging = (id: string, behavior: 'Enabled' | 'Disabled', next: string) =>
  action(id, 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: behavior }, { next });

export const music = (id: string, interrupted: string, failed: string) =>
  action(
    id,
    'MessageParticipantIteratively',
    { Messages: [{ SSML: '<speak>Please hold.</speak>' }], InterruptFrequencySeconds: '30' },
    { next: interrupted, keys: { MessagesInterrupted: interrupted }, errors: { NoMatchingError: failed } },
  );

export const setQueue = (id: string, next: string) =>
  action(id, 'UpdateContactTargetQueue', { QueueId: 'some-queue' }, { next, errors: { NoMatchingError: next } });

export const enqueue = (id: string, failed: string) =>
  action(
    id,
    'TransferContactToQueue',
    {},
    { next: failed, errors: { QueueAtCapacity: failed, NoMatchingError: failed } },
  );

export const hangUp = (id: string) => action(id, 'DisconnectParticipant', {});
export const endFlow = (id: string) => action(id, 'EndFlowExecution', {});

const WALKS = 400;

/** Walks through a flow that stands in the place of one of ours until something is wrong: what is, by invariant. */
export async function breaksOf(
  key: string,
  actions: readonly ActionJson[],
  type: FlowType = 'CONTACT_FLOW',
): Promise<Readonly<Record<string, string>>> {
  const { breaks } = await walkMany(planted(key, actions, type), { walks: WALKS, seed: 1 });
  return Object.fromEntries(breaks.map(({ invariant, reason }) => [invariant, reason]));
}

/** What is wrong on all walks, by invariant; with a `reason` until that is found. */
export async function everyBreakOf(
  key: string,
  actions: readonly ActionJson[],
  reason?: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { of, compiled } = planted(key, actions, 'CONTACT_FLOW');
  const breaks: Record<string, string[]> = {};
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const walk = await walkFlow({ flows: of.flows, policy, key: compiled.key, seed });
    for (const one of checkWalk(walk)) (breaks[one.invariant] ??= []).push(one.reason);
    if (reason !== undefined && Object.values(breaks).some((reasons) => reasons.includes(reason))) break;
  }
  return breaks;
}

function planted(key: string, actions: readonly ActionJson[], type: FlowType): WalkedFlow {
  const content = JSON.stringify({ Version: '2019-10-30', StartAction: actions[0]?.Identifier, Actions: actions });
  const compiled = { key, name: key, description: '', type, isModule: false, content };
  const shelved = { name: key, type, content };
  const flows: LocalFlows = {
    flows: [compiled],
    modules: [],
    shelf: { flow: (id) => (id === localFlowId(key) ? shelved : undefined), module: () => undefined },
  };
  return { label: key, compiled, of: { name: 'configured', policy, flows } };
}
