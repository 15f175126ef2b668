import type { FlowAction } from '../language/document';
import type { ActionSpec } from '../language/specification';
import { checkObject } from './check-object';
import { finding, type Finding, type Tell } from './rules';

const placeLengthMax = 200;

type Parameters = Readonly<Record<string, unknown>>;

/** What an action is given: names, values, and what must or must not stand together. */
export function checkParameters(action: FlowAction, spec: ActionSpec | undefined): readonly Finding[] {
  const findings: Finding[] = [];
  const tell: Tell = (rule, message) => void findings.push(finding(rule, action.Identifier, message));
  // Numbers are only known to be refused in actions that are described here.
  checkScalars(action.Parameters, spec !== undefined, tell);
  if (spec !== undefined) checkObject(action.Parameters, spec.parameters, '', tell);
  if (spec?.type === 'MessageParticipantIteratively') checkInterruption(action.Parameters, tell);
  return findings;
}

/** Walks with a stack of its own, because a file may be nested deeper than calls can be. */
function checkScalars(parameters: Parameters, areStringsNeeded: boolean, tell: Tell): void {
  const open: { readonly place: string; readonly value: unknown }[] = childrenOf('', parameters);
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { place, value } = item;
    if (typeof value === 'object' && value !== null) open.push(...childrenOf(place, value));
    else if (value === '') tell('empty-string', `${place} is an empty string`);
    else if (typeof value !== 'string' && areStringsNeeded) {
      tell('scalar-not-string', `${place} is ${String(value)}; Connect takes strings only, "${String(value)}" say`);
    }
  }
}

function childrenOf(place: string, value: object): { readonly place: string; readonly value: unknown }[] {
  // Nobody reads a longer way than this, and a deep file would make it a very long one.
  const inside = (name: string) => (place.length > placeLengthMax ? place : `${place}.${name}`);
  return Object.entries(value)
    .toReversed()
    .map(([name, child]) => ({ place: place === '' ? name : inside(name), value: child }));
}

function checkInterruption(parameters: Parameters, tell: Tell): void {
  const seconds = parameters['InterruptFrequencySeconds'];
  if (typeof seconds !== 'string' || !/^\d+$/.test(seconds) || Number(seconds) > 20) return;
  const why = 'agents have 20 s to accept a contact, and a dequeue in that time fails';
  tell('interrupt-frequency', `InterruptFrequencySeconds is ${seconds}; use more than 20: ${why}`);
}
