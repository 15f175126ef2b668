import type { LiveLine } from './live-line';

/** A terminal whose keys come one by one, as `process.stdin` is. */
export interface Keyboard {
  readonly setRawMode: (isRaw: boolean) => unknown;
  readonly setEncoding: (encoding: 'utf8') => unknown;
  readonly on: (event: 'data', listener: (keys: string) => void) => unknown;
  readonly off: (event: 'data', listener: (keys: string) => void) => unknown;
  readonly resume: () => unknown;
  readonly pause: () => unknown;
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const ESCAPE = '\u001B';

/** Lets a keyboard work a telephone, until the function that it gives is called. */
export function connectKeyboard(keyboard: Keyboard, line: LiveLine): () => void {
  // One thing after another: keys must arrive in the order in which they were pressed.
  let work = Promise.resolve();
  const then = (act: () => Promise<void>): void => {
    work = work.then(act);
  };
  function onKey(key: string): void {
    if (/^[0-9*#]$/.test(key)) return then(() => line.press(key));
    switch (key.toLowerCase()) {
      case 'h':
        return then(() => line.act('hang-up'));
      case 'a':
        return then(() => line.act('answer'));
      case 'd':
        return then(() => line.act('decline'));
      case 'q':
      case CTRL_C:
      case CTRL_D:
        return line.leave();
    }
  }
  const onData = (keys: string): void => {
    // An arrow sends the letter A after an escape, and must not pick up.
    if (!keys.startsWith(ESCAPE)) keys.split('').forEach(onKey);
  };
  // Without an echo: what was pressed is told when it was heard.
  keyboard.setRawMode(true);
  keyboard.setEncoding('utf8');
  keyboard.on('data', onData);
  keyboard.resume();
  return () => {
    keyboard.off('data', onData);
    keyboard.setRawMode(false);
    keyboard.pause();
  };
}
