import { ask, choose, everyBreakOf, hangUp, invoke, note, queue, say } from './planted-flow';

const key = `after-hours-${queue}`;
const said = (id: string, prompt: string, next: string) => say(id, `$.External.say_${prompt}`, next);
const sorry = say('sorry', '<speak>We are sorry.</speak>', 'bye');

/** A caller hears where the callback stands, cancels it by key 4, is told so, and the call is over. */
const sound = [
  invoke('who', 'who_is_this', 'menu', 'sorry'),
  ask('menu', { '4': 'cancel' }, 'sorry', { words: '$.External.say_returning' }),
  invoke('cancel', 'cancel', 'cancelling', 'sorry'),
  choose('cancelling', '$.External.outcome', { cancelled: 'note', ending: 'note' }, 'sorry'),
  note('note', { holdfree_stage: 'cancelled_callback' }, 'tell'),
  said('tell', 'cancelled', 'bye'),
  sorry,
  hangUp('bye'),
];

type Flow = typeof sound;

/** The same flow with one action in the place of another, and others added. */
function changed(change: Flow[number], ...added: Flow): Flow {
  return [...sound.map((action) => (action.Identifier === change.Identifier ? change : action)), ...added];
}

test('a flow that does what it says breaks none of these promises', async () => {
  // Nobody but a caller with a callback has the prompt of its menu.
  const { promptsAreThere: _, ...breaks } = await everyBreakOf(key, sound);
  expect(breaks).toEqual({});
});

test.each<[string, string, Flow, string]>([
  [
    'a key that leads elsewhere than the words said',
    'keysDoAsTheWordsSay',
    changed(
      ask('menu', { '4': 'slots' }, 'sorry', { words: '$.External.say_returning' }),
      invoke('slots', 'slots', 'sorry', 'sorry'),
    ),
    'key 4 at menu led to slots, and not to cancel',
  ],
  [
    'a key that leads to nothing',
    'keysDoAsTheWordsSay',
    changed(ask('menu', { '4': 'sorry' }, 'sorry', { words: '$.External.say_returning' })),
    'key 4 at menu led to no question, and not to cancel',
  ],
  [
    'a key that leads to another menu',
    'keysDoAsTheWordsSay',
    changed(
      ask('menu', { '4': 'again' }, 'sorry', { words: '$.External.say_returning' }),
      ask('again', { '1': 'cancel' }, 'sorry'),
    ),
    'key 4 at menu led to again, and not to cancel',
  ],
  [
    'a choice that nobody hears of',
    'choicesAreHeard',
    changed(ask('menu', { '1': 'bye' }, 'sorry', { words: '$.External.say_returning' })),
    'the call was ended without a word on the key at menu',
  ],
  [
    'a callback that is cancelled unasked',
    'deedsAreWished',
    changed(ask('menu', { '4': 'cancel' }, 'cancel', { words: '$.External.say_returning' })),
    'cancel was asked after no key',
  ],
  [
    'a callback that is cancelled by the wrong key',
    'deedsAreWished',
    changed(ask('menu', { '1': 'cancel' }, 'sorry', { words: '$.External.say_returning' })),
    'cancel was asked after key 1 at menu',
  ],
  [
    'a cancelling of which nothing is said',
    'deedsAreTold',
    changed(note('note', { holdfree_stage: 'cancelled_callback' }, 'bye')),
    'cancel was done, and nothing was said',
  ],
  [
    'a cancelling of which something else is said',
    'deedsAreTold',
    changed(said('tell', 'too_late', 'bye')),
    'cancel was done, and tell was said',
  ],
  [
    'a cancelling that is not noted',
    'deedsAreTold',
    changed(note('note', { holdfree_stage: 'menu' }, 'tell')),
    'cancel was done, and it was not noted',
  ],
  [
    'a cancelling after which the call goes on',
    'deedsAreTold',
    changed(said('tell', 'cancelled', 'who')),
    'cancel was done, and the call went on',
  ],
])('%s is found', async (_what, invariant, flow, reason) => {
  expect((await everyBreakOf(key, flow, reason))[invariant]).toContain(reason);
});
