import { noteStage } from '../build/contact';
import { choose, invoke } from '../build/control';
import type { ActionDraft } from '../build/draft';
import { ask, hangUp, say } from '../build/participant';
import { answered } from '../build/prompt';
import { ageLadder } from './age-ladder';
import { menu } from './menu';
import type { Scene } from './scene';
import { sayFixed } from './spoken-language';

/**
 * For a caller with an open callback: where it stands, and what to do with it. Enter at `returning` with the answer to
 * `who_is_this` at hand. Where nobody can hold, staying silent keeps the callback.
 */
export function returning(
  scene: Scene,
  to: {
    /** Holds after all; absent where nobody can. */
    readonly hold?: string;
    readonly failed: string;
  },
): readonly ActionDraft[] {
  const { asker, ageBy } = scene;
  const { hold = 'keep', failed } = to;
  const age = ageLadder(ageBy, hold);
  const keys = { '1': 'keep', '2': 'change-number', '3': 'change-time', '4': 'cancel' };
  const question =
    to.hold === undefined
      ? menu('returning-menu', answered('returning'), { keys, giveUp: 'keep', failed: 'keep' })
      : [
          ask('returning-menu', answered('returning'), {
            keys,
            silence: 'rejoin',
            otherKey: 'returning-wrong',
            failed: 'rejoin',
          }),
          say('returning-wrong', answered('invalid_key'), 'returning-again'),
          ask('returning-again', answered('returning'), {
            keys,
            silence: 'rejoin',
            otherKey: 'rejoin',
            failed: 'rejoin',
          }),
          invoke('rejoin', asker, { operation: 'rejoin' }, { next: age.enter, failed: hold }),
          ...age.actions,
        ];
  return [
    noteStage('returning', 'menu', 'returning-menu', 'returning'),
    ...question,
    noteStage('keep', 'told_of_callback', 'say-kept', 'kept'),
    say('say-kept', answered('kept'), 'keep-bye'),
    hangUp('keep-bye'),
    ...cancellation(scene, { tooLate: to.hold ?? 'keep-bye', failed }),
  ];
}

/** Cancels, says so and ends the call; where that is not sure, it is said too. Enter at `cancel`. */
export function cancellation(
  { asker, languages }: Scene,
  to: { readonly tooLate: string; readonly failed: string },
): readonly ActionDraft[] {
  return [
    invoke('cancel', asker, { operation: 'cancel' }, { next: 'cancelling', failed: 'cancel-failed' }),
    choose(
      'cancelling',
      '$.External.outcome',
      { cancelled: 'note-cancelled', ending: 'note-cancelled', too_late: 'say-too-late' },
      'cancel-failed',
    ),
    ...sayFixed('cancel-failed', 'went_wrong', languages, to.failed),
    noteStage('note-cancelled', 'cancelled_callback', 'say-cancelled', 'cancelled'),
    say('say-cancelled', answered('cancelled'), 'cancelled-bye'),
    hangUp('cancelled-bye'),
    say('say-too-late', answered('too_late'), to.tooLate),
  ];
}
