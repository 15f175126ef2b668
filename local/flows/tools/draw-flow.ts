import { terminalTypes } from '../../../infra/flows/language/actions';
import type { FlowAction, FlowDocument } from '../../../infra/flows/language/document';

interface Edge {
  readonly to: string;
  readonly label: string | undefined;
}

/** A flow as a Mermaid flowchart: the same flow gives the same text. */
export function drawFlow({ startAction, actions, malformed }: FlowDocument): string {
  // Identifiers may hold anything, "end" among it, which Mermaid takes for a word of its own: nodes get numbers.
  const nodes = new Map<string, string>();
  for (const { Identifier } of actions) if (!nodes.has(Identifier)) nodes.set(Identifier, `n${nodes.size}`);
  const lost = new Map<string, string>();
  const nodeOf = (identifier: string): string => {
    const node = nodes.get(identifier) ?? lost.get(identifier) ?? `x${lost.size}`;
    if (!nodes.has(identifier)) lost.set(identifier, node);
    return node;
  };
  const drawn = new Set<string>();
  const shapes = actions.flatMap((action) => {
    if (drawn.has(action.Identifier)) return [];
    drawn.add(action.Identifier);
    return [`  ${nodeOf(action.Identifier)}${shapeOf(action)}`];
  });
  const edges = actions.flatMap((action) =>
    edgesOf(action).map(({ to, label }) => {
      const arrow = label === undefined ? '-->' : `-->|"${escapeLabel(label)}"|`;
      return `  ${nodeOf(action.Identifier)} ${arrow} ${nodeOf(to)}`;
    }),
  );
  const start = typeof startAction === 'string' ? [`  start((start)) --> ${nodeOf(startAction)}`] : [];
  const unread = new Set(malformed.flatMap(({ identifier }) => identifier ?? []));
  const gaps = [...lost].map(([identifier, node]) => {
    const what = unread.has(identifier) ? 'not readable' : 'no such action';
    return `  ${node}{{"${escapeLabel(identifier)}<br/>${what}"}}`;
  });
  return `${['flowchart TD', ...start, ...shapes, ...gaps, ...edges].join('\n')}\n`;
}

function shapeOf({ Identifier, Type }: FlowAction): string {
  const label = `"${escapeLabel(Identifier)}<br/>${escapeLabel(Type)}"`;
  return terminalTypes.has(Type) ? `([${label}])` : `[${label}]`;
}

function edgesOf({ Transitions: { NextAction = '', Errors, Conditions } }: FlowAction): readonly Edge[] {
  return [
    ...Conditions.map(({ NextAction: to, Condition: { Operator, Operands } }) => ({
      to,
      label: `${Operator} ${Operands.map((operand) => (typeof operand === 'string' ? operand : '?')).join(' ')}`,
    })),
    ...Errors.map(({ NextAction: to, ErrorType }) => ({ to, label: `error ${ErrorType}` })),
    ...(NextAction === '' ? [] : [{ to: NextAction, label: undefined }]),
  ];
}

/** Leaves words, digits and what Mermaid prints as it is; all else becomes its number. */
function escapeLabel(text: string): string {
  const escaped = text
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N} .,:$*?!_-]/gu, numbered)
    // At the start of a label these would make a list of it, which Mermaid does not draw.
    .replace(/^(\s*\d*)([.*-])(?=\s)/, (_, before: string, mark: string) => `${before}${numbered(mark)}`);
  return escaped === '' ? ' ' : escaped;
}

function numbered(character: string): string {
  return `#${character.codePointAt(0) ?? 63};`;
}
