import type { FlowLeg } from '../connect/types';
import type { Said, Telephone } from '../flows/runner/types';
import type { Person } from './person';

/** The keys that a person presses, by the menu that asks; no key is silence. */
function keyFor(person: Person, menu: string): string | undefined {
  if (menu.startsWith('language-menu')) return '1';
  switch (menu.replace(/-again$/, '')) {
    case 'summary':
    case 'slot-menu':
      return '1';
    case 'offer':
    case 'last-offer':
    case 'closed-menu':
      return person.acceptsOffer ? '1' : undefined;
    case 'returning-menu':
    case 'returning':
      return { keep: '1', cancel: '4', hold: undefined }[person.whenCallbackOpen];
    default:
      return undefined;
  }
}

/** Menus of a call that we made, in any language. */
const greetings = /^greeting/;

/** The telephone of a simulated person: listens to nothing but knows every menu of ours, and takes a while to press. */
export function createKeypad(options: {
  readonly person: Person;
  /** Neither a machine nor somebody who does not react ever presses a key. */
  readonly isMachine: boolean;
  /** From the beginning of a menu to the key, milliseconds. */
  readonly reactionMs: number;
  readonly startedAtMs: number;
}): Telephone {
  const { person, isMachine, reactionMs, startedAtMs } = options;
  let menu: Said | undefined;
  let hasPressed = false;

  function plan(leg: FlowLeg): { readonly key: string; readonly afterMs: number } | undefined {
    // Each menu gets one key: a menu that stores what is keyed would otherwise be given digits without end.
    if (menu === undefined || isMachine || hasPressed || menu.keys === 'digits') return undefined;
    if (greetings.test(menu.action)) {
      if (person.pressesAfterMs === undefined) return undefined;
      return { key: '1', afterMs: Math.max(0, startedAtMs + person.pressesAfterMs - leg.nowMs()) };
    }
    const key = keyFor(person, menu.action);
    return key === undefined ? undefined : { key, afterMs: reactionMs };
  }

  return {
    hears: (said) => {
      menu = said;
      hasPressed = false;
    },
    press: async (leg, withinMs) => {
      const planned = plan(leg);
      const isInTime = planned !== undefined && planned.afterMs <= withinMs;
      if ((await leg.wait(isInTime ? planned.afterMs : withinMs)) === 'gone') return 'gone';
      if (!isInTime) return 'none';
      hasPressed = true;
      return planned.key;
    },
  };
}
