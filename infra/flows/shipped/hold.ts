import { queueByName, type QueuePolicy } from '../../../lib/core/policy/policy';
import { attribute, noteStage } from '../build/contact';
import { atMost, choose, endFlow, invoke } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { ask, hangUp, playOn, say } from '../build/participant';
import { answered } from '../build/prompt';
import { toOtherQueue } from '../build/queue';
import { menu } from '../parts/menu';
import { proposal } from '../parts/proposal';
import type { Scene } from '../parts/scene';
import { fixedPrompt, inTheirLanguage, sayFixed, speakLanguage } from '../parts/spoken-language';
import { flowKey, type FlowDeployment } from './deployment';

/** The other queue may be full: so often a caller is told of it and stays, then the position is said again. */
const PASSING_ON_MAX = 3;

/**
 * What a holder hears: music, and every so often where they stand and the offer of a callback, without leaving the
 * queue. Whatever fails, the music goes on.
 */
export function holdFlow(queue: QueuePolicy, deployment: FlowDeployment): FlowDraft {
  const { name, languages } = queue;
  const scene: Scene = { asker: { ivrArn: deployment.ivrArn, queue: name }, languages };
  const other = overflowOf(queue, deployment);
  return {
    key: flowKey('hold', name),
    name: `Holdfree hold: ${name}`,
    description: 'Music, position and expected wait, the offer of a callback, and the longest hold.',
    type: 'CUSTOMER_QUEUE',
    start: 'speak',
    actions: [
      ...speakLanguage('speak', attribute('language'), languages, 'music'),
      ...music(queue, other === undefined ? 'where' : 'passed-on'),
      endFlow('silence'),
      ...passedOn(other),
      invoke('where', scene.asker, { operation: 'where_am_i' }, { next: 'say-or-ask', failed: 'music' }),
      choose('say-or-ask', '$.External.next', sayOrAsk(queue), 'music'),
      say('tell', answered('where'), 'music'),
      ...offer(queue),
      ...limit(queue, deployment, other),
      ...(queue.hold.isOfferMade || (hasLimit(queue) && queue.hold.atLongest === 'offer')
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
    ...(hasLimit(queue) ? { limit: 'limit' } : {}),
  };
}

/** Whatever becomes of a recording that was chosen, there is always something to hear. */
function music({ hold, languages }: QueuePolicy, interrupted: string): readonly ActionDraft[] {
  const to = { interruptSeconds: hold.interruptMs / 1000, interrupted };
  const spoken = (id: string) =>
    inTheirLanguage(id, languages, (one, code) =>
      playOn(one, [fixedPrompt(code, 'hold_music')], { ...to, failed: 'silence' }),
    );
  const { musicPromptId } = hold;
  if (musicPromptId === undefined) return spoken('music');
  return [playOn('music', [{ PromptId: musicPromptId }], { ...to, failed: 'spoken' }), ...spoken('spoken')];
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

/** The queue to which a caller is passed on after the longest hold. */
function overflowOf({ hold }: QueuePolicy, { policy }: FlowDeployment): QueuePolicy | undefined {
  const { longestMs, atLongest, overflowQueue = '' } = hold;
  return longestMs === undefined || atLongest !== 'queue' ? undefined : queueByName(policy, overflowQueue);
}

/** This flow goes with a caller into the other queue, where no line of this one is theirs, and nobody passes them on. */
function passedOn(other: QueuePolicy | undefined): readonly ActionDraft[] {
  if (other === undefined) return [];
  const isThere = { operator: 'TextEndsWith', operand: other.queueId, to: 'music' };
  return [{ ...choose('passed-on', '$.Queue.ARN', {}, 'where'), ways: [isThere] }];
}

/** The longest hold: noted as missed, whatever then becomes of the caller. */
function limit(queue: QueuePolicy, deployment: FlowDeployment, other: QueuePolicy | undefined): readonly ActionDraft[] {
  if (!hasLimit(queue)) return [];
  const bye = [...sayFixed('limit-message', 'unavailable', queue.languages, 'limit-bye'), hangUp('limit-bye')];
  if (other !== undefined) {
    return [
      atMost('limit', PASSING_ON_MAX, { again: 'note-limit', enough: queue.hold.isOfferMade ? 'offer' : 'tell' }),
      noteStage('note-limit', 'hold_limit', 'say-transfer'),
      say('say-transfer', answered('limit_transfer'), 'other-queue'),
      toOtherQueue('other-queue', deployment.queueArn(other.queueId), 'music'),
    ];
  }
  if (queue.hold.atLongest === 'message') {
    return [
      noteStage('limit', 'hold_limit', 'say-limit'),
      say('say-limit', answered('limit_message'), 'limit-bye'),
      hangUp('limit-bye'),
    ];
  }
  return [
    noteStage('limit', 'hold_limit', 'last-offer'),
    ...menu('last-offer', answered('last_offer'), {
      keys: { '1': 'book' },
      giveUp: 'limit-message',
      failed: 'limit-message',
    }),
    ...bye,
  ];
}
