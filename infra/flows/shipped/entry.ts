import type { QueuePolicy } from '../../../lib/core/policy/policy';
import { note, noteStage, setHook } from '../build/contact';
import { atMost, choose, invoke, toFlow } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { ask, hangUp, say } from '../build/participant';
import { answered } from '../build/prompt';
import { checkHours, setQueue, toQueue } from '../build/queue';
import { introduction } from '../parts/introduction';
import { menu } from '../parts/menu';
import { proposal } from '../parts/proposal';
import { returning } from '../parts/returning';
import type { Scene } from '../parts/scene';
import { sayFixed } from '../parts/spoken-language';
import { flowKey, type FlowDeployment } from './deployment';

/**
 * Where a queue's callers come in. The target queue is set before the first question to a function, so that whatever
 * fails, the caller gets into it.
 */
export function entryFlow(queue: QueuePolicy, deployment: FlowDeployment): FlowDraft {
  const { name, languages } = queue;
  const scene: Scene = { asker: { ivrArn: deployment.ivrArn, queue: name }, languages, ageBy: deployment.policy.ageBy };
  return {
    key: flowKey('entry', name),
    name: `Holdfree entry: ${name}`,
    description: 'Language, welcome, hours, who is this, the offer of a callback, and into the queue.',
    type: 'CONTACT_FLOW',
    start: 'set-queue',
    actions: [
      setQueue('set-queue', deployment.queueArn(queue.queueId), { next: 'set-hold' }),
      setHook('set-hold', 'CustomerQueue', deployment.flowId(flowKey('hold', name)), { next: 'set-whisper' }),
      setHook('set-whisper', 'AgentWhisper', deployment.flowId('agent-whisper'), { next: 'note-entered' }),
      note('note-entered', { queueName: name, stage: 'entered', prompt: 'none' }, { next: 'metrics' }),
      ...introduction(scene, { next: 'note-welcome', failed: 'hours-unaided' }),
      noteStage('note-welcome', 'welcome', 'welcome', 'welcome'),
      say('welcome', answered('welcome'), 'hours'),
      checkHours('hours', { open: 'way-on', closed: 'note-closed', failed: 'way-on' }),
      noteStage('note-closed', 'closed', 'after-hours', 'none'),
      toFlow('after-hours', deployment.flowId(flowKey('after-hours', name)), 'closed-unaided'),
      ...wayOn(queue, scene),
      ...returning(scene, { ...(queue.hold.isAllowed ? { hold: 'queue' } : {}), failed: 'queue' }),
      ...proposal(scene, { back: queue.hold.isAllowed ? 'queue' : 'start-over', failed: 'queue' }, [
        'book',
        'change-number',
        'change-time',
      ]),
      ...intoQueue(scene),
      ...unaided(scene),
    ],
  };
}

/** The offer, where it is due. */
function wayOn(queue: QueuePolicy, { asker }: Scene): readonly ActionDraft[] {
  if (queue.hold.isAllowed) {
    return [
      choose('way-on', '$.External.next', { returning: 'returning', offer: 'note-offer' }, 'queue'),
      noteStage('note-offer', 'menu', 'offer', 'offer'),
      ask('offer', answered('offer'), {
        keys: { '1': 'book' },
        silence: 'queue',
        otherKey: 'offer-wrong',
        failed: 'queue',
      }),
      say('offer-wrong', answered('invalid_key'), 'offer-again'),
      ask('offer-again', answered('offer'), {
        keys: { '1': 'book' },
        silence: 'queue',
        otherKey: 'queue',
        failed: 'queue',
      }),
    ];
  }
  return [
    choose('way-on', '$.External.next', { returning: 'returning', offer_only: 'note-offer' }, 'queue'),
    noteStage('note-offer', 'menu', 'offer', 'offer_only'),
    ...menu('offer', answered('offer_only'), { keys: { '1': 'book' }, giveUp: 'not-wanted', failed: 'queue' }),
    say('not-wanted', answered('goodbye'), 'not-wanted-bye'),
    hangUp('not-wanted-bye'),
    // Where nobody holds, whoever goes back from a proposal is offered it once more.
    invoke('start-over', asker, { operation: 'who_is_this' }, { next: 'way-on', failed: 'queue' }),
  ];
}

/** A queue that takes nobody more still offers the callback, once; after that there is only the last resort. */
function intoQueue({ languages }: Scene): readonly ActionDraft[] {
  return [
    noteStage('queue', 'queued', 'enqueue', 'hold_music'),
    toQueue('enqueue', { full: 'note-not-queued', failed: 'note-not-queued' }),
    noteStage('note-not-queued', 'routing_failed', 'first-time', 'at_capacity'),
    atMost('first-time', 1, { again: 'full', enough: 'no-way' }),
    ...sayFixed('full', 'at_capacity', languages, 'book'),
    ...sayFixed('no-way', 'unavailable', languages, 'no-way-bye'),
    hangUp('no-way-bye'),
  ];
}

/** No function answers: by the queue's hours alone. */
function unaided({ languages }: Scene): readonly ActionDraft[] {
  return [
    checkHours('hours-unaided', { open: 'queue', closed: 'note-closed-unaided', failed: 'queue' }),
    noteStage('note-closed-unaided', 'closed', 'closed-unaided', 'closed_unaided'),
    ...sayFixed('closed-unaided', 'closed_unaided', languages, 'closed-bye'),
    hangUp('closed-bye'),
  ];
}
