import { writeKeyItem, type KeyItem } from '../call/key-script';
import type { SteppedClock, Timer } from '../clock/stepped-clock';
import type { Said, Telephone } from '../flows/runner/types';
import type { Hand, Line } from './hand';

/** From the beginning of a prompt to the key, from one digit to the next, and from ringing to picking up. */
const REACTION_MS = 3_000;
const NEXT_DIGIT_MS = 400;
const PICK_UP_MS = 3_000;

/** With the script used up, silence for this long ends the call. */
const SILENCE_MS = 10_000;

/** How long somebody goes on holding the line after a menu that nothing is keyed at. */
const AFTER_MENU_MS = 1_000;

export interface ScriptHandOptions {
  readonly clock: SteppedClock;
  readonly line: Line;
  readonly items: readonly KeyItem[];
  /** Stays on the line after the last item, and at the telephone after the call. */
  readonly isStaying: boolean;
  /** How long a prompt lasts, by its words. */
  readonly speechMs: (text: string) => number;
}

interface ScriptState {
  readonly left: KeyItem[];
  menu: Said | undefined;
  /** Of an item with several keys: those that are still to be pressed. Undefined until a key was pressed at this menu. */
  digits: string | undefined;
}

/** Uses up one item at each prompt that wants keys, always after the same simulated time. */
export function createScriptHand(options: ScriptHandOptions): Hand {
  const { clock, line, isStaying, speechMs } = options;
  const state: ScriptState = { left: [...options.items], menu: undefined, digits: undefined };
  const { left } = state;
  const saysHowToAnswer = left.some(isAboutRinging);
  const silence = createSilence(clock, () => void line.hangUp());

  return {
    telephone: {
      hears: (said) => {
        state.menu = said;
        state.digits = undefined;
        // At a menu it is `press` that hangs up, when the prompt is over.
        const isListening = left.length === 0 && !isStaying && said.keys.length === 0;
        if (isListening) silence.expect(speechMs(said.text) + SILENCE_MS);
        else silence.broken();
      },
      press: pressOf(options, state, silence),
    },
    type: () => false,
    rings: () => {
      const [item] = left;
      if (item === undefined || !isAboutRinging(item)) return;
      clock.after(PICK_UP_MS, () => {
        // Used up before: what follows from it may ask whether anything is left.
        left.shift();
        const isDone = item.kind === 'answer' ? line.answer() : line.decline();
        if (!isDone) left.unshift(item);
      });
    },
    ringingOver: () => undefined,
    joined: silence.broken,
    ended: () => {
      silence.broken();
      // What only lets time pass, or ends a call, is not missed in one that is over.
      while (left[0]?.kind === 'wait' || left[0]?.kind === 'hangup') left.shift();
      const [item] = left;
      if (item === undefined) return isStaying && !saysHowToAnswer ? 'stay' : 'leave';
      if (isAboutRinging(item)) return 'stay';
      line.fail(`the call was over before these items were wanted: ${left.map(writeKeyItem).join(',')}`);
      return 'leave';
    },
  };
}

function isAboutRinging({ kind }: KeyItem): boolean {
  return kind === 'answer' || kind === 'decline';
}

/** One prompt that wants keys, and the next item. */
function pressOf(
  { line, isStaying, speechMs }: ScriptHandOptions,
  state: ScriptState,
  silence: Silence,
): Telephone['press'] {
  const { left } = state;

  const pressDigit: Telephone['press'] = async (leg, withinMs) => {
    const digit = state.digits?.slice(0, 1) ?? '';
    const isInTime = digit !== '' && NEXT_DIGIT_MS <= withinMs;
    if ((await leg.wait(isInTime ? NEXT_DIGIT_MS : withinMs)) === 'gone') return 'gone';
    state.digits = isInTime ? state.digits?.slice(1) : '';
    return isInTime ? digit : 'none';
  };

  const hangUpAfterPrompt: Telephone['press'] = async (leg, withinMs) => {
    const listenMs = speechMs(state.menu?.text ?? '') + AFTER_MENU_MS;
    if ((await leg.wait(Math.min(withinMs, listenMs))) === 'elapsed') line.hangUp();
    return 'gone';
  };

  function misfit(reason: string): 'gone' {
    line.fail(reason);
    return 'gone';
  }

  return async (leg, withinMs) => {
    if (state.digits !== undefined) return pressDigit(leg, withinMs);
    const [item] = left;
    if (item === undefined && !isStaying) return hangUpAfterPrompt(leg, withinMs);
    switch (item?.kind) {
      case 'keys':
        break;
      case 'hangup':
        left.shift();
        return hangUpAfterPrompt(leg, withinMs);
      case 'answer':
      case 'decline':
        return misfit(`${item.kind} is the next item, but nothing rings: a key is wanted`);
      case 'wait':
      case undefined:
        if ((await leg.wait(withinMs)) === 'gone') return 'gone';
        left.shift();
        return 'none';
    }
    const { keys } = item;
    if (keys.length > 1 && state.menu?.keys !== 'digits')
      return misfit(`${keys} is several keys, and this menu wants one`);
    if ((await leg.wait(Math.min(REACTION_MS, withinMs / 2))) === 'gone') return 'gone';
    left.shift();
    line.pressed(keys);
    state.digits = keys.slice(1);
    if (left.length === 0 && !isStaying) silence.expect(keys.length * NEXT_DIGIT_MS + SILENCE_MS);
    return keys.slice(0, 1);
  };
}

interface Silence {
  /** From now on, so long without a new prompt is too long. */
  readonly expect: (ms: number) => void;
  readonly broken: () => void;
}

function createSilence(clock: SteppedClock, isTooLong: () => void): Silence {
  let timer: Timer | undefined;
  const broken = (): void => {
    if (timer !== undefined) clock.cancel(timer);
    timer = undefined;
  };
  return {
    expect: (ms) => {
      broken();
      timer = clock.after(ms, isTooLong);
    },
    broken,
  };
}
