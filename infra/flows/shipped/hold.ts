import { queueByName, type QueuePolicy } from '../../../lib/core/policy/policy';
import { attribute, noteStage } from '../build/contact';
import { choose, endFlow, invoke } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { ask, hangUp, playOn, say } from '../build/participant';
import { answered } from '../build/prompt';
import { toOtherQueue } from '../build/queue';
import { menu } from '../parts/menu';
import { proposal } from '../parts/proposal';
import type { Scene } from '../parts/scene';
import { fixedPrompt, inTheirLanguage, sayFixed, speakLanguage } from '../parts/spoken-language';
import { flowKey, type FlowDeployment } from './deployment';

/**
 * What a holder hears: music, and every so often where they stand and the offer of a callback, without leaving the
 * queue. Whatever fails, the music goes on.
 */
export function holdFlow(queue: QueuePolicy, deployment: FlowDeployment): FlowDraft {
  const { name, languages } = queue;
  const scene: Scene = { asker: { ivrArn: deployment.ivrArn, queue: name }, languages };
  return {
    key: flowKey('hold', name),
    name: `Holdfree hold: ${name}`,
    description: 'Music, position and expected wait, the offer of a callback, and the longest hold.',
    type: 'CUSTOMER_QUEUE',
    start: 'speak',
    actions: [
      ...speakLanguage('speak', attribute('language'), languages, 'music'),
      ...music(queue),
      endFlow('silence'),
      invoke('where', scene.asker, { operation: 'where_am_i' }, { next: 'say-or-ask', failed: 'music' }),
      choose('say-or-ask', '$.External.next', sayOrAsk(queue), 'music'),
      say('tell', answered('where'), 'music'),
      ...offer(queue),
      ...limit(queue, deployment),
      ...(queue.hold.isOfferMade || queue.hold.atLongest === 'offer'
        ? proposal(scene, { back: 'music', failed: 'music' }, ['book'])
        : []),
    ],
  };
}

function hasLimit({ hold }: QueuePolicy): boolean {
  return hold.longestMs !== undefined;
}

function sayOrAsk(queue: QueuePolicy): Readonly<Record<string, string>> {
  return {
    tell: 'tell',
    ...(queue.hold.isOfferMade ? { offer: 'offer' } : {}),
    ...(hasLimit(queue) ? { limit: 'note-limit' } : {}),
  };
}

function music({ hold, languages }: QueuePolicy): readonly ActionDraft[] {
  const to = { interruptSeconds: hold.interruptMs / 1000, interrupted: 'where', failed: 'silence' };
  const { musicPromptId } = hold;
  if (musicPromptId !== undefined) return [playOn('music', [{ PromptId: musicPromptId }], to)];
  return inTheirLanguage('music', languages, (id, code) => playOn(id, [fixedPrompt(code, 'hold_music')], to));
}

function offer({ hold }: QueuePolicy): readonly ActionDraft[] {
  if (!hold.isOfferMade) return [];
  return [
    ask('offer', answered('hold_offer'), {
      keys: { '1': 'book' },
      silence: 'music',
      otherKey: 'offer-wrong',
      failed: 'music',
    }),
    say('offer-wrong', answered('invalid_key'), 'music'),
  ];
}

/** The longest hold: noted as missed, whatever then becomes of the caller. */
function limit(queue: QueuePolicy, deployment: FlowDeployment): readonly ActionDraft[] {
  if (!hasLimit(queue)) return [];
  const bye = [...sayFixed('limit-message', 'unavailable', queue.languages, 'limit-bye'), hangUp('limit-bye')];
  const { atLongest, overflowQueue } = queue.hold;
  const other = queueByName(deployment.policy, overflowQueue ?? '');
  if (atLongest === 'queue' && other !== undefined) {
    return [
      noteStage('note-limit', 'hold_limit', 'say-transfer'),
      say('say-transfer', answered('limit_transfer'), 'other-queue'),
      toOtherQueue('other-queue', deployment.queueArn(other.queueId), 'music'),
    ];
  }
  if (atLongest === 'message') {
    return [
      noteStage('note-limit', 'hold_limit', 'say-limit'),
      say('say-limit', answered('limit_message'), 'limit-bye'),
      hangUp('limit-bye'),
    ];
  }
  return [
    noteStage('note-limit', 'hold_limit', 'last-offer'),
    ...menu('last-offer', answered('last_offer'), {
      keys: { '1': 'book' },
      giveUp: 'limit-message',
      failed: 'limit-message',
    }),
    ...bye,
  ];
}
