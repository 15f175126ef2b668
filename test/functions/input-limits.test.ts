import { parseContactEvent } from '../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../functions/contact-records/contact-record';
import { parseFlowEvent } from '../../functions/ivr/flow-event';
import { parseCustomers } from '../../lib/adapters/directory/customers';
import { ownAttributes } from '../../lib/core/contact-attributes';

const long = 'x'.repeat(257);
const instance = 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';

describe('attributes of a contact', () => {
  test('are those of ours, each as long as it can be', () => {
    const agents = Array.from({ length: 200 }, () => '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10').join(' ');
    const given = { holdfree_stage: 'queued', holdfree_agents: agents, customer_note: 'hers', holdfree_prompt: long };
    expect(ownAttributes(given)).toEqual({ holdfree_stage: 'queued', holdfree_agents: agents });
    expect(ownAttributes({ holdfree_agents: 'x'.repeat(8_193), holdfree_slot: null })).toEqual({});
  });

  test('as many as there may be are no reason to keep any', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`holdfree_${index}`, long]));
    expect(ownAttributes(many)).toEqual({});
  });
});

describe("a flow's question", () => {
  const event = (contact: object, parameters: object = {}) => ({
    Details: { ContactData: { ContactId: 'c1', ...contact }, Parameters: { operation: 'propose', ...parameters } },
  });

  test.each([
    ['no id', ''],
    ['an id that is none of Connect', long],
    ['an id that would part a key of the table', 'c1#x'],
  ])('about a contact with %s is none', (_name, ContactId) => {
    expect(parseFlowEvent(event({ ContactId }))).toBeUndefined();
  });

  test('with words that are too long counts as without them, and the operation is unknown then', () => {
    const asked = { queue: long, class: long, numberChoice: 'keyed', keyedNumber: '4'.repeat(257), operation: long };
    expect(parseFlowEvent(event({}, asked))).toMatchObject({
      operation: 'none',
      queue: 'none',
      className: undefined,
      choice: { keyedNumber: 'none' },
    });
  });

  test('of a caller whose address is too long for any telephone is that of one who hides it', () => {
    expect(parseFlowEvent(event({ CustomerEndpoint: { Address: `+${'4'.repeat(300)}` } }))?.from).toBeUndefined();
    expect(parseFlowEvent(event({ CustomerEndpoint: { Address: '+441632960123' } }))?.from).toBe('+441632960123');
  });

  test('carries none of the attributes of others', () => {
    const Attributes = { holdfree_queue: 'q', note: long, holdfree_stage: long };
    expect(parseFlowEvent(event({ Attributes }))?.attributes).toEqual({ holdfree_queue: 'q' });
  });
});

describe('a contact event', () => {
  const detail = { eventType: 'QUEUED', contactId: 'c1', channel: 'VOICE', initiationMethod: 'INBOUND' };

  test.each([
    ['its id', { contactId: long }],
    ['the first contact', { initialContactId: 'a#b' }],
    ['a time', { initiationTimestamp: long }],
    ['the queue', { queueInfo: { queueArn: 'q'.repeat(1_025) } }],
    ['the agent', { agentInfo: { agentArn: 'a'.repeat(1_025) } }],
  ])('is malformed where %s is longer than any of Connect, or is no id', (_name, change) => {
    expect(parseContactEvent({ detail }).kind).toBe('event');
    expect(parseContactEvent({ detail: { ...detail, ...change } }).kind).toBe('malformed');
  });
});

describe('a contact record', () => {
  const record = { ContactId: 'c1', InstanceARN: instance, Channel: 'VOICE', InitiationMethod: 'INBOUND' };
  const parsed = (change: object) => parseContactRecord(JSON.stringify({ ...record, ...change }), instance);

  test.each([
    ['ContactId', { ContactId: long }],
    ['NextContactId', { NextContactId: 'a#b' }],
    ['DisconnectReason', { DisconnectReason: long }],
    ['CustomerEndpoint.Address', { CustomerEndpoint: { Address: long } }],
    ['AgentConnectionAttempts', { AgentConnectionAttempts: -1 }],
  ])('names %s where it is not as Connect has it, and not what is in it', (field, change) => {
    expect(parsed({}).kind).toBe('record');
    expect(parsed(change)).toEqual({ kind: 'malformed', reason: `wrong: ${field}` });
  });

  test('that is larger than any is not read, and one with much of others is read without it', () => {
    expect(parsed({ Attributes: { note: 'x'.repeat(1_000_000) } })).toMatchObject({ kind: 'malformed' });
    const read = parsed({ Attributes: { note: 'x'.repeat(30_000), holdfree_stage: 'menu' } });
    expect(read).toMatchObject({ kind: 'record', record: { attributes: { holdfree_stage: 'menu' } } });
    expect(JSON.stringify(read)).not.toContain('xxx');
  });
});

test('a list of more customers than a function reads at its start is refused, and says where they belong', () => {
  const text = `number,name,agent,language,vip\n${',,,,\n'.repeat(20_001)}`;
  expect(parseCustomers(text, 'GB')).toEqual({
    ok: false,
    error: [{ field: 'lines', value: '20001', allowed: 'at most 20000 customers; more belong in Customer Profiles' }],
  });
});
