import { choose, returnFromModule } from '../../build/control';
import type { FlowDraft } from '../../build/draft';
import { answered } from '../../build/prompt';
import { introduction } from '../../parts/introduction';
import { menu } from '../../parts/menu';
import { proposal } from '../../parts/proposal';
import { returning } from '../../parts/returning';
import { sharedScene, type FlowDeployment } from '../deployment';

/** For the closed branch of a flow: books a call. It returns when nothing was booked, to whatever that flow says then. */
export function afterHoursModule(deployment: FlowDeployment): FlowDraft {
  const scene = sharedScene(deployment);
  return {
    key: 'module-after-hours',
    name: 'Holdfree after hours (module)',
    description: 'Outside opening hours: books a call. Returns when nothing was booked.',
    type: 'CONTACT_FLOW',
    isModule: true,
    start: 'metrics',
    actions: [
      ...introduction(scene, { next: 'way-on', failed: 'return' }, { hold: 'no' }),
      choose('way-on', '$.External.next', { returning: 'returning' }, 'closed-menu'),
      ...menu('closed-menu', answered('closed_menu'), {
        keys: { '1': 'book-a-time' },
        giveUp: 'return',
        failed: 'return',
      }),
      ...returning(scene, { failed: 'return' }),
      ...proposal(scene, { back: 'return', failed: 'return' }, ['book-a-time', 'change-number', 'change-time']),
      returnFromModule('return'),
    ],
  };
}
