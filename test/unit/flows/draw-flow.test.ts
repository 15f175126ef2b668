import { readFlow } from '../../../infra/flows/language/document';
import { drawFlow } from '../../../local/flows/tools/draw-flow';
import { flowOf, type FlowJson } from '../../support/builders/flows';

function draw(flow: FlowJson): string {
  const reading = readFlow(JSON.stringify(flow));
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  return drawFlow(reading.document);
}

test('actions are boxes, the last one has round ends, and edges say what takes them', () => {
  expect(draw(flowOf('compare', 'say', 'end'))).toBe(`flowchart TD
  start((start)) --> n0
  n0["compare<br/>Compare"]
  n1["say<br/>MessageParticipant"]
  n2(["end<br/>EndFlowExecution"])
  n0 -->|"Equals QUEUED"| n1
  n0 -->|"NumberGreaterThan 3"| n1
  n0 -->|"TextStartsWith Q"| n1
  n0 -->|"error NoMatchingCondition"| n1
  n0 --> n1
  n1 -->|"error NoMatchingError"| n2
  n1 --> n2
`);
});

test('what a transition names in vain is drawn, and an action of that name that cannot be read is told apart', () => {
  const flow = flowOf('say', 'hangup');
  flow.Actions[0]!.Transitions.NextAction = 'gone';
  Object.assign(flow.Actions[1]!, { Type: 5 });
  expect(draw(flow)).toBe(`flowchart TD
  start((start)) --> n0
  n0["say<br/>MessageParticipant"]
  x0{{"hangup<br/>not readable"}}
  x1{{"gone<br/>no such action"}}
  n0 -->|"error NoMatchingError"| x0
  n0 --> x1
`);
});

test('no identifier, type or operand breaks out of its label', () => {
  const flow = flowOf('compare', 'hangup');
  flow.StartAction = 'a"]\n;<b>#`|';
  Object.assign(flow.Actions[0]!, { Identifier: flow.StartAction, Type: '"' });
  flow.Actions[0]!.Transitions.Conditions![0]!.Condition.Operands = ['"|', 5];
  const drawing = draw(flow);
  expect(drawing).toContain('n0["a#34;#93; #59;#60;b#62;#35;#96;#124;<br/>#34;"]');
  expect(drawing).toContain('-->|"Equals #34;#124; ?"| n1');
});

test('an identifier that looks like a list is drawn as it is', () => {
  const flow = flowOf('say', 'hangup');
  flow.Actions[1]!.Identifier = '2. hang up';
  flow.Actions[0]!.Transitions.NextAction = '- stay';
  const drawing = draw(flow);
  expect(drawing).toContain('(["2#46; hang up<br/>DisconnectParticipant"])');
  expect(drawing).toContain('{{"#45; stay<br/>no such action"}}');
});
