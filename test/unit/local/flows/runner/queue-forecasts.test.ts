import { ARN, createWorld } from '../../connect/world';
import { act, flowText, hangUp, onErrors, runnerOf } from './builders';

const estimate = '$.Metrics.Queue.EstimatedWaitTime';

function asking(text: string, parameters: Readonly<Record<string, unknown>>): string {
  return flowText(
    act(
      'get',
      'GetMetricData',
      { QueueId: 'q-support', ...parameters },
      { next: 'said', errors: onErrors('NoMatchingError') },
    ),
    act('said', 'MessageParticipant', { Text: text }, { next: 'bye', errors: onErrors('NoMatchingError') }),
    hangUp,
  );
}

interface Scene {
  readonly waiting?: number;
  readonly agents?: readonly string[];
  /** Nobody accepts what is offered. */
  readonly isMissed?: true;
}

/** What a caller hears of q-support when its others have called 25 s ago, agents having signed in before. */
async function heard(text: string, { waiting = 0, agents = [], isMissed }: Scene, parameters = {}) {
  const runner = runnerOf({ f: { name: 'f', type: 'CONTACT_FLOW', content: asking(text, parameters) } });
  const { emulator, call, run } = createWorld({
    timing: { acceptMs: () => (isMissed === true ? 20_000 : 2_000) },
    play: async (leg, entry) => {
      if (entry.kind !== 'inbound') return;
      if (leg.attributes()['queue'] === 'asks') await runner.play(leg, { kind: 'inbound', flowId: 'f' });
      else if (leg.setTargetQueue('q-support') === 'set') leg.transferToQueue();
    },
  });
  for (const agentId of agents) emulator.signIn(agentId);
  for (let count = 0; count < waiting; count += 1) call('q-support');
  await run(isMissed === true ? 21_000 : 25_000);
  call('asks');
  await run(5_000);
  return runner.heard.map((said) => said.text);
}

const voice = { QueueChannel: 'Voice' };

test.each<[string, Scene, object, readonly string[]]>([
  ['the age of the oldest when others wait', { waiting: 3, agents: ['ann'] }, voice, ['25']],
  ['nothing when an agent is free', { agents: ['ann'] }, voice, ['0']],
  ['unknown when all agents are busy and nobody waits', { waiting: 1, agents: ['ann'] }, voice, []],
  ['unknown when there are no agents', { waiting: 1 }, voice, []],
  ['unknown when no channel is named', { waiting: 3, agents: ['ann'] }, {}, []],
  ['unknown of a channel that is not there', { waiting: 3, agents: ['ann'] }, { QueueChannel: 'Chat' }, []],
  ['told too when the channel is that of the contact', { agents: ['ann'] }, { QueueChannel: '$.Channel' }, ['0']],
])('the wait is %s', async (_, scene, parameters, words) => {
  expect(await heard(estimate, scene, parameters)).toEqual(words);
});

test('a queue that is asked for by id goes by its own name', async () => {
  expect(await heard('$.Metrics.Queue.Name $.Metrics.Queue.ARN', { waiting: 1 })).toEqual([
    `Support ${ARN}/queue/q-support`,
  ]);
});

test.each<[Scene, string]>([
  [{ waiting: 1, agents: ['ann'], isMissed: true }, '1 of 1'],
  [{ agents: ['ann', 'bob'] }, '0 of 2'],
])('of %j it is told who missed an offer', async (scene, words) => {
  expect(await heard('$.Metrics.Agents.Missed.Count of $.Metrics.Agents.Online.Count', scene)).toEqual([words]);
});
