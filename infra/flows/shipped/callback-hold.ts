import { attribute } from '../build/contact';
import { endFlow, invoke } from '../build/control';
import type { FlowDraft } from '../build/draft';
import { playOn, say } from '../build/participant';
import { answered } from '../build/prompt';
import { fixedPrompt, inTheirLanguage, speakLanguage } from '../parts/spoken-language';
import { sharedScene, type FlowDeployment } from './deployment';

/**
 * For the moments between pressing 1 and the agent: before anything is said the caller is given to the agent who is kept
 * for the call. Whatever comes of that, somebody whose turn it is waits in the queue, and is asked nothing.
 */
export function callbackHoldFlow(deployment: FlowDeployment): FlowDraft {
  const { asker, languages } = sharedScene(deployment);
  return {
    key: 'callback-hold',
    name: 'Holdfree callback hold',
    description: 'Until the agent comes: played to a caller who was called back and pressed 1.',
    type: 'CUSTOMER_QUEUE',
    start: 'queued',
    actions: [
      invoke('queued', asker, { operation: 'queued' }, { next: 'speak', failed: 'speak-unaided' }),
      ...speakLanguage('speak', attribute('language'), languages, 'say-connecting'),
      say('say-connecting', answered('connecting'), 'music'),
      ...speakLanguage('speak-unaided', attribute('language'), languages, 'music'),
      ...inTheirLanguage('music', languages, (id, code) =>
        playOn(id, [fixedPrompt(code, 'callback_hold')], { failed: 'silence' }),
      ),
      endFlow('silence'),
    ],
  };
}
