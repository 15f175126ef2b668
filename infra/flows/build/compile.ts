import { readFlow } from '../language/document';
import type { FlowType } from '../language/flow-types';
import { lintFlow } from '../lint/lint-flow';
import type { RuleId } from '../lint/rules';
import { checkAnswers } from './check-answers';
import { checkCircles } from './check-circles';
import { checkLogging } from './check-logging';
import { checkSilence } from './check-silence';
import type { ActionDraft, FlowDraft } from './draft';
import { layOut } from './lay-out';

/** A flow as Connect takes it. */
export interface CompiledFlow {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly type: FlowType;
  readonly isModule: boolean;
  /** JSON in the flow language. */
  readonly content: string;
}

/** A flow that Connect would refuse, or that would not do what it says. The message names flow and action. */
export class FlowRefused extends Error {}

/** Accepted by Connect, and in a flow of ours a mistake all the same. */
const mistakes: ReadonlySet<RuleId> = new Set([
  'action-unknown',
  'action-doubtful',
  'action-unreachable',
  'parameter-unknown',
  'interrupt-frequency',
  'next-action-empty',
  'next-action-differs',
  'error-advised',
  'error-doubtful',
  'error-duplicate',
  'condition-duplicate',
  'operator-undocumented',
]);

const NAME_LENGTH_MAX = 127;
const DESCRIPTION_LENGTH_MAX = 500;

/** Writes a flow down. Throws FlowRefused with every fault found, one a line. */
export function compileFlow(draft: FlowDraft): CompiledFlow {
  const content = JSON.stringify(documentOf(draft));
  const faults = [
    ...checkNames(draft),
    ...checkLanguage(draft, content),
    ...checkAnswers(draft),
    ...checkSilence(draft),
    ...checkLogging(draft),
    ...checkCircles(draft),
  ];
  if (faults.length > 0) throw new FlowRefused(faults.map((fault) => `flow ${draft.key}: ${fault}`).join('\n'));
  const { key, name, description, type, isModule = false } = draft;
  return { key, name, description, type, isModule, content };
}

function documentOf(draft: FlowDraft): unknown {
  const positions = layOut(draft);
  return {
    Version: '2019-10-30',
    StartAction: draft.start,
    Metadata: {
      entryPointPosition: { x: 20, y: 20 },
      name: draft.name,
      description: draft.description,
      ...(draft.isModule === true ? {} : { type: camelCase(draft.type) }),
      ActionMetadata: Object.fromEntries(draft.actions.map(({ id }) => [id, { position: positions.get(id) }])),
    },
    // A module is told from a flow by its settings.
    ...(draft.isModule === true ? { Settings: { InputParameters: [], OutputParameters: [], Transitions: [] } } : {}),
    Actions: draft.actions.map(actionOf),
  };
}

function actionOf({ id, type, parameters, next, errors = {}, ways = [] }: ActionDraft): unknown {
  return {
    Identifier: id,
    Type: type,
    Parameters: parameters,
    Transitions:
      next === undefined
        ? {}
        : {
            NextAction: next,
            Errors: Object.entries(errors).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction })),
            Conditions: ways.map(({ operator, operand, to }) => ({
              NextAction: to,
              Condition: { Operator: operator, Operands: [operand] },
            })),
          },
  };
}

function checkNames({ name, description }: FlowDraft): readonly string[] {
  return [
    ...(name.length > NAME_LENGTH_MAX ? [`the name has ${name.length} characters; at most ${NAME_LENGTH_MAX}`] : []),
    ...(description.length > DESCRIPTION_LENGTH_MAX
      ? [`the description has ${description.length} characters; at most ${DESCRIPTION_LENGTH_MAX}`]
      : []),
  ];
}

function checkLanguage(draft: FlowDraft, content: string): readonly string[] {
  const reading = readFlow(content);
  if (reading.outcome === 'refused') return [reading.reason];
  const type = draft.isModule === true ? undefined : draft.type;
  const findings = lintFlow(reading.document, type).filter(
    (found) => found.severity === 'error' || mistakes.has(found.rule),
  );
  return findings.map(({ action = '(flow)', message }) => `${action}: ${message}`);
}

function camelCase(type: FlowType): string {
  return type.toLowerCase().replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
