import { attribute, setVoice } from '../build/contact';
import { choose, endFlow, invoke } from '../build/control';
import type { ActionDraft, FlowDraft } from '../build/draft';
import { say } from '../build/participant';
import { answered } from '../build/prompt';
import { languages as spoken } from '../../../lib/core/speech/languages';
import { languagesOf, type FlowDeployment } from './deployment';

const isDial = { operator: 'NumberGreaterThan', operand: '0', to: 'story' };

/** Tells the agent, before the two are joined: why, since when, how many tries. Nothing of the sort on an ordinary call. */
export function agentWhisperFlow({ policy, ivrArn }: FlowDeployment): FlowDraft {
  const asker = { ivrArn, queue: attribute('queueName') };
  return {
    key: 'agent-whisper',
    name: 'Holdfree agent whisper',
    description: 'The story of a callback, told to the agent who has accepted it.',
    type: 'AGENT_WHISPER',
    start: 'is-callback',
    actions: [
      // An ordinary call has no attempt: it costs no function.
      { ...choose('is-callback', attribute('attempt'), {}, 'end'), ways: [isDial] },
      invoke('story', asker, { operation: 'story' }, { next: 'is-there-one', failed: 'end' }),
      choose('is-there-one', '$.External.outcome', { story: 'speak' }, 'end'),
      ...agentsVoice(policy),
      say('tell', answered('story'), 'end'),
      endFlow('end'),
    ],
  };
}

/** The agents' language is the queue's first, whatever the caller speaks; the answer says which. */
function agentsVoice(policy: FlowDeployment['policy']): readonly ActionDraft[] {
  const languages = languagesOf(policy);
  const [first = 'en-US'] = languages;
  const cases = Object.fromEntries(languages.map((code) => [code, `speak-${code}`]));
  return [
    choose('speak', '$.External.language', cases, `speak-${first}`),
    ...languages.map((code) => setVoice(`speak-${code}`, spoken[code].voice, { next: 'tell' })),
  ];
}
