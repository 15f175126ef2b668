import { contactAttributes, type Stage } from '../../../../lib/core/contact-attributes';
import type { ContactView } from '../../../../local/connect/types';
import { createCallTally } from '../../../../local/observer/call-tally';

function contact(contactId: string, changes: Partial<ContactView> = {}): ContactView {
  return {
    contactId,
    initiationMethod: 'INBOUND',
    stage: 'in_flow',
    flowId: 'flow',
    customerNumber: '+441632960001',
    systemNumber: null,
    attributes: {},
    references: {},
    initiatedAtMs: 0,
    agentConnectionAttempts: 0,
    updatedAtMs: 0,
    queuePriority: 5,
    ...changes,
  };
}

function tallyOf(...contacts: readonly ContactView[]) {
  const byId = new Map(contacts.map((one) => [one.contactId, one]));
  const tally = createCallTally({
    nowMs: () => 100_000,
    contactOf: (id) => byId.get(id),
    callbackOf: () => undefined,
  });
  return { tell: tally.onChange, read: tally.tally };
}

const queue = { queueId: 'q' } as const;

test('a caller who moved to another queue and met an agent there is answered once and not lost', () => {
  const moved = contact('b', { initiationMethod: 'QUEUE_TRANSFER', initialContactId: 'a', initiatedAtMs: 40_000 });
  const { tell, read } = tallyOf(contact('a'), moved);
  tell({ kind: 'contact_started', atMs: 0, contactId: 'a', initiationMethod: 'INBOUND' });
  tell({ kind: 'contact_queued', atMs: 10_000, contactId: 'a', ...queue });
  tell({ kind: 'contact_transferred', atMs: 40_000, fromContactId: 'a', contactId: 'b' });
  tell({ kind: 'contact_ended', atMs: 40_000, contactId: 'a', reason: 'OTHER' });
  tell({ kind: 'contact_queued', atMs: 40_000, contactId: 'b', ...queue });
  tell({ kind: 'agent_connected', atMs: 70_000, contactId: 'b', ...queue, agentId: 'ann' });
  expect(read()).toMatchObject({ offered: 1, answered: 1, lost: 0, holdMs: 60_000, waitsToAgentMs: [70_000] });
});

test('a caller who gave up in the other queue is lost once', () => {
  const moved = contact('b', { initiationMethod: 'QUEUE_TRANSFER', initialContactId: 'a', initiatedAtMs: 40_000 });
  const { tell, read } = tallyOf(contact('a'), moved);
  tell({ kind: 'contact_started', atMs: 0, contactId: 'a', initiationMethod: 'INBOUND' });
  tell({ kind: 'contact_transferred', atMs: 40_000, fromContactId: 'a', contactId: 'b' });
  tell({ kind: 'contact_ended', atMs: 40_000, contactId: 'a', reason: 'OTHER' });
  tell({ kind: 'contact_ended', atMs: 60_000, contactId: 'b', reason: 'CUSTOMER_DISCONNECT' });
  expect(read()).toMatchObject({ offered: 1, answered: 0, lost: 1 });
});

const stagesAtTheEnd: readonly (readonly [Stage, number])[] = [
  ['took_callback', 0],
  ['told_of_callback', 0],
  ['changed_callback', 0],
  ['cancelled_callback', 0],
  ['welcome', 1],
  ['menu', 1],
  ['queued', 1],
  ['hold_limit', 1],
  ['closed', 1],
];

test.each(stagesAtTheEnd)('a call that ends at the stage %s counts as lost: %i', (stage, lost) => {
  const { tell, read } = tallyOf(contact('a', { attributes: { [contactAttributes.stage]: stage } }));
  tell({ kind: 'contact_ended', atMs: 1_000, contactId: 'a', reason: 'CUSTOMER_DISCONNECT' });
  expect(read().lost).toBe(lost);
});
