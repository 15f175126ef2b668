import { actionSpecs } from '../../../infra/flows/language/actions';
import { readFlow } from '../../../infra/flows/language/document';
import type { FlowType } from '../../../infra/flows/language/flow-types';
import { lintFlow } from '../../../infra/flows/lint/lint-flow';
import { rules, type Finding, type RuleId } from '../../../infra/flows/lint/rules';
import { acceptedFlows, flowOf } from '../../support/builders/flows';
import { readText } from '../../support/repository-files';
import { plants } from './planted-faults';

function lint(flow: unknown, type?: FlowType): readonly Finding[] {
  const reading = readFlow(JSON.stringify(flow));
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  return lintFlow(reading.document, type);
}

const contact: FlowType = 'CONTACT_FLOW';

const planted = plants.map(([rule, what, names, plant, type = contact]) => ({ rule, what, names, plant, type }));

test.each(planted)('$rule is found: $what', ({ rule, what, names, plant, type }) => {
  const flow = flowOf(...names, ...(names.includes('hangup') || names.includes('end') ? [] : ['hangup']));
  plant(flow.Actions[0]!, flow);
  const reading = readFlow(
    rule === 'content-size-written'
      ? JSON.stringify(flow).replace('{', `{${' '.repeat(256_000)}`)
      : JSON.stringify(flow),
  );
  if (reading.outcome === 'refused') throw new Error(`${what}: ${reading.reason}`);
  const findings = lintFlow(reading.document, rule === 'flow-type-unknown' ? undefined : type);
  const found = findings.filter((finding) => finding.rule === rule);
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  expect(found.every(({ severity }) => severity === rules[rule])).toBe(true);
  const errors = findings.filter(({ severity }) => severity === 'error').map((finding) => finding.rule);
  // One fault is one kind of error: a second one would be a false alarm.
  expect(errors.filter((name) => name !== rule && !expectedWith(rule, what, type).includes(name))).toEqual([]);
});

/** Errors that come with another one and are true as well. */
function expectedWith(rule: RuleId, what: string, type: FlowType): readonly RuleId[] {
  if (rule === 'shape') return ['target-unknown'];
  if (what === 'an empty name') return ['start-action'];
  // The hang-up that closes each of these flows has no place in these types.
  if (['AGENT_WHISPER', 'CUSTOMER_HOLD', 'OUTBOUND_WHISPER'].includes(type)) return ['action-not-allowed'];
  return [];
}

test('every rule is planted here, and explained in the documentation with its severity', () => {
  expect([...new Set(plants.map(([rule]) => rule))].toSorted()).toEqual(Object.keys(rules).toSorted());
  const page = readText('docs/flow-tools.md');
  const documented = [...page.matchAll(/^\| `([a-z-]+)` \| (error|note) \|/gm)].map(([, rule, severity]) => [
    rule,
    severity,
  ]);
  expect(documented).toEqual(Object.entries(rules));
});

test.each(Object.entries(acceptedFlows))('a flow of type %s without faults gets no word', (type, names) => {
  expect(lint(flowOf(...names), type as FlowType)).toEqual([]);
});

test('the accepted flows between them have every action that is described', () => {
  const types = Object.values(acceptedFlows).flatMap((names) => flowOf(...names).Actions.map(({ Type }) => Type));
  // Sources disagree on Wait everywhere, so no flow with it goes without a note; a return stands in modules only.
  expect([...actionSpecs.keys()].filter((type) => !types.includes(type))).toEqual(['Wait', 'EndFlowModuleExecution']);
});

test('a module may return, needs no type, and is only warned of what inbound flows may not have', () => {
  const settings = { Settings: { InputParameters: [], OutputParameters: [], Transitions: [] } };
  expect(lint({ ...flowOf('say', 'return'), ...settings })).toEqual([]);
  const rulesOf = (...names: readonly string[]) => lint({ ...flowOf(...names), ...settings }).map(({ rule }) => rule);
  expect(rulesOf('music', 'return')).toEqual(['action-doubtful']);
  expect(lint(flowOf('say', 'return'), contact).map(({ rule }) => rule)).toEqual(['action-not-allowed']);
});

test('the smallest flow of the reference is accepted with advice', () => {
  const flow = flowOf('say', 'hangup');
  flow.Actions[0]!.Transitions.Errors = [];
  expect(lint(flow, contact).map(({ rule }) => rule)).toEqual(['error-advised']);
});

test('a finding names the action, the value and what is allowed', () => {
  const flow = flowOf('call', 'hangup');
  flow.Actions[0]!.Parameters['InvocationTimeLimitSeconds'] = '9';
  expect(lint(flow, contact)).toEqual([
    {
      severity: 'error',
      action: 'call',
      rule: 'parameter-value',
      message: 'InvocationTimeLimitSeconds is "9"; allowed is a whole number from 1 to 8',
    },
  ]);
});

test('actions that are not described may hold numbers and end where they want', () => {
  const flow = flowOf('say', 'Own');
  Object.assign(flow.Actions[1]!, { Parameters: { Count: 3, Flag: true }, Transitions: {} });
  expect(lint(flow, contact).map(({ rule }) => rule)).toEqual(['action-unknown']);
});

test('a fault deep inside is told with a way to it that can be read', () => {
  const flow = flowOf('steps', 'hangup');
  let deep: unknown = '';
  for (let depth = 0; depth < 1_000; depth += 1) deep = { a: deep };
  flow.Actions[0]!.Parameters['RoutingCriteria'] = { Steps: deep };
  const [finding] = lint(flow, contact);
  expect(finding).toMatchObject({
    rule: 'empty-string',
    message: expect.stringMatching(/^RoutingCriteria\.Steps\.a\.a/),
  });
  expect(finding?.message.length).toBeLessThan(300);
});

test('empty lists of errors and conditions in a last action are no transitions', () => {
  const flow = flowOf('say', 'hangup');
  flow.Actions[1]!.Transitions = { Errors: [], Conditions: [] };
  expect(lint(flow, contact)).toEqual([]);
});
