import fc from 'fast-check';
import { act, flowText, hangUp, play, say } from './builders';

const offerFailed = { InputTimeLimitExceeded: 'music', NoMatchingCondition: 'music', NoMatchingError: 'music' };

/** A queue that offers to call back; whoever takes the offer is told the place and let go. */
const queueFlow = flowText(
  act(
    'music',
    'MessageParticipantIteratively',
    { Messages: [{ Text: 'Please hold.' }], InterruptFrequencySeconds: '45' },
    { next: 'offer', errors: { NoMatchingError: 'rest' }, conditions: [['Equals', 'MessagesInterrupted', 'offer']] },
  ),
  act(
    'offer',
    'GetParticipantInput',
    { Text: 'Press 1 to be called back.', StoreInput: 'False', InputTimeLimitSeconds: '5' },
    {
      next: 'music',
      errors: offerFailed,
      conditions: [
        ['Equals', '1', 'register'],
        ['Equals', '2', 'music'],
      ],
    },
  ),
  act(
    'register',
    'InvokeLambdaFunction',
    { LambdaFunctionARN: 'f', InvocationTimeLimitSeconds: '8', LambdaInvocationAttributes: { operation: 'register' } },
    { next: 'check', errors: { NoMatchingError: 'music' } },
  ),
  act(
    'check',
    'Compare',
    { ComparisonValue: '$.External.status' },
    { next: 'music', errors: { NoMatchingCondition: 'music' }, conditions: [['Equals', 'QUEUED', 'note']] },
  ),
  act(
    'note',
    'UpdateContactAttributes',
    { Attributes: { id: '$.External.id' } },
    { next: 'told', errors: { NoMatchingError: 'told' } },
  ),
  say('told', 'bye', 'You are number $.External.position.'),
  hangUp,
  act('rest', 'EndFlowExecution'),
);

const queued = { flow: queueFlow, type: 'CUSTOMER_QUEUE', kind: 'customer_queue' } as const;
const accepted = { status: 'QUEUED', id: 'x1', position: '4' };

test('a caller in a queue takes the offer on its second round', async () => {
  const { end, leg, words, asked } = await play({ ...queued, keys: ['silence', '1'], answers: [accepted] });
  expect(end).toMatchObject({ kind: 'terminal', action: 'bye' });
  expect(leg.attributes()).toEqual({ id: 'x1' });
  expect(words.at(-1)).toBe('You are number 4.');
  expect(asked).toMatchObject([{ Details: { Parameters: { operation: 'register' } } }]);
});

test('when registering fails the caller keeps holding until the end', async () => {
  const { end, words } = await play({ ...queued, keys: ['1'], answers: [{ status: 'REFUSED' }] });
  expect(end).toMatchObject({ kind: 'gone' });
  expect(words).not.toContain('You are number 4.');
});

/** Called back: press 1, and go before everybody else. */
const callbackFlow = flowText(
  act(
    'ask',
    'InvokeLambdaFunction',
    { LambdaFunctionARN: 'f', InvocationTimeLimitSeconds: '4' },
    { next: 'confirm', errors: { NoMatchingError: 'confirm' } },
  ),
  act(
    'confirm',
    'GetParticipantInput',
    { Text: 'Press 1 to be connected.', StoreInput: 'False', InputTimeLimitSeconds: '8' },
    {
      next: 'bye',
      errors: { InputTimeLimitExceeded: 'bye', NoMatchingCondition: 'bye', NoMatchingError: 'bye' },
      conditions: [['Equals', '1', 'first']],
    },
  ),
  act('first', 'UpdateContactRoutingBehavior', { QueuePriority: '1' }, { next: 'target' }),
  act(
    'target',
    'UpdateContactTargetQueue',
    { QueueId: '$.Attributes.queue' },
    { next: 'go', errors: { NoMatchingError: 'bye' } },
  ),
  act('go', 'TransferContactToQueue', {}, { next: 'bye', errors: { QueueAtCapacity: 'bye', NoMatchingError: 'bye' } }),
  hangUp,
);

test.each([
  ['a caller who presses 1 is queued first', '1', 'queued', ['routing', 'target', 'queued']],
  ['voicemail is let go', 'silence', 'terminal', ['disconnected']],
])('%s, whether or not the function answers', async (_, key, kind, events) => {
  for (const answers of [[{ a: 'b' }], []]) {
    const { end, leg } = await play({
      flow: callbackFlow,
      kind: 'outbound',
      keys: [key],
      answers,
      leg: { attributes: { queue: 'q1' }, initiationMethod: 'API' },
    });
    expect(end?.kind).toBe(kind);
    expect(leg.events.map((event) => event.kind)).toEqual(events);
  }
});

test('whenever the caller hangs up, the play ends there and nothing is done to the contact any more', async () => {
  const moments = fc.integer({ min: 0, max: 200_000 });
  const keys = fc.array(fc.constantFrom('1', '2', 'silence'), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(moments, keys, async (hangsUpAfterMs, pressed) => {
      const slow = { kind: 'answered', payload: JSON.stringify(accepted), tookMs: 3_000 } as const;
      const { end, leg, tookMs } = await play({ ...queued, keys: pressed, answers: [slow], leg: { hangsUpAfterMs } });
      expect(end?.kind).toBe(tookMs < hangsUpAfterMs ? 'terminal' : 'gone');
      expect(leg.events.some(({ kind }) => kind === 'disconnected')).toBe(end?.kind === 'terminal');
    }),
  );
});
