import { callEventSchema } from '../../../../local/call/call-events';
import { describeEvent } from '../../../../local/call/describe-event';

const atMs = Date.parse('2026-03-02T09:00:41.900Z');
const contactId = 'c';

test.each([
  [{ kind: 'called', atMs, contactId, queue: 'support' }, '09:00:41  you       call support'],
  [
    { kind: 'said', atMs, contactId, text: 'To be called back, press 1.', language: 'en-US', keys: ['1', '2'] },
    '09:00:41  Holdfree  To be called back, press 1.   [1 2]',
  ],
  [{ kind: 'said', atMs, contactId, text: 'Goodbye.', keys: [] }, '09:00:41  Holdfree  Goodbye.'],
  [{ kind: 'said', atMs, contactId, text: 'Number?', keys: 'digits' }, '09:00:41  Holdfree  Number?   [digits]'],
  [{ kind: 'said', atMs, contactId, text: '', keys: [] }, '09:00:41  Holdfree  (a recording)'],
  [{ kind: 'pressed', atMs, keys: '1' }, '09:00:41  you       1'],
  [{ kind: 'queued', atMs, queue: 'support' }, '09:00:41  line      you wait in the queue support'],
  [{ kind: 'transferred', atMs, contactId }, '09:00:41  line      you are transferred'],
  [{ kind: 'agent', atMs, name: 'Ada' }, '09:00:41  Ada       is with you now'],
  [{ kind: 'hung_up', atMs }, '09:00:41  you       hang up'],
  [{ kind: 'ringing', atMs, contactId }, '09:00:41  line      your telephone rings'],
  [{ kind: 'answered', atMs }, '09:00:41  you       answer'],
  [{ kind: 'declined', atMs }, '09:00:41  you       decline'],
  [{ kind: 'missed', atMs, reason: 'TELECOM_BUSY' }, '09:00:41  line      the ringing has stopped'],
  [{ kind: 'ended', atMs, reason: 'CUSTOMER_DISCONNECT' }, '09:00:41  line      the call is over'],
  [{ kind: 'ended', atMs, reason: 'OTHER' }, '09:00:41  line      the call is over (OTHER)'],
  [{ kind: 'script_failed', atMs, reason: 'x' }, undefined],
  [{ kind: 'left', atMs }, undefined],
])('%j is told as: %s', (event, line) => {
  expect(describeEvent(callEventSchema.parse(event))).toBe(line);
});
