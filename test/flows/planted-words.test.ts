import { checkWalk } from '../../local/flows/walks/check-walk';
import { walkFlow, type Walk } from '../../local/flows/walks/walk-flow';
import { walkedPolicies } from '../../local/flows/walks/walked-policies';
import {
  askDigits,
  breaksOf,
  enqueue,
  hangUp,
  invoke,
  note,
  queue,
  say,
  setHook,
  setLogging,
  setQueue,
  setVoice,
} from './planted-flow';

const entry = `entry-${queue}`;

describe('words that nobody should hear are found', () => {
  test.each([
    ['a value that is not there', '<speak>Your position is undefined.</speak>', '"Your position is undefined."'],
    ['a path that was left in', '<speak>You are $. in line.</speak>', '"You are $. in line."'],
    ['a number that is none', '<speak>NaN minutes.</speak>', '"NaN minutes."'],
    ['markup without words', '<speak><break time="1s"/></speak>', '""'],
  ])('%s', async (_what, words, heard) => {
    const breaks = await breaksOf('callback', [say('welcome', words, 'bye'), hangUp('bye')]);
    expect(breaks).toEqual({ wordsAreSound: `welcome says ${heard}` });
  });

  test('a prompt that no answer of ours brings', async () => {
    const { promptsAreThere } = await breaksOf('callback', [
      invoke('who', 'who_is_this', 'tell', 'tell'),
      say('tell', '$.External.say_where', 'bye'),
      hangUp('bye'),
    ]);
    expect(promptsAreThere).toBe('tell says nothing: who_is_this brought no such prompt');
  });

  test('words of the flow itself that no voice could read', async () => {
    const { promptsAreThere } = await breaksOf('callback', [say('tell', '<speak>Good</bye>', 'bye'), hangUp('bye')]);
    expect(promptsAreThere).toBe('tell says nothing, although its words are in the flow');
  });

  test('words in a language that is not that of the voice', async () => {
    const flow = [
      say('welcome', '<speak>Здравствуйте.</speak>', 'set-queue'),
      setQueue('set-queue', 'set-hold'),
      setHook('set-hold', 'CustomerQueue', 'set-whisper'),
      setHook('set-whisper', 'AgentWhisper', 'enqueue'),
      enqueue('enqueue', 'sorry'),
      say('sorry', '<speak>Извините.</speak>', 'bye'),
      hangUp('bye'),
    ];
    expect(await breaksOf(entry, flow)).toEqual({ voicesFitWords: 'welcome is read by Joanna: "Здравствуйте."' });
    expect(await breaksOf(entry, [setVoice('voice', 'Tatyana', 'welcome'), ...flow])).toEqual({});
  });
});

describe('a telephone number that gets out is found', () => {
  const flow = (value: string) => [
    setLogging('logging', 'Disabled', 'number'),
    askDigits('number', 'note'),
    note('note', { holdfree_number: value }, 'bye'),
    hangUp('bye'),
  ];

  test('as it was keyed', async () => {
    const { numbersStayPrivate } = await breaksOf('callback', flow('$.StoredCustomerInput'));
    expect(numbersStayPrivate).toBe('a telephone number was written: attributes');
  });

  test('as Connect presents it', async () => {
    const { numbersStayPrivate } = await breaksOf('callback', flow('called $.CustomerEndpoint.Address'));
    expect(numbersStayPrivate).toBe('a telephone number was written: attributes');
  });

  test('not the word for one', async () => {
    const { numbersStayPrivate = 'none' } = await breaksOf('callback', flow('keyed'));
    expect(numbersStayPrivate).toBe('none');
  });
});

describe('a log of what is keyed is found', () => {
  const flow = (behavior: 'Enabled' | 'Disabled') => [
    setLogging('logging', behavior, 'number'),
    askDigits('number', 'sorry'),
    say('sorry', '<speak>Sorry.</speak>', 'bye'),
    hangUp('bye'),
  ];

  test('where it was begun, and where nobody stopped it', async () => {
    const logged = { keyedNumbersAreNotLogged: 'what is keyed at number is logged' };
    expect(await breaksOf('callback', flow('Enabled'))).toEqual(logged);
    expect(await breaksOf('callback', flow('Enabled').slice(1))).toEqual(logged);
  });

  test('not where it was stopped', async () => {
    expect(await breaksOf('callback', flow('Disabled'))).toEqual({});
  });
});

describe('an answer of ours that is not what was agreed is found', () => {
  const [configured] = walkedPolicies();

  /** A walk on which our own function answered, as if it had answered this. */
  async function walkAnswered(payload: string): Promise<Walk> {
    if (configured === undefined) throw new Error('no policy is walked');
    const { flows, policy } = configured;
    const walk = await walkFlow({ flows, policy, key: 'task', seed: 1 });
    const question = { operation: 'task_ready', source: 'ivr', payload } as const;
    return { ...walk, steps: walk.steps.map((step) => ({ ...step, questions: [question] })) };
  }

  test.each([
    ['an outcome', '{"outcome":"perhaps"}', 'with the outcome perhaps'],
    ['no outcome', '{"ageSet":"yes"}', 'with the outcome undefined'],
    ['a field', '{"outcome":"ready","queueId":"q"}', 'queueId: "q"'],
    ['an empty value', '{"outcome":"ready","ageSet":""}', 'ageSet: ""'],
    ['a value that is no text', '{"outcome":"ready","ageSet":true}', 'ageSet: true'],
    ['a prompt', '{"outcome":"ready","say_story":"<speak>a</speak>"}', 'say_story: "<speak>a</speak>"'],
  ])('%s', async (_what, payload, problem) => {
    const breaks = checkWalk(await walkAnswered(payload));
    expect(breaks.map(({ invariant, reason }) => [invariant, reason])).toContainEqual([
      'answersAreAgreed',
      `task_ready answered ${problem}`,
    ]);
  });

  test.each(['{"outcome":"ready","ageSet":"yes"}', '{"outcome":"unknown_callback"}', '{"outcome":"unavailable"}'])(
    'not %s',
    async (payload) => {
      expect(checkWalk(await walkAnswered(payload))).toEqual([]);
    },
  );
});
