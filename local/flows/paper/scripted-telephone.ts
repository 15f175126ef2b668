import type { Said, Telephone } from '../runner/types';
import { hangUpOnPaper } from './paper-leg';

/** A telephone that keeps what was heard and pressed. */
export interface ScriptedTelephone extends Telephone {
  readonly heard: readonly Said[];
  readonly pressed: readonly string[];
}

/** How long it takes to find a key. */
const keyMs = 1_000;

/**
 * Presses one key each time it is asked for one: a single key for a menu, several in one text, such as `01632960123#`,
 * for input to be stored. `silence` lets one such time pass, `hangup` ends the call, and after the last key is silence.
 */
export function scriptedTelephone(keys: readonly string[]): ScriptedTelephone {
  const left = keys.flatMap((entry) => (entry === 'silence' || entry === 'hangup' ? [entry] : entry.split('')));
  const heard: Said[] = [];
  const pressed: string[] = [];
  return {
    heard,
    pressed,
    hears: (said) => {
      heard.push(said);
    },
    press: async (leg, withinMs) => {
      const key = left.shift() ?? 'silence';
      if (key === 'hangup') {
        hangUpOnPaper(leg);
        return 'gone';
      }
      const isSilent = key === 'silence' || withinMs < keyMs;
      if ((await leg.wait(isSilent ? withinMs : keyMs)) === 'gone') return 'gone';
      if (isSilent) return 'none';
      pressed.push(key);
      return key;
    },
  };
}
