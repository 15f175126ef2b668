import { createSteppedClock } from '../../../../../local/clock/stepped-clock';
import type { FlowLeg } from '../../../../../local/connect/types';
import { createPaperLeg } from '../../../../../local/flows/paper/paper-leg';
import type { LambdaOutcome } from '../../../../../local/flows/runner/types';
import { act, ask, flowText, hangUp, inbound, play, runnerOf, say } from './builders';

const failing = (tookMs: number): LambdaOutcome => ({ kind: 'failed', tookMs });
const answering = (tookMs: number): LambdaOutcome => ({ kind: 'answered', payload: '{}', tookMs });

test.each([
  ['answers at the limit', { InvocationTimeLimitSeconds: '3' }, [answering(3_000)], 'next', 1, 3_000],
  ['answers too late', { InvocationTimeLimitSeconds: '3' }, [answering(3_001)], 'error:NoMatchingError', 1, 3_000],
  ['is given no limit', { InvocationTimeLimitSeconds: undefined }, [answering(8_000)], 'next', 1, 8_000],
  [
    'is given more than may be',
    { InvocationTimeLimitSeconds: '60' },
    [answering(8_001)],
    'error:NoMatchingError',
    1,
    8_000,
  ],
  ['fails once', {}, [failing(100), answering(100)], 'next', 2, 200],
  ['fails three times', {}, [failing(0), failing(0), failing(0), answering(0)], 'next', 4, 0],
  ['fails four times', {}, [], 'error:NoMatchingError', 4, 0],
  ['fails until its time is up', {}, [failing(5_000), failing(4_000)], 'error:NoMatchingError', 2, 8_000],
  ['fails with its last second', {}, [failing(8_000), answering(0)], 'error:NoMatchingError', 1, 8_000],
])('a function that %s', async (_, parameters, answers, branch, invocations, tookMs) => {
  const { steps, asked, tookMs: passedMs } = await play({ flow: flowText(ask(parameters), hangUp), answers });
  expect([steps[0]?.branch, asked.length, passedMs]).toEqual([branch, invocations, tookMs]);
});

test('functions in a row have twenty seconds together, and then are not even asked', async () => {
  const flow = flowText(ask({}, 'b', 'a'), ask({}, 'c', 'b'), ask({}, 'd', 'c'), ask({}, 'bye', 'd'), hangUp);
  const { path, asked, tookMs } = await play({
    flow,
    answers: [answering(8_000), answering(8_000), answering(4_001), answering(0)],
  });
  expect(path).toEqual(['a next', 'b next', 'c error:NoMatchingError', 'd error:NoMatchingError', 'bye end']);
  expect([asked.length, tookMs]).toEqual([3, 20_000]);
});

test.each([
  ['a message', say('heard', 'c'), []],
  [
    'a menu',
    act(
      'heard',
      'GetParticipantInput',
      { Text: 'one', StoreInput: 'False', InputTimeLimitSeconds: '1' },
      { next: 'c', errors: { InputTimeLimitExceeded: 'c' } },
    ),
    ['silence'],
  ],
])('%s between functions gives them their time anew', async (_, between, keys) => {
  const flow = flowText(ask({}, 'b', 'a'), ask({}, 'heard', 'b'), between, ask({}, 'bye', 'c'), hangUp);
  const { path } = await play({ flow, keys, answers: [answering(8_000), answering(8_000), answering(8_000)] });
  expect(path).toContain('c next');
});

test('a caller who hangs up while a function works is gone', async () => {
  const scene = { flow: flowText(ask(), hangUp), answers: [answering(6_000)], leg: { hangsUpAfterMs: 5_000 } };
  expect((await play(scene)).end).toEqual({ kind: 'gone', flow: 'flow', action: 'ask' });
});

test('asynchronously asked, a function holds nobody up, whatever becomes of it', async () => {
  const text = '$.LambdaInvocation.InvocationId';
  const flow = flowText(ask({ InvocationType: 'ASYNCHRONOUS' }, 'said'), say('said', 'bye', text), hangUp);
  for (const answer of [answering(8_000), failing(8_000)]) {
    const { path, asked, tookMs } = await play({ flow, answers: [answer] });
    expect([path.slice(0, 2), asked.length, tookMs]).toEqual([['ask next', 'said next'], 1, 250]);
  }
});

test('on a stepped clock the time that a function slept counts, and is not waited for twice', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const leg: FlowLeg = {
    ...createPaperLeg(),
    nowMs: clock.nowMs,
    isLive: () => true,
    wait: async (ms) => {
      await clock.sleep(ms);
      return 'elapsed';
    },
  };
  const asynchronously = ask({ InvocationType: 'ASYNCHRONOUS' }, 'c', 'b');
  const content = flowText(ask({}, 'b', 'a'), asynchronously, ask({}, 'bye', 'c'), hangUp);
  const told: string[] = [];
  const { play: playOn } = runnerOf(
    { f: { name: 'f', type: undefined, content } },
    {
      lambda: async () => {
        await clock.sleep(3_000);
        return answering(told.length === 0 ? 5_000 : 3_000);
      },
      observer: { step: ({ action, branch }) => void told.push(`${clock.nowMs()} ${action} ${branch}`) },
    },
  );
  clock.spawn(() => playOn(leg, inbound));
  await clock.runUntil(60_000);
  expect(told).toEqual(['5000 a next', '8000 b next', '11000 c next', '11000 bye end']);
});
