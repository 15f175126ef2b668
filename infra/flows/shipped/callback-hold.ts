import { attribute } from '../build/contact';
import { endFlow } from '../build/control';
import type { FlowDraft } from '../build/draft';
import { playOn } from '../build/participant';
import { fixedPrompt, inTheirLanguage, speakLanguage } from '../parts/spoken-language';
import { languagesOf, type FlowDeployment } from './deployment';

/** For the moments between pressing 1 and the agent: nothing is asked of somebody whose turn it is. */
export function callbackHoldFlow({ policy }: FlowDeployment): FlowDraft {
  const languages = languagesOf(policy);
  return {
    key: 'callback-hold',
    name: 'Holdfree callback hold',
    description: 'Until the agent comes: played to a caller who was called back and pressed 1.',
    type: 'CUSTOMER_QUEUE',
    start: 'speak',
    actions: [
      ...speakLanguage('speak', attribute('language'), languages, 'music'),
      ...inTheirLanguage('music', languages, (id, code) =>
        playOn(id, [fixedPrompt(code, 'callback_hold')], { failed: 'silence' }),
      ),
      endFlow('silence'),
    ],
  };
}
