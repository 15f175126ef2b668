import * as fc from 'fast-check';
import { config as shippedConfig } from '../../../holdfree.config';
import type { CompiledFlow } from '../../../infra/flows/build/compile';
import { readFlow } from '../../../infra/flows/language/document';
import { lintFlow } from '../../../infra/flows/lint/lint-flow';
import type { Finding, RuleId } from '../../../infra/flows/lint/rules';
import { parsePolicy, type Policy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { compileLocally } from '../../../local/flows/local-shelf';
import type { ActionJson, FlowJson } from '../../support/builders/flows';
import { config, policyOf, queueConfig } from '../../support/builders/policies';

function parsed(input: unknown): Policy {
  const result = parsePolicy(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const languages = ['ru-RU' as const, 'en-US' as const];
const promptId = '0d4f1a9b-5c3e-4b6d-8a7f-1e2d3c4b5a69';

/** Each switch in at least one queue. */
const everything: HoldfreeConfig = config({
  ageBy: 'ladder',
  queues: [
    queueConfig('support', {
      languages,
      hold: {
        longestSeconds: 600,
        atLongest: 'queue',
        overflowQueue: 'billing',
        musicPromptId: promptId,
      },
    }),
    queueConfig('billing', { languages, hold: { longestSeconds: 600, atLongest: 'offer' } }),
    {
      ...queueConfig('support', { hold: { longestSeconds: 600, atLongest: 'message', offer: false } }),
      name: 'third',
      queueId: idOf(3),
    },
    { ...queueConfig('support', { hold: { allowed: false } }), name: 'fourth', queueId: idOf(4) },
  ],
});

function idOf(number: number): string {
  return `6c0d4a52-93b1-4b7e-8d1f-00000000000${number}`;
}

function flowsOf(policy: Policy): readonly CompiledFlow[] {
  const { flows, modules } = compileLocally(policy);
  return [...flows, ...modules];
}

const shipped = flowsOf(parsed(shippedConfig)).map((flow) => ({ flow, name: `${flow.key} of holdfree.config.ts` }));
const all = flowsOf(parsed(everything)).map((flow) => ({ flow, name: `${flow.key} with everything switched on` }));

function lint(content: string, { type, isModule }: CompiledFlow): readonly Finding[] {
  const reading = readFlow(content);
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  return lintFlow(reading.document, isModule ? undefined : type);
}

test.each([...shipped, ...all])('$name is taken without a word', ({ flow }) => {
  expect(lint(flow.content, flow)).toEqual([]);
});

test('there is a flow for each moment of each queue, and the modules', () => {
  expect(shipped.map(({ flow }) => flow.key)).toEqual([
    'agent-whisper',
    'callback-hold',
    'task',
    'callback',
    'hold-support',
    'hold-billing',
    'after-hours-support',
    'after-hours-billing',
    'entry-support',
    'entry-billing',
    'module-offer',
    'module-after-hours',
    'module-answer',
  ]);
});

test('whatever an admin sets for holding, the flows compile, and none leaves anything out that it names', () => {
  const holds = fc.record(
    {
      allowed: fc.boolean(),
      interruptSeconds: fc.constantFrom(21, 600),
      longestSeconds: fc.constantFrom(60, 14_400),
      offer: fc.boolean(),
      musicPromptId: fc.constant(promptId),
    },
    { requiredKeys: [] },
  );
  const limits = fc.constantFrom(
    {},
    { atLongest: 'message' as const },
    { atLongest: 'queue' as const, overflowQueue: 'billing' },
  );
  const spoken = fc.constantFrom(['en-US' as const], languages);
  fc.assert(
    fc.property(holds, limits, spoken, (hold, limit, codes) => {
      const support = queueConfig('support', { languages: [...codes], hold: { ...hold, ...limit } });
      const flows = flowsOf(policyOf({ queues: [support, queueConfig('billing')] }));
      expect(flows.flatMap((flow) => lint(flow.content, flow))).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

/** What may be said of an action that was spoilt in this way. */
interface Fault {
  readonly what: string;
  readonly rules: readonly RuleId[];
  /** Every way of spoiling this action: each does it, and gives back what undoes it. */
  readonly spoil: (action: ActionJson, flow: CompiledFlow) => readonly (() => () => void)[];
}

const faults: readonly Fault[] = [
  { what: 'a broken target', rules: ['target-unknown'], spoil: breakTargets },
  { what: 'an empty string', rules: ['empty-string'], spoil: ({ Parameters }) => emptyTexts(Parameters) },
  {
    what: 'an error branch removed',
    rules: ['error-missing', 'no-matching-condition', 'error-advised'],
    spoil: dropErrors,
  },
  {
    what: 'an action that its type may not have',
    rules: ['action-not-allowed', 'action-doubtful'],
    spoil: (action, flow) => [() => setting(action, 'Type', foreignTo(flow))],
  },
];

const table = faults.flatMap((fault) => [...shipped, ...all].map((one) => ({ ...one, ...fault })));

test.each(table)('$what is found in every type of action of $name', ({ flow, rules, spoil }) => {
  const document: FlowJson = JSON.parse(flow.content);
  const missed: string[] = [];
  let planted = 0;
  // One action of each type: what is found in one is found in all of them.
  for (const action of new Map(document.Actions.map((each) => [each.Type, each])).values()) {
    for (const plant of spoil(action, flow)) {
      const undo = plant();
      planted += 1;
      const found = lint(JSON.stringify(document), flow);
      const isNamed = found.some((one) => one.action === action.Identifier && rules.includes(one.rule));
      if (!isNamed) missed.push(`${action.Identifier} (${action.Type})`);
      undo();
    }
  }
  expect(missed).toEqual([]);
  expect(planted).toBeGreaterThan(0);
  expect(lint(JSON.stringify(document), flow)).toEqual([]);
});

function breakTargets({ Transitions }: ActionJson): readonly (() => () => void)[] {
  const branches = [...(Transitions.Errors ?? []), ...(Transitions.Conditions ?? [])];
  const next = Transitions.NextAction === undefined ? [] : [Transitions];
  return [...next, ...branches].map((branch) => () => setting(branch, 'NextAction', 'nowhere'));
}

function emptyTexts(value: object): readonly (() => () => void)[] {
  return Object.entries(value).flatMap(([name, part]: readonly [string, unknown]) => {
    if (typeof part === 'string') return [() => setting(value, name, '')];
    return typeof part === 'object' && part !== null ? emptyTexts(part) : [];
  });
}

function dropErrors({ Transitions }: ActionJson): readonly (() => () => void)[] {
  const { Errors = [] } = Transitions;
  return Errors.map(
    (error) => () =>
      setting(
        Transitions,
        'Errors',
        Errors.filter((one) => one !== error),
      ),
  );
}

/** A type of action that Connect refuses in a flow of this type; modules are played in inbound flows. */
function foreignTo({ type, isModule }: CompiledFlow): string {
  if (isModule || type === 'CONTACT_FLOW') return 'DequeueContactAndTransferToQueue';
  return type === 'CUSTOMER_QUEUE' ? 'TransferContactToQueue' : 'GetParticipantInput';
}

/** Sets a member, and gives back what sets it as it was. */
function setting(of: object, name: string, value: unknown): () => void {
  const before: unknown = Reflect.get(of, name);
  Reflect.set(of, name, value);
  return () => void Reflect.set(of, name, before);
}
