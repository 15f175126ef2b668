import fc from 'fast-check';
import { createRng } from '../../../../../lib/core/rng';
import { actionSpecs } from '../../../../../infra/flows/language/actions';
import { FlowError } from '../../../../../local/flows/runner/flow-error';
import type { LambdaOutcome } from '../../../../../local/flows/runner/types';
import { act, flowText, play, type Scene } from './builders';

const places = ['a', 'b', 'c', 'd', 'e'] as const;
const place = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...places) },
  { weight: 1, arbitrary: fc.constant('nowhere') },
);
const errorTypes = [
  'NoMatchingError',
  'NoMatchingCondition',
  'InputTimeLimitExceeded',
  'QueueAtCapacity',
  'InvalidPhoneNumber',
];
const operands = ['1', '5', 'True', 'MessagesInterrupted', 'ContinueLooping', 'DoneLooping', '$.Attributes.x', 'x'];
const operators = ['Equals', 'NumberLessThan', 'TextContains', 'KeyExists', 'Or'];
const texts = fc.constantFrom(
  'one two',
  '',
  '<speak>one</speak>',
  '<speak>',
  '$.External.a',
  '$.Attributes.x',
  '30',
  'x'.repeat(7_000),
);

/** Values that some parameter of some action may have, most of them in the wrong place. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  texts,
  fc.constantFrom('True', 'False', 'JSON', 'ASYNCHRONOUS', 'Related', 'f2', 'm2', 'Local', 'US'),
  fc.integer({ min: -2, max: 90 }).map(String),
  fc.constantFrom<unknown>(null, 7, true, [], {}, [{ Text: 'a' }], [{ SSML: '<speak>' }]),
  fc.dictionary(fc.constantFrom('CustomerQueue', 'Steps', 'a', '__proto__'), texts, { maxKeys: 2 }),
);

const names = [...new Set([...actionSpecs.values()].flatMap(({ parameters }) => Object.keys(parameters.members)))];
const input = fc.record({
  Text: fc.constant('key'),
  StoreInput: fc.constantFrom('True', 'False'),
  InputTimeLimitSeconds: fc.constantFrom('1', '5'),
  InputValidation: fc.constantFrom<unknown>(
    { CustomValidation: { MaximumLength: '2' } },
    { PhoneNumberValidation: { NumberFormat: 'E164' } },
    undefined,
  ),
  DTMFConfiguration: fc.constantFrom<unknown>({ DisableCancelKey: 'True', InputTerminationSequence: '*' }, undefined),
});
/** Actions that make sense, so that plays get somewhere. */
const sensible: fc.Arbitrary<readonly [type: string, parameters: Readonly<Record<string, unknown>>]> = fc.oneof(
  texts.map((Text) => ['MessageParticipant', { Text }] as const),
  input.map((parameters) => ['GetParticipantInput', parameters] as const),
  fc.constantFrom<readonly [string, Readonly<Record<string, unknown>>]>(
    ['MessageParticipantIteratively', { Messages: [{ Text: 'a' }], InterruptFrequencySeconds: '30' }],
    ['InvokeLambdaFunction', { LambdaFunctionARN: 'f', InvocationTimeLimitSeconds: '4' }],
    ['Compare', { ComparisonValue: '$.External.a' }],
    ['Loop', { LoopCount: '2' }],
    ['UpdateContactTargetQueue', { QueueId: 'q1' }],
    ['TransferContactToQueue', {}],
    ['TransferContactToQueue', {}],
    ['CheckHoursOfOperation', {}],
    ['InvokeFlowModule', { FlowModuleId: 'm2' }],
    ['TransferToFlow', { ContactFlowId: 'f2' }],
    ['DisconnectParticipant', {}],
  ),
);
const type = fc.constantFrom(...actionSpecs.keys(), 'ShowView');
const senseless = fc.tuple(type, fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }));

const someErrors = fc.dictionary(fc.constantFrom(...errorTypes), place, { maxKeys: 4 });
const ways = fc.record({
  next: fc.option(place, { nil: undefined, freq: 9 }),
  errors: fc.oneof(
    { weight: 4, arbitrary: fc.tuple(someErrors, place).map(([some, to]) => ({ ...some, NoMatchingError: to })) },
    { weight: 1, arbitrary: someErrors },
  ),
  conditions: fc.array(
    fc.tuple(fc.constantFrom(...operators), fc.constantFrom<unknown>(...operands, undefined), place),
    { maxLength: 3 },
  ),
});
const action = fc.oneof({ weight: 3, arbitrary: sensible }, { weight: 1, arbitrary: senseless });
const flow = fc
  .tuple(...places.map((id) => fc.tuple(action, ways).map(([parts, to]) => act(id, parts[0], parts[1], to))))
  .map((actions) => flowText(...actions));

const answer: fc.Arbitrary<LambdaOutcome> = fc.oneof(
  fc
    .constantFrom('{"a":"b"}', '{}', '{"a":1}', '[]', 'oops')
    .map((payload) => ({ kind: 'answered' as const, payload })),
  fc.integer({ min: 0, max: 9_000 }).map((tookMs) => ({ kind: 'failed' as const, tookMs })),
);

const scene: fc.Arbitrary<Scene> = fc.record({
  flow,
  // Flows of a type that may not have these actions are refused at once, so most are of none.
  type: fc.constantFrom('', '', '', 'CONTACT_FLOW', 'CUSTOMER_QUEUE'),
  others: flow.map((f2) => ({ f2 })),
  modules: flow.map((m2) => ({ m2 })),
  keys: fc.array(fc.constantFrom('1', '5', '*', '#', '12#', 'silence', 'hangup'), { maxLength: 8 }),
  answers: fc.array(answer, { maxLength: 4 }),
  rng: fc.integer().map(createRng),
  leg: fc.record({
    attributes: fc.constantFrom<Record<string, string>>({}, { x: '1' }),
    hangsUpAfterMs: fc.integer({ min: 0, max: 120_000 }),
    queueId: fc.constantFrom('q1', undefined),
    from: fc.constantFrom(null, '+12065550142'),
    hours: fc.constantFrom<'open' | 'closed' | 'unknown'>('open', 'closed', 'unknown'),
    transfer: fc.constantFrom<'queued' | 'at_capacity' | 'no_queue'>('queued', 'at_capacity', 'no_queue'),
    target: fc.constantFrom<'set' | 'unknown'>('set', 'unknown'),
  }),
});

test('whatever the flow and whatever the caller does, a play ends, or says what is wrong with the flow', async () => {
  const ends = new Map<string, number>();
  const count = (kind: string) => ends.set(kind, (ends.get(kind) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(scene, async (random) => {
      const played = await play(random).catch((error: unknown) => error);
      if (played instanceof FlowError) {
        count('fault');
        return;
      }
      expect(played).toMatchObject({ end: { kind: expect.any(String) } });
      const { end, steps, leg } = played as Awaited<ReturnType<typeof play>>;
      count(end?.kind ?? 'none');
      expect(steps.at(-1)).toMatchObject({ branch: 'end', action: end?.action, flow: end?.flow });
      expect(steps.slice(0, -1).every(({ branch }) => /^(next|end|error:\w+|condition:\d+)$/.test(branch))).toBe(true);
      expect(leg.isLive() && end?.kind !== 'terminal').toBe(false);
    }),
    { numRuns: 500, seed: 7 },
  );
  expect([...ends.keys()].toSorted()).toEqual(['fault', 'gone', 'queued', 'terminal', 'unhandled']);
});
