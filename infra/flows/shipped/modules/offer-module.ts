import { noteStage } from '../../build/contact';
import { choose, returnFromModule } from '../../build/control';
import type { FlowDraft } from '../../build/draft';
import { ask, say } from '../../build/participant';
import { answered } from '../../build/prompt';
import { introduction } from '../../parts/introduction';
import { proposal } from '../../parts/proposal';
import { returning } from '../../parts/returning';
import { sharedScene, type FlowDeployment } from '../deployment';

/**
 * Who is this, and the offer: for a flow that sets its target queue and notes the queue's name before, and transfers to
 * the queue after. It returns for whoever is to hold; a caller who takes a callback hears goodbye in here.
 */
export function offerModule(deployment: FlowDeployment): FlowDraft {
  const scene = sharedScene(deployment);
  return {
    key: 'module-offer',
    name: 'Holdfree offer',
    description: 'Before a transfer to queue: who is this, and the offer of a callback. Returns for callers who hold.',
    type: 'CONTACT_FLOW',
    isModule: true,
    start: 'metrics',
    actions: [
      ...introduction(scene, { next: 'way-on', failed: 'return' }),
      choose(
        'way-on',
        '$.External.next',
        { returning: 'returning', offer: 'note-offer', offer_only: 'note-offer' },
        'return',
      ),
      noteStage('note-offer', 'menu', 'offer', 'offer'),
      ask('offer', answered('offer'), {
        keys: { '1': 'book' },
        silence: 'return',
        otherKey: 'offer-wrong',
        failed: 'return',
      }),
      say('offer-wrong', answered('invalid_key'), 'offer-again'),
      ask('offer-again', answered('offer'), {
        keys: { '1': 'book' },
        silence: 'return',
        otherKey: 'return',
        failed: 'return',
      }),
      ...returning(scene, { hold: 'return', failed: 'return' }),
      ...proposal(scene, { back: 'return', failed: 'return' }, ['book', 'change-number', 'change-time']),
      returnFromModule('return'),
    ],
  };
}
