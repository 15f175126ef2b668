import {
  ask,
  breaksOf,
  endFlow,
  enqueue,
  hangUp,
  invoke,
  music,
  note,
  queue,
  say,
  setHook,
  setQueue,
} from './planted-flow';

const sorry = '<speak>We are sorry.</speak>';

/** A flow of the kind that comes in, with nothing wrong in it. */
const soundEntry = [
  setQueue('set-queue', 'set-hold'),
  setHook('set-hold', 'CustomerQueue', 'set-whisper'),
  setHook('set-whisper', 'AgentWhisper', 'who'),
  invoke('who', 'who_is_this', 'menu', 'enqueue'),
  ask('menu', { '1': 'sorry' }, 'enqueue'),
  enqueue('enqueue', 'sorry'),
  say('sorry', sorry, 'bye'),
  hangUp('bye'),
];

/** A flow of a dial, with nothing wrong in it. */
const soundCallback = [
  setQueue('set-queue', 'set-hold'),
  setHook('set-hold', 'CustomerQueue', 'set-whisper'),
  setHook('set-whisper', 'AgentWhisper', 'greeting'),
  ask('greeting', { '1': 'enqueue' }, 'bye'),
  enqueue('enqueue', 'sorry'),
  say('sorry', sorry, 'bye'),
  hangUp('bye'),
];

const soundHold = [
  music('music', 'where', 'silence'),
  invoke('where', 'where_am_i', 'music', 'music'),
  endFlow('silence'),
];

/** The same flow with one action in the place of another. */
function withAction(flow: typeof soundEntry, changed: (typeof soundEntry)[number]): typeof soundEntry {
  return flow.map((action) => (action.Identifier === changed.Identifier ? changed : action));
}

test.each([
  ['entry', `entry-${queue}`, soundEntry, 'CONTACT_FLOW'],
  ['callback', 'callback', soundCallback, 'CONTACT_FLOW'],
  ['hold', `hold-${queue}`, soundHold, 'CUSTOMER_QUEUE'],
] as const)('a sound %s flow breaks no promise', async (_name, key, flow, type) => {
  expect(await breaksOf(key, flow, type)).toEqual({});
});

describe('an end that no call may come to is found', () => {
  test('an error without a branch', async () => {
    const flow = withAction(soundEntry, invoke('who', 'who_is_this', 'menu'));
    const { everyEndIsAnEnd } = await breaksOf(`entry-${queue}`, flow);
    expect(everyEndIsAnEnd).toBe('who has no way on for NoMatchingError');
  });

  test('a loop that never waits', async () => {
    const flow = [note('here', { a: 'b' }, 'there'), note('there', { a: 'b' }, 'here')];
    const { everyEndIsAnEnd } = await breaksOf('callback', flow);
    expect(everyEndIsAnEnd).toMatch(/^flow callback, action (here|there): it is in a loop that never waits$/);
  });

  test('an action that is not there', async () => {
    const flow = withAction(soundEntry, say('sorry', sorry, 'nowhere'));
    const { everyEndIsAnEnd } = await breaksOf(`entry-${queue}`, flow);
    expect(everyEndIsAnEnd).toBe(`flow entry-${queue}, action sorry: it leads to nowhere, which is not there`);
  });

  test('a menu that asks a silent caller for ever', async () => {
    const flow = withAction(soundCallback, ask('greeting', { '1': 'enqueue' }, 'greeting', { failed: 'bye' }));
    const { silenceEndsTheCall } = await breaksOf('callback', flow);
    expect(silenceEndsTheCall).toBe('a caller who fell silent was kept on the line, at greeting in the end');
  });

  test('an error branch that hangs up in silence', async () => {
    const flow = withAction(soundEntry, invoke('who', 'who_is_this', 'menu', 'bye'));
    const { nobodyIsDroppedInSilence } = await breaksOf(`entry-${queue}`, flow);
    expect(nobodyIsDroppedInSilence).toBe('the call was ended, and nothing was said in it');
  });

  test('hanging up without another word when a later function fails', async () => {
    const flow = [
      say('welcome', '<speak>Welcome.</speak>', 'set-queue'),
      ...withAction(soundEntry, invoke('who', 'who_is_this', 'menu', 'bye')),
    ];
    const { nobodyIsDroppedInSilence } = await breaksOf(`entry-${queue}`, flow);
    expect(nobodyIsDroppedInSilence).toBe('who failed, and the call was ended without another word');
  });

  test('a queue flow that ends although its music plays', async () => {
    const flow = [
      ...soundHold.filter(({ Identifier: id }) => id !== 'where'),
      invoke('where', 'where_am_i', 'music', 'silence'),
    ];
    const { holdersHaveMusic } = await breaksOf(`hold-${queue}`, flow, 'CUSTOMER_QUEUE');
    expect(holdersHaveMusic).toBe('the flow ended after where, and the music had not failed');
  });
});

describe('a caller who is queued, or is not, against what was promised is found', () => {
  test('a dial that is queued without key 1', async () => {
    const flow = withAction(soundCallback, ask('greeting', { '1': 'enqueue' }, 'enqueue'));
    const { onlyKeyOneIsQueued } = await breaksOf('callback', flow);
    expect(onlyKeyOneIsQueued).toMatch(/^a caller was queued who pressed (nothing|[02-9*#] at greeting last)$/);
  });

  test('a dial that is queued by another key', async () => {
    const flow = withAction(soundCallback, ask('greeting', { '1': 'enqueue', '2': 'enqueue' }, 'bye'));
    const { onlyKeyOneIsQueued } = await breaksOf('callback', flow);
    expect(onlyKeyOneIsQueued).toBe('a caller was queued who pressed 2 at greeting last');
  });

  test('key 1 that leads out of the call', async () => {
    const flow = withAction(soundCallback, ask('greeting', { '1': 'sorry' }, 'bye'));
    const { whoIsReadyIsQueued } = await breaksOf('callback', flow);
    expect(whoIsReadyIsQueued).toBe('a caller who pressed 1 at greeting was not queued');
  });

  test('a caller who is sent away because no function answers', async () => {
    const flow = withAction(soundEntry, invoke('who', 'who_is_this', 'menu', 'sorry'));
    const { unaidedCallersAreQueued } = await breaksOf(`entry-${queue}`, flow);
    expect(unaidedCallersAreQueued).toBe('no function answered, and the caller was not queued');
  });

  test('a caller who is sent away for saying nothing to the offer', async () => {
    const flow = withAction(soundEntry, ask('menu', { '1': 'sorry' }, 'bye', { failed: 'enqueue' }));
    const { silentCallersAreQueued } = await breaksOf(`entry-${queue}`, flow);
    expect(silentCallersAreQueued).toBe('a caller who pressed nothing was not queued');
  });

  test('a caller who is queued with nothing to hear', async () => {
    const flow = withAction(soundEntry, setQueue('set-queue', 'set-whisper'));
    const { queuedCallersAreProvidedFor } = await breaksOf(`entry-${queue}`, flow);
    expect(queuedCallersAreProvidedFor).toBe('a caller was queued without flows for the holding and for the agent');
  });

  test('a holder who is put out of a queue without a limit', async () => {
    const flow = [music('music', 'sorry', 'silence'), say('sorry', sorry, 'bye'), hangUp('bye'), endFlow('silence')];
    const { silentHoldersStay } = await breaksOf(`hold-${queue}`, flow, 'CUSTOMER_QUEUE');
    expect(silentHoldersStay).toBe('a holder who pressed nothing was put out of the queue by bye');
  });
});
