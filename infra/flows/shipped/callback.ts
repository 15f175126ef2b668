import { attribute, addAge, noteStage, setHook } from '../build/contact';
import { choose, invoke } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { ask, hangUp, say } from '../build/participant';
import { answered } from '../build/prompt';
import { setQueue, toQueue } from '../build/queue';
import { proposal } from '../parts/proposal';
import { cancellation } from '../parts/returning';
import type { Scene } from '../parts/scene';
import { fixedPrompt, inTheirLanguage, sayFixed, speakLanguage } from '../parts/spoken-language';
import { languagesOf, type FlowDeployment } from './deployment';

/**
 * What our dials begin with. Only who presses 1 gets into the queue, so that neither silence nor a voicemail ever
 * reaches an agent. The queue comes from the dial's own attributes: no function is needed to reach it.
 */
export function callbackFlow(deployment: FlowDeployment): FlowDraft {
  const languages = languagesOf(deployment.policy);
  const scene: Scene = { asker: { ivrArn: deployment.ivrArn, queue: attribute('queueName') }, languages };
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
      ...speakLanguage('speak', attribute('language'), languages, 'greet'),
      ...greeting(scene),
      ...ready(scene, deployment.policy.ageBy),
      ...proposal(scene, { back: 'greet-again', failed: 'greeting-unaided' }, ['change-time']),
      ...cancellation(scene.asker, { tooLate: 'greeting-unaided', failed: 'greeting-unaided' }),
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
    noteStage('nobody', 'voicemail', 'nobody-bye'),
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
function ready({ asker, languages }: Scene, ageBy: 'api' | 'ladder'): readonly ActionDraft[] {
  const aged = ageBy === 'api' ? 'say-connecting' : 'age';
  return [
    invoke('answered', asker, { operation: 'answered' }, { next: 'still-wanted', failed: 'queue' }),
    choose('still-wanted', '$.External.outcome', { goodbye: 'goodbye', connect: aged }, 'queue'),
    ...(ageBy === 'api' ? [] : ageLadder()),
    say('say-connecting', answered('connecting'), 'queue'),
    noteStage('queue', 'queued', 'enqueue'),
    toQueue('enqueue', { full: 'note-not-queued', failed: 'note-not-queued' }),
    noteStage('note-not-queued', 'routing_failed', 'no-way'),
    ...sayFixed('no-way', 'unavailable', languages, 'no-way-bye'),
    hangUp('no-way-bye'),
  ];
}

/** Ages that a block can set, seconds: a flow may only add a fixed one, so the nearest below the true age is taken. */
const ladderSeconds = [14_400, 7_200, 5_400, 3_600, 2_700, 1_800, 1_200, 900, 600, 420, 300, 180, 120, 60];

function ageLadder(): readonly ActionDraft[] {
  return [
    {
      ...choose('age', '$.External.ageSeconds', {}, 'say-connecting'),
      ways: ladderSeconds.map((seconds) => ({
        operator: 'NumberGreaterOrEqualTo',
        operand: String(seconds),
        to: `age-${seconds}`,
      })),
    },
    ...ladderSeconds.map((seconds) => addAge(`age-${seconds}`, seconds, 'say-connecting')),
  ];
}

/** Enter at `opt-out`. */
export function optOut({ asker }: Scene): readonly ActionDraft[] {
  return [
    invoke('opt-out', asker, { operation: 'opt_out' }, { next: 'opted-out', failed: 'greeting-unaided' }),
    choose('opted-out', '$.External.outcome', { opted_out: 'note-opted-out' }, 'greeting-unaided'),
    noteStage('note-opted-out', 'opted_out', 'say-opted-out'),
    say('say-opted-out', answered('opted_out'), 'opted-out-bye'),
    hangUp('opted-out-bye'),
  ];
}
