import { attribute, noteStage, setHook } from '../build/contact';
import { choose, invoke } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { ask, hangUp, say } from '../build/participant';
import { answered } from '../build/prompt';
import { setQueue, toQueue } from '../build/queue';
import { ageLadder } from '../parts/age-ladder';
import { proposal } from '../parts/proposal';
import { cancellation } from '../parts/returning';
import type { Scene } from '../parts/scene';
import { fixedPrompt, inTheirLanguage, sayFixed, speakLanguage } from '../parts/spoken-language';
import { sharedScene, type FlowDeployment } from './deployment';

/**
 * What our dials begin with. Only who presses 1 gets into the queue, so that neither silence nor a voicemail ever
 * reaches an agent. The queue comes from the dial's own attributes: no function is needed to reach it.
 */
export function callbackFlow(deployment: FlowDeployment): FlowDraft {
  const scene = sharedScene(deployment);
  return {
    key: 'callback',
    name: 'Holdfree callback',
    description: 'Greets the caller who was called back: talk now, be called later, cancel, never be called.',
    type: 'CONTACT_FLOW',
    start: 'set-queue',
    actions: [
      setQueue('set-queue', attribute('queueId'), { next: 'set-hold' }),
      setHook('set-hold', 'CustomerQueue', deployment.flowId('callback-hold'), { next: 'set-whisper' }),
      setHook('set-whisper', 'AgentWhisper', deployment.flowId('agent-whisper'), { next: 'speak' }),
      ...speakLanguage('speak', attribute('language'), scene.languages, 'greet'),
      ...greeting(scene),
      ...ready(scene),
      ...proposal(scene, { back: 'greet-again', failed: 'greeting-unaided', noTime: 'greet-again' }, ['change-time']),
      ...cancellation(scene, { tooLate: 'greeting-unaided', failed: 'greeting-unaided' }),
      ...optOut(scene),
    ],
  };
}

const keys = { '1': 'answered', '2': 'change-time', '3': 'cancel', '9': 'opt-out' };

/** Enter at `greet`. Ends at a key, or at silence, which is a failed attempt. */
export function greeting({ asker, languages }: Scene): readonly ActionDraft[] {
  return [
    ...greet('greet', asker, 'greeting'),
    ask('greeting', answered('greeting'), {
      keys,
      silence: 'greeting-again',
      otherKey: 'greeting-wrong',
      failed: 'greeting-unaided',
    }),
    say('greeting-wrong', answered('invalid_key'), 'greeting-again'),
    ...greet('greet-again', asker, 'greeting-again'),
    ask('greeting-again', answered('greeting_again'), {
      keys,
      silence: 'nobody',
      otherKey: 'nobody',
      failed: 'greeting-unaided',
    }),
    ...inTheirLanguage('greeting-unaided', languages, (id, code) =>
      ask(id, fixedPrompt(code, 'greeting_unaided'), {
        keys: { '1': 'answered' },
        silence: 'nobody',
        otherKey: 'nobody',
        failed: 'nobody',
      }),
    ),
    noteStage('nobody', 'voicemail', 'nobody-bye', 'greeting_again'),
    hangUp('nobody-bye'),
    say('goodbye', answered('goodbye'), 'goodbye-bye'),
    hangUp('goodbye-bye'),
  ];
}

function greet(id: string, asker: Scene['asker'], next: string): readonly ActionDraft[] {
  return [
    invoke(id, asker, { operation: 'greet' }, { next: `${id}-or-not`, failed: 'greeting-unaided' }),
    choose(`${id}-or-not`, '$.External.outcome', { ask: next, goodbye: 'goodbye' }, 'greeting-unaided'),
  ];
}

/** Pressed 1: the age of the place, and into the queue. */
function ready({ asker, languages, ageBy }: Scene): readonly ActionDraft[] {
  const age = ageLadder(ageBy, 'queue');
  return [
    invoke('answered', asker, { operation: 'answered' }, { next: 'still-wanted', failed: 'queue' }),
    choose('still-wanted', '$.External.outcome', { goodbye: 'goodbye', connect: age.enter }, 'queue'),
    ...age.actions,
    noteStage('queue', 'queued', 'enqueue', 'connecting'),
    toQueue('enqueue', { full: 'note-not-queued', failed: 'note-not-queued' }),
    noteStage('note-not-queued', 'routing_failed', 'no-way', 'unavailable'),
    ...sayFixed('no-way', 'unavailable', languages, 'no-way-bye'),
    hangUp('no-way-bye'),
  ];
}

/** Enter at `opt-out`. */
export function optOut({ asker }: Scene): readonly ActionDraft[] {
  return [
    invoke('opt-out', asker, { operation: 'opt_out' }, { next: 'opted-out', failed: 'greeting-unaided' }),
    choose('opted-out', '$.External.outcome', { opted_out: 'note-opted-out' }, 'greeting-unaided'),
    noteStage('note-opted-out', 'opted_out', 'say-opted-out', 'opted_out'),
    say('say-opted-out', answered('opted_out'), 'opted-out-bye'),
    hangUp('opted-out-bye'),
  ];
}
