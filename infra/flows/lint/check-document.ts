import type { FlowAction, FlowDocument } from '../language/document';
import { finding, quote, type Finding } from './rules';

const version = '2019-10-30';
const actionsMax = 250;
const contentLengthMax = 256_000;
const identifierLengthMax = 50;
const forbiddenCharacters = /[%:(\\/)=$,;[\]{}]/;

/** Names that every object of JavaScript has: Connect takes none of them for an action. */
const reservedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The flow as a whole: version, start, size, and the names of its actions. */
export function checkDocument(document: FlowDocument): readonly Finding[] {
  return [
    ...checkVersion(document),
    ...checkStart(document),
    ...checkSize(document),
    ...document.malformed.map(({ place, identifier, problem }) =>
      finding('shape', identifier, `entry ${place} of Actions: ${problem}`),
    ),
    ...checkIdentifiers(document.actions),
    ...checkReached(document),
  ];
}

/** Identifiers that a transition may lead to, also of actions that could not be read. */
export function knownIdentifiers({ actions, malformed }: FlowDocument): ReadonlySet<string> {
  return new Set([
    ...actions.map(({ Identifier }) => Identifier),
    ...malformed.flatMap(({ identifier }) => identifier ?? []),
  ]);
}

function checkVersion({ version: found }: FlowDocument): readonly Finding[] {
  if (found === version) return [];
  return [finding('version', undefined, `Version is ${quote(found)}; Connect knows "${version}" only`)];
}

function checkStart(document: FlowDocument): readonly Finding[] {
  const { startAction } = document;
  if (typeof startAction !== 'string' || startAction === '') {
    return [finding('start-action', undefined, 'StartAction is missing: it names the first action')];
  }
  if (knownIdentifiers(document).has(startAction)) return [];
  return [finding('start-action', undefined, `StartAction is ${quote(startAction)}, and no action has that name`)];
}

function checkSize({ actions, malformed, contentLength, writtenLength }: FlowDocument): readonly Finding[] {
  const findings: Finding[] = [];
  const count = actions.length + malformed.length;
  if (count > actionsMax) {
    findings.push(finding('actions-max', undefined, `${count} actions; a flow has at most ${actionsMax}`));
  }
  if (contentLength > contentLengthMax) {
    const message = `${contentLength} characters without white space; Connect takes at most ${contentLengthMax}`;
    findings.push(finding('content-size', undefined, message));
  } else if (writtenLength > contentLengthMax) {
    const message = `${writtenLength} characters as written; take out white space to get below ${contentLengthMax}`;
    findings.push(finding('content-size-written', undefined, message));
  }
  return findings;
}

function checkIdentifiers(actions: readonly FlowAction[]): readonly Finding[] {
  const seen = new Set<string>();
  return actions.flatMap(({ Identifier: identifier }) => {
    const findings = identifierFaults(identifier).map((fault) => finding('identifier-form', identifier, fault));
    if (seen.has(identifier)) {
      findings.push(finding('identifier-duplicate', identifier, 'another action has the same identifier'));
    }
    seen.add(identifier);
    return findings;
  });
}

function identifierFaults(identifier: string): readonly string[] {
  const faults: string[] = [];
  if (identifier === '') faults.push('the identifier is empty');
  if (identifier.length > identifierLengthMax) {
    faults.push(`the identifier has ${identifier.length} characters; at most ${identifierLengthMax} are allowed`);
  }
  const [forbidden] = forbiddenCharacters.exec(identifier) ?? [];
  if (forbidden !== undefined) faults.push(`the identifier has a ${quote(forbidden)}, which is not allowed`);
  if (reservedNames.has(identifier)) faults.push('the identifier is a reserved name');
  return faults;
}

function checkReached({ startAction, actions }: FlowDocument): readonly Finding[] {
  const byName = new Map(actions.map((action) => [action.Identifier, action]));
  if (typeof startAction !== 'string' || !byName.has(startAction)) return [];
  const reached = new Set<string>([startAction]);
  const open = [startAction];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const target of targetsOf(byName.get(name))) {
      if (reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return [...byName.keys()]
    .filter((name) => !reached.has(name))
    .map((name) => finding('action-unreachable', name, 'no way leads here from StartAction'));
}

function targetsOf(action: FlowAction | undefined): readonly string[] {
  if (action === undefined) return [];
  const { NextAction, Errors, Conditions } = action.Transitions;
  return [NextAction ?? '', ...[...Errors, ...Conditions].map((branch) => branch.NextAction)];
}
