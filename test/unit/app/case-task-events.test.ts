import { readyTask } from '../../../lib/app/ready-task';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { contactAttributes } from '../../../lib/core/contact-attributes';
import { noonMs, waiting } from '../../support/builders/callbacks';
import { queueIds } from '../../support/builders/policies';
import { createWorld } from '../../support/builders/world';

const attributes = {
  [contactAttributes.case]: '01HCASE',
  [contactAttributes.queueId]: queueIds.support,
  [contactAttributes.queueName]: 'support',
};

async function open() {
  const world = createWorld();
  await world.keep(waiting());
  const asked: string[] = [];
  const contacts = {
    ...world.connect.contacts,
    describe: async (contactId: string) => {
      asked.push(contactId);
      return { kind: 'found', facts: { contactId }, attributes } as const;
    },
  };
  return { world: { ...world, contacts }, asked };
}

function told(kind: ContactEvent['kind'], changes: Partial<ContactEvent['facts']> = {}): ContactEvent {
  const facts = { contactId: 'case-task-1', enqueuedAtMs: noonMs + 1_000, ...changes };
  return { kind, channel: 'task', initiation: 'api', queueId: queueIds.support, facts };
}

const taken = { agentId: 'agent-1', connectedToAgentAtMs: noonMs + 5_000 };
const over = { ...taken, disconnectedAtMs: noonMs + 9_000 };

describe('a task about a case', () => {
  test('is nothing of a callback, and Connect is asked once for each kind of news at most', async () => {
    const { world, asked } = await open();
    const before = await world.current({ number: waiting().number, queue: 'support' });
    const kinds: readonly (readonly [ContactEvent['kind'], Partial<ContactEvent['facts']>])[] = [
      ['initiated', {}],
      ['connected_to_system', {}],
      ['queued', {}],
      ['connected_to_agent', taken],
      ['disconnected', over],
      ['completed', over],
    ];
    for (const [kind, facts] of kinds) {
      asked.length = 0;
      await recordContactEvent(world, told(kind, facts));
      expect(asked.length).toBeLessThanOrEqual(kind === 'connected_to_agent' || kind === 'disconnected' ? 1 : 0);
    }
    expect(await world.current({ number: waiting().number, queue: 'support' })).toEqual(before);
    expect(world.notes).toEqual([]);
    expect(world.woken).toEqual([]);
    expect(await world.store.contacts.get('case-task-1')).toBeUndefined();
  });

  test('is ready as it is, and is not ended', async () => {
    const { world } = await open();
    expect(await readyTask(world, { contactId: 'case-task-1', attributes })).toEqual({
      kind: 'ready',
      isAgeSet: false,
    });
    expect(world.connect.admitted.size).toBe(0);
    expect(world.connect.stopped).toEqual([]);
  });

  test('is kept for whom it names, as long as it says', async () => {
    const { world } = await open();
    const kept: unknown[] = [];
    const contacts = { ...world.contacts, setRouting: async (...of: unknown[]) => kept.push(of) > 0 };
    const named = { [contactAttributes.agents]: 'ann bob', [contactAttributes.agentsForSeconds]: '300' };
    await readyTask({ ...world, contacts }, { contactId: 'case-task-1', attributes: { ...attributes, ...named } });
    expect(kept).toEqual([['case-task-1', [{ admits: { kind: 'agents', agentIds: ['ann', 'bob'] }, forMs: 300_000 }]]]);
  });
});
