import { attribute } from '../../build/contact';
import { choose, invoke, returnFromModule } from '../../build/control';
import type { FlowDraft } from '../../build/draft';
import { ageLadder } from '../../parts/age-ladder';
import { proposal } from '../../parts/proposal';
import { cancellation } from '../../parts/returning';
import { speakLanguage } from '../../parts/spoken-language';
import { greeting, optOut } from '../callback';
import { sharedScene, type FlowDeployment } from '../deployment';

/** For a flow of one's own that our dials begin with: returns only for a caller who pressed 1, to be queued by that flow. */
export function answerModule(deployment: FlowDeployment): FlowDraft {
  const scene = sharedScene(deployment);
  const age = ageLadder(scene.ageBy, 'return');
  return {
    key: 'module-answer',
    name: 'Holdfree answer',
    description: 'Greets a caller who was called back. Returns for a caller who wants to talk now.',
    type: 'CONTACT_FLOW',
    isModule: true,
    start: 'speak',
    actions: [
      ...speakLanguage('speak', attribute('language'), scene.languages, 'greet'),
      ...greeting(scene),
      invoke('answered', scene.asker, { operation: 'answered' }, { next: 'still-wanted', failed: 'return' }),
      choose('still-wanted', '$.External.outcome', { goodbye: 'goodbye', connect: age.enter }, 'return'),
      ...age.actions,
      ...proposal(scene, { back: 'greet-again', failed: 'greeting-unaided', noTime: 'greet-again' }, ['change-time']),
      ...cancellation(scene, { tooLate: 'greeting-unaided', failed: 'greeting-unaided' }),
      ...optOut(scene),
      returnFromModule('return'),
    ],
  };
}
