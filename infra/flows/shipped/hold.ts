import { queueByName, type QueuePolicy } from '../../../lib/core/policy/policy';
import type { LanguageCode } from '../../../lib/core/speech/language-codes';
import { attribute, note, noteStage } from '../build/contact';
import { atMost, choose, endFlow, invoke } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { ask, hangUp, playOn, say } from '../build/participant';
import { answered } from '../build/prompt';
import { toOtherQueue } from '../build/queue';
import { menu } from '../parts/menu';
import { proposal } from '../parts/proposal';
import type { Scene } from '../parts/scene';
import { fixedPrompt, inTheirLanguage, speakLanguage } from '../parts/spoken-language';
import { flowKey, type FlowDeployment } from './deployment';

/** The other queue may be full: so often a caller is told of it and stays, then the position is said again. */
const PASSING_ON_MAX = 3;

/**
 * What a holder hears: music, and every so often where they stand and the offer of a callback, without leaving the
 * queue. Whatever fails, the music goes on.
 */
export function holdFlow(queue: QueuePolicy, deployment: FlowDeployment): FlowDraft {
  const { name } = queue;
  const other = overflowOf(queue, deployment);
  const scene = sceneOf(queue, deployment, other);
  const { languages } = scene;
  const isOfferMade = queue.hold.isOfferMade || other?.hold.isOfferMade === true;
  return {
    key: flowKey('hold', name),
    name: `Holdfree hold: ${name}`,
    description: 'Music, position and expected wait, the offer of a callback, and the longest hold.',
    type: 'CUSTOMER_QUEUE',
    start: 'speak',
    actions: [
      ...speakLanguage('speak', attribute('language'), languages, 'music'),
      ...music(queue, languages),
      endFlow('silence'),
      ...where(queue, scene, other),
      choose('say-or-ask', '$.External.next', sayOrAsk(queue, isOfferMade, other), 'music'),
      note('note-tell', { prompt: 'where' }, { next: 'tell' }),
      say('tell', answered('where'), 'music'),
      ...(isOfferMade ? offer() : []),
      ...limit(queue, deployment, other),
      ...(isOfferMade || (hasLimit(queue) && queue.hold.atLongest === 'offer')
        ? proposal(scene, { back: 'music', failed: 'music' }, ['book'])
        : []),
    ],
  };
}

/** This flow goes with a caller who is passed on: it then speaks of the other queue, in the languages of that one. */
function sceneOf(queue: QueuePolicy, { ivrArn, policy }: FlowDeployment, other: QueuePolicy | undefined): Scene {
  const { ageBy } = policy;
  const { languages } = queue;
  if (other === undefined) return { asker: { ivrArn, queue: queue.name }, languages, ageBy };
  const asker = { ivrArn, queue: attribute('queueName') };
  return { asker, languages: isLanguageLost(queue, other) ? unionOf(languages, other.languages) : languages, ageBy };
}

function unionOf(own: readonly LanguageCode[], others: readonly LanguageCode[]): readonly LanguageCode[] {
  return [...new Set([...own, ...others])];
}

/** Whether some caller of a queue is answered in another language there. */
function isLanguageLost({ languages }: QueuePolicy, other: QueuePolicy | undefined): boolean {
  return other !== undefined && languages.some((code) => !other.languages.includes(code));
}

/** Asks where the caller stands; an answer in another language than before is spoken by a voice of that one. */
function where(
  queue: QueuePolicy,
  { asker, languages }: Scene,
  other: QueuePolicy | undefined,
): readonly ActionDraft[] {
  const question = (next: string) => invoke('where', asker, { operation: 'where_am_i' }, { next, failed: 'music' });
  if (!isLanguageLost(queue, other)) return [question('say-or-ask')];
  const known = { has_callback: 'where-speak', no_callback: 'where-speak' };
  return [
    question('where-answered'),
    choose('where-answered', '$.External.outcome', known, 'music'),
    ...speakLanguage('where-speak', '$.External.language', languages, 'say-or-ask'),
  ];
}

function hasLimit({ hold }: QueuePolicy): boolean {
  return hold.longestMs !== undefined;
}

function sayOrAsk(
  queue: QueuePolicy,
  isOfferMade: boolean,
  other: QueuePolicy | undefined,
): Readonly<Record<string, string>> {
  return {
    tell: 'note-tell',
    ...(isOfferMade ? { offer: 'note-hold-offer' } : {}),
    ...(hasLimit(queue) ? { limit: other === undefined ? 'limit' : 'passed-on' } : {}),
  };
}

/** Whatever becomes of a recording that was chosen, there is always something to hear. */
function music({ hold }: QueuePolicy, languages: readonly LanguageCode[]): readonly ActionDraft[] {
  const to = { interruptSeconds: hold.interruptMs / 1000, interrupted: 'where' };
  const spoken = (id: string) =>
    inTheirLanguage(id, languages, (one, code) =>
      playOn(one, [fixedPrompt(code, 'hold_music')], { ...to, failed: 'silence' }),
    );
  const { musicPromptId } = hold;
  if (musicPromptId === undefined) return spoken('music');
  return [playOn('music', [{ PromptId: musicPromptId }], { ...to, failed: 'spoken' }), ...spoken('spoken')];
}

function offer(): readonly ActionDraft[] {
  return [
    note('note-hold-offer', { prompt: 'hold_offer' }, { next: 'offer' }),
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

/** Passes a caller on. The name goes before the transfer, and comes back when that fails; nobody is passed on twice. */
function passOn(queue: QueuePolicy, deployment: FlowDeployment, other: QueuePolicy): readonly ActionDraft[] {
  const isThere = { operator: 'TextEndsWith', operand: other.queueId, to: 'music' };
  return [
    { ...choose('passed-on', '$.Queue.ARN', {}, 'limit'), ways: [isThere] },
    atMost('limit', PASSING_ON_MAX, {
      again: 'note-limit',
      enough: queue.hold.isOfferMade ? 'note-hold-offer' : 'note-tell',
    }),
    noteStage('note-limit', 'hold_limit', 'say-transfer', 'limit_transfer'),
    say('say-transfer', answered('limit_transfer'), 'note-other-queue'),
    note('note-other-queue', { queueName: other.name }, { next: 'other-queue', failed: 'music' }),
    toOtherQueue('other-queue', deployment.queueArn(other.queueId), 'note-own-queue'),
    note('note-own-queue', { queueName: queue.name }, { next: 'music' }),
  ];
}

/** The longest hold: noted as missed, whatever then becomes of the caller. */
function limit(queue: QueuePolicy, deployment: FlowDeployment, other: QueuePolicy | undefined): readonly ActionDraft[] {
  if (!hasLimit(queue)) return [];
  if (other !== undefined) return passOn(queue, deployment, other);
  const farewell = [say('say-limit', answered('limit_message'), 'limit-bye'), hangUp('limit-bye')];
  if (queue.hold.atLongest === 'message')
    return [noteStage('limit', 'hold_limit', 'say-limit', 'limit_message'), ...farewell];
  return [
    noteStage('limit', 'hold_limit', 'last-offer', 'last_offer'),
    ...menu('last-offer', answered('last_offer'), { keys: { '1': 'book' }, giveUp: 'say-limit', failed: 'music' }),
    ...farewell,
  ];
}
