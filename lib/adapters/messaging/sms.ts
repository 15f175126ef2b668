import { SendTextMessageCommand, type PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { CallerMessages } from '../../ports/messages';
import { outcomeOfFailure } from './failures';

/** A message that says "we will call you" is worth nothing hours later: carriers drop it after this. */
const TIME_TO_LIVE_SECONDS = 3_600;

/**
 * SMS through AWS End User Messaging. A send has no token by which a repeat would be known, so the client must not repeat
 * by itself: `maxAttempts: 1`. Numbers that have opted out there are refused.
 */
export function createSmsMessages(
  client: PinpointSMSVoiceV2Client,
  { originationIdentity }: { readonly originationIdentity: string },
): CallerMessages {
  return {
    sms: async ({ to, body, deliveryId }) => {
      try {
        const { MessageId: ref } = await client.send(
          new SendTextMessageCommand({
            DestinationPhoneNumber: to,
            OriginationIdentity: originationIdentity,
            MessageBody: body,
            MessageType: 'TRANSACTIONAL',
            TimeToLive: TIME_TO_LIVE_SECONDS,
            // Comes back in the events of the message, where the account collects them.
            Context: { holdfree_delivery: deliveryId },
          }),
        );
        return { kind: 'sent', ...(ref === undefined ? {} : { ref }) };
      } catch (error) {
        return outcomeOfFailure(error);
      }
    },
  };
}
