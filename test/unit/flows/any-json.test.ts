import fc from 'fast-check';
import { readFlow } from '../../../infra/flows/language/document';
import { lintFlow } from '../../../infra/flows/lint/lint-flow';
import { drawFlow } from '../../../local/flows/tools/draw-flow';
import { acceptedFlows, flowOf } from '../../support/builders/flows';

// Goal: no file whatever ends the linter or the drawing in a crash.
// Method: arbitrary JSON alone, as a flow's fields, and in place of any one part of an accepted flow.

/** What a file of this text comes to; whatever it is, it is told in words. */
function handle(text: string): readonly string[] {
  const reading = readFlow(text);
  if (reading.outcome === 'refused') return [reading.reason];
  const findings = [undefined, 'CONTACT_FLOW' as const, 'CUSTOMER_QUEUE' as const].flatMap((type) =>
    lintFlow(reading.document, type),
  );
  return [drawFlow(reading.document), ...findings.map(({ severity, message }) => `${severity} ${message}`)];
}

function expectWords(text: string): void {
  expect(handle(text).filter((words) => !/^(flowchart TD\n|it |its |error .|note .)/.test(words))).toEqual([]);
}

/** Names that break careless code are likelier here than chance would make them. */
const name = fc.oneof(
  fc.constantFrom('Version', 'Actions', 'Parameters', 'Transitions', '__proto__', 'constructor', 'toString', ''),
  fc.string({ unit: 'binary' }),
);
const scalar = fc.oneof(fc.constantFrom('', '$.', '$.a', '5', -0, 1e300, true, null), fc.string(), fc.double());
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

test('any JSON is read or refused', () => {
  fc.assert(fc.property(json, (value) => expectWords(JSON.stringify(value))));
  fc.assert(fc.property(fc.json(), (text) => expectWords(text)));
  fc.assert(fc.property(fc.string(), (text) => expectWords(text)));
});

test('any JSON as the fields of a flow and of its actions is linted and drawn', () => {
  const type = fc.constantFrom(...flowOf(...acceptedFlows.CONTACT_FLOW).Actions.map((action) => action.Type));
  const action = fc.record(
    { Identifier: fc.oneof(name, json), Type: fc.oneof(type, json), Parameters: json, Transitions: json },
    { requiredKeys: [] },
  );
  const flow = fc.record({ Version: json, StartAction: json, Metadata: json, Actions: fc.array(action) });
  fc.assert(fc.property(flow, (value) => expectWords(JSON.stringify(value))));
});

test('an accepted flow with any JSON in place of one of its parts is linted and drawn', () => {
  const chains = Object.values(acceptedFlows).map((names) => JSON.stringify(flowOf(...names)));
  const mutated = fc.tuple(fc.constantFrom(...chains), fc.nat(), json, fc.constantFrom('replace', 'remove', 'add'));
  fc.assert(
    fc.property(mutated, ([text, place, value, how]) => {
      const flow = JSON.parse(text);
      const spots = spotsOf(flow);
      const { parent, key } = spots[place % spots.length]!;
      if (how === 'remove') delete parent[key];
      else parent[how === 'add' ? `${key}x` : key] = value;
      expectWords(JSON.stringify(flow));
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['as a file', (deep: string) => deep],
  ['as the list of actions', (deep: string) => `{"Actions":${deep}}`],
  [
    'as parameters',
    (deep: string) => `{"Actions":[{"Identifier":"a","Type":"Loop","Parameters":{"LoopCount":${deep}}}]}`,
  ],
  ['as content', (deep: string) => `{"ContactFlow":{"Content":{"Actions":${deep}}}}`],
])('a hundred thousand brackets are survived %s', (_, text) => {
  expectWords(text(`${'['.repeat(100_000)}${']'.repeat(100_000)}`));
});

test('a flow type that a file makes up is told and not trusted', () => {
  const reading = readFlow(JSON.stringify({ ...flowOf('say', 'hangup'), Metadata: { type: 'constructor' } }));
  expect(reading.outcome === 'flow' && lintFlow(reading.document, undefined)).toMatchObject([
    { rule: 'flow-type-unknown', message: expect.stringContaining('"constructor"') },
  ]);
});

function spotsOf(value: unknown): { parent: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...spotsOf(parent[key])]);
}
