import { ConnectClient, DescribeContactCommand } from '@aws-sdk/client-connect';
import { mockClient } from 'aws-sdk-client-mock';
import { createConnectContacts } from '../../../lib/adapters/connect/contacts';

const connect = mockClient(ConnectClient);
const contacts = createConnectContacts(new ConnectClient({ region: 'eu-west-2' }), 'instance');
beforeEach(() => void connect.reset());

test('tells the contacts that an agent has passed a call on as', async () => {
  connect.on(DescribeContactCommand).resolves({
    Contact: {
      Id: 'c1',
      InitialContactId: 'c1',
      Channel: 'VOICE',
      InitiationMethod: 'INBOUND',
      NextContacts: [
        { Type: 'QUICK_CONNECT', NextContactMetadata: { QuickConnectContactData: { ContactId: 'c2' } } },
        { Type: 'QUICK_CONNECT' },
      ],
    },
  });
  expect(await contacts.describe('c1')).toEqual({
    kind: 'found',
    facts: { contactId: 'c1' },
    attributes: {},
    initiation: 'inbound',
    nextContactIds: ['c2'],
  });
});

test('takes what is no call for something that began in no way of a call', async () => {
  connect.on(DescribeContactCommand).resolves({ Contact: { Id: 't1', Channel: 'TASK', InitiationMethod: 'TRANSFER' } });
  expect(await contacts.describe('t1')).toMatchObject({ initiation: 'other' });
});
