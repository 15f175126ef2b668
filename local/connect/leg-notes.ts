import { parsePhoneNumber } from '../../lib/core/phone-number';
import { channelOf } from './contact';
import type { Contact } from './contact';
import type { FlowLegsDeps } from './flow-legs';
import { idOf } from './resource-id';
import type { FlowLeg } from './types';

const E164 = /^\+[1-9]\d{1,14}$/;

/** What a flow writes down on its contact, for later flows and for whoever looks at it. */
export function notesOf(
  { instance, attributes }: FlowLegsDeps,
  contact: Contact,
  isLive: () => boolean,
): Pick<FlowLeg, 'setAttributes' | 'setData' | 'setHook' | 'setCallbackNumber' | 'changeTags'> {
  const { contactId } = contact.view;
  return {
    setAttributes(changes, target = 'Current') {
      const targetId = target === 'Current' ? contactId : contact.view.relatedContactId;
      return isLive() && targetId !== undefined ? attributes.merge(targetId, changes) : 'unknown';
    },
    setData({ name, description, languageCode, customerId }) {
      if (!isLive()) return;
      contact.view = {
        ...contact.view,
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(languageCode === undefined ? {} : { languageCode }),
        ...(customerId === undefined ? {} : { customerId }),
      };
    },
    setHook(hook, flow) {
      const flowId = idOf(flow);
      if (!isLive() || !instance.flowIds.has(flowId)) return 'unknown';
      contact.hooks = { ...contact.hooks, [hook]: flowId };
      return 'set';
    },
    setCallbackNumber(number) {
      // Flows of tasks take the error branch of this block.
      if (channelOf(contact.view) !== 'VOICE') return 'invalid';
      if (!isLive() || !E164.test(number) || !parsePhoneNumber(number).ok) return 'invalid';
      if (!instance.isDialable(number)) return 'not_dialable';
      contact.callbackNumber = number;
      return 'set';
    },
    changeTags(change) {
      if (isLive()) attributes.changeTags(contactId, change);
    },
  };
}
