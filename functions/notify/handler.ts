import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import { sendNotices } from '../../lib/app/notices/send-notices';
import type { NoticeDeps } from '../../lib/app/notices/notice-deps';
import { readCaseEvent } from '../../lib/core/events/event-schemas';
import { noEarlyTimeout } from '../shared/no-early-timeout';

/** An event of ours has some hundred characters; whoever may write to the bus could send 256 KB. */
const DETAIL_MAX = 16_384;

/**
 * Takes events about cases from the bus and tells whoever is to know. One that cannot be read is told of and dropped, since
 * it would never be readable; what could not be sent is thrown, so that the event comes again.
 */
export function createHandler(deps: NoticeDeps) {
  return middy<EventBridgeEvent<string, unknown>, void>(noEarlyTimeout).handler(async (envelope) => {
    // A rule with a wider pattern than ours brings callbacks, too.
    if (!envelope['detail-type'].startsWith('case.')) return;
    const isLong = JSON.stringify(envelope.detail).length > DETAIL_MAX;
    const event = isLong ? undefined : readCaseEvent(envelope['detail-type'], envelope.detail);
    if (event === undefined) {
      deps.journal.note({ kind: 'fault', where: 'notify', reason: `event ${envelope.id} is none of a case` });
      return;
    }
    await sendNotices(deps, event);
  });
}
