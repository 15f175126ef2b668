import type { FlowLeg } from '../../connect/types';
import { hangUpOnPaper } from '../paper/paper-leg';
import type { Said, Telephone } from '../runner/types';
import type { Aim } from './aim';
import type { Draws } from './draws';
import { conditionIndex } from './flow-map';
import type { Visit } from './visit';

/** After so many keys a caller falls silent: whoever goes on pressing for ever keeps any flow going. */
const KEYS_MAX = 300;

/** What is stored where nothing was keyed, if anything is. */
const SILENCE_AS_INPUT = 'Timeout';

/** How long it takes to find a key, at most. Milliseconds. */
const REACTION_MS_MAX = 6_000;

const goodNumbers = ['01632960123#', '441632960177#', '07700900123#', '00441632960001#', '0163*01632960123#'];
const badNumbers = ['#', '12#', '0#', '1632', '999999999999999999999', '*#', '4416329601234567890#', '5'];
const otherKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];

/** The telephone of a caller who mostly presses what is asked for, and otherwise anything, nothing, or the red button. */
export function createRestlessTelephone(options: {
  readonly draws: Draws;
  readonly visit: () => Visit;
  readonly aim: Aim | undefined;
  readonly isPatient: boolean;
  readonly heard: (said: Said) => void;
  readonly pressed: (key: string) => void;
}): Telephone {
  const { draws, isPatient } = options;
  const restlessness = draws.one([0, 0.1, 0.3]);
  // A machine, or a telephone that was put down beside its cradle.
  const isDead = options.aim === undefined && draws.isTrue(0.12);
  let keys: Said['keys'] = [];
  let digitsLeft: string[] | undefined;
  let pressedSoFar = 0;

  function nextKey(): string {
    const { flow, actionId, wanted } = options.visit();
    if (isDead || pressedSoFar >= KEYS_MAX) return 'none';
    if (!isPatient && draws.isTrue(0.02)) return 'gone';
    if (keys === 'digits') {
      const isSilent = options.aim?.valuesAfter(flow, actionId).get('$.StoredCustomerInput') === SILENCE_AS_INPUT;
      digitsLeft ??= drawDigits(isSilent ? 'error:' : wanted, draws).split('');
      return digitsLeft.shift() ?? 'none';
    }
    return menuKey(keys, wanted);
  }

  function menuKey(known: readonly string[], wanted: string | undefined): string {
    const others = otherKeys.filter((key) => !known.includes(key));
    const key = known[conditionIndex(wanted) ?? -1];
    if (key !== undefined) return key;
    if (wanted === 'error:InputTimeLimitExceeded') return 'none';
    if (wanted === 'error:NoMatchingCondition') return draws.one(others);
    if (!draws.isTrue(restlessness) && known.length > 0) return draws.one(known);
    return draws.isTrue(0.5) ? 'none' : draws.one(otherKeys);
  }

  async function press(leg: FlowLeg, withinMs: number): Promise<string> {
    const key = nextKey();
    if (key === 'gone') {
      hangUpOnPaper(leg);
      return 'gone';
    }
    const afterMs = key === 'none' ? withinMs : draws.whole(0, Math.min(withinMs, REACTION_MS_MAX));
    if ((await leg.wait(afterMs)) === 'gone') return 'gone';
    if (key === 'none') return 'none';
    pressedSoFar += 1;
    options.pressed(key);
    return key;
  }

  return {
    hears: (said) => {
      keys = said.keys;
      digitsLeft = undefined;
      options.heard(said);
    },
    press,
  };
}

/** Keys for input that is stored; none at all is silence. */
function drawDigits(wanted: string | undefined, draws: Draws): string {
  if (wanted?.startsWith('error:') === true) return '';
  if (wanted === 'next') return draws.one(goodNumbers);
  const kind = draws.weighted({ good: 6, bad: 3, silence: 1 });
  if (kind === 'silence') return '';
  return draws.one(kind === 'good' ? goodNumbers : badNumbers);
}
