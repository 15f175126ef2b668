import type { QueuePolicy } from '../../../lib/core/policy/policy';
import { note } from '../build/contact';
import { choose } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { hangUp, say } from '../build/participant';
import { answered } from '../build/prompt';
import { setQueue } from '../build/queue';
import { introduction } from '../parts/introduction';
import { menu } from '../parts/menu';
import { proposal } from '../parts/proposal';
import { returning } from '../parts/returning';
import type { Scene } from '../parts/scene';
import { sayFixed } from '../parts/spoken-language';
import { flowKey, type FlowDeployment } from './deployment';

/** Outside opening hours: books a call for when the queue is open, or says when that is. */
export function afterHoursFlow(queue: QueuePolicy, deployment: FlowDeployment): FlowDraft {
  const { name, languages } = queue;
  const scene: Scene = { asker: { ivrArn: deployment.ivrArn, queue: name }, languages, ageBy: deployment.policy.ageBy };
  return {
    key: flowKey('after-hours', name),
    name: `Holdfree after hours: ${name}`,
    description: 'Outside opening hours: books a call at a time when the queue is open.',
    type: 'CONTACT_FLOW',
    start: 'set-queue',
    actions: [
      setQueue('set-queue', deployment.queueArn(queue.queueId), { next: 'note-closed' }),
      note('note-closed', { queueName: name, stage: 'closed', prompt: 'closed_menu' }, { next: 'metrics' }),
      ...introduction(scene, { next: 'way-on', failed: 'closed-unaided' }, { hold: 'no' }),
      ...closedMenu(),
      ...returning(scene, { failed: 'closed-unaided' }),
      ...proposal(scene, { back: 'closed-unaided', failed: 'closed-unaided' }, [
        'book-a-time',
        'change-number',
        'change-time',
      ]),
      ...sayFixed('closed-unaided', 'closed_unaided', languages, 'closed-bye'),
      hangUp('closed-bye'),
    ],
  };
}

/** Enter at `way-on` with the answer to `who_is_this` at hand. */
function closedMenu(): readonly ActionDraft[] {
  return [
    choose('way-on', '$.External.next', { returning: 'returning' }, 'closed-menu'),
    ...menu('closed-menu', answered('closed_menu'), {
      keys: { '1': 'book-a-time' },
      giveUp: 'say-closed',
      failed: 'closed-unaided',
    }),
    say('say-closed', answered('closed_goodbye'), 'say-closed-bye'),
    hangUp('say-closed-bye'),
  ];
}
