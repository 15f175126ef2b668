import { EventEmitter } from 'node:events';
import { connectKeyboard } from '../../../../local/call/keyboard';

/** A keyboard and a telephone that keep what was done to them. */
function connected() {
  const done: string[] = [];
  const keys = new EventEmitter();
  const keep = (name: string) => (value: boolean) => void done.push(`${name} ${value}`);
  const keyboard = {
    on: (event: 'data', listener: (text: string) => void) => keys.on(event, listener),
    off: (event: 'data', listener: (text: string) => void) => keys.off(event, listener),
    setRawMode: keep('raw'),
    setEncoding: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
  };
  let slowness = 20;
  // Each request takes less time than the one before, so that only waiting for them keeps their order.
  const slowly = (name: string) => async (value: string) => {
    for (let turn = (slowness -= 4); turn > 0; turn -= 1) await Promise.resolve();
    done.push(`${name} ${value}`);
  };
  const line = {
    events: async function* () {
      yield* [];
    },
    press: slowly('press'),
    act: slowly('act'),
    leave: () => void done.push('leave'),
  };
  return { done, disconnect: connectKeyboard(keyboard, line), type: (text: string) => void keys.emit('data', text) };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test('keys are pressed in their order, and letters work the telephone', async () => {
  const { done, type } = connected();
  type('1');
  type('#h');
  type('A');
  await settled();
  expect(done).toEqual(['raw true', 'press 1', 'press #', 'act hang-up', 'act answer']);
  type('d');
  await settled();
  expect(done.at(-1)).toBe('act decline');
});

test.each([
  ['q', 'q'],
  ['Q', 'Q'],
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s leaves', (_, key) => {
  const { done, type } = connected();
  type(key);
  expect(done).toEqual(['raw true', 'leave']);
});

test('other keys do nothing, arrows among them', async () => {
  const { done, type } = connected();
  type('x \r');
  type('\u001B[A');
  type('\u001B[D');
  await settled();
  expect(done).toEqual(['raw true']);
});

test('disconnecting gives the terminal back, and keys are heard no longer', async () => {
  const { done, disconnect, type } = connected();
  disconnect();
  type('1q');
  await settled();
  expect(done).toEqual(['raw true', 'raw false']);
});
