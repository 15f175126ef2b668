import {
  DescribeContactCommand,
  UpdateContactRoutingDataCommand,
  type ConnectClient,
  type Contact,
} from '@aws-sdk/client-connect';
import type { ContactFacts } from '../../core/callback/attempt';
import type { Contacts } from '../../ports/contacts';
import { failureOf, msOf } from './outcomes';

const notFound = new Set(['ResourceNotFoundException', 'ContactNotFoundException']);

/** Asks Connect about single contacts, and gives a contact the age of its place. */
export function createConnectContacts(client: ConnectClient, instanceId: string): Contacts {
  return {
    describe: async (contactId) => {
      try {
        const { Contact: contact } = await client.send(
          new DescribeContactCommand({ InstanceId: instanceId, ContactId: contactId }),
        );
        if (contact === undefined) return { kind: 'not_found' };
        const customerNumber = contact.CustomerEndpoint?.Address;
        return {
          kind: 'found',
          facts: factsFrom(contact, contactId),
          attributes: contact.Attributes ?? {},
          ...(customerNumber === undefined ? {} : { customerNumber }),
        };
      } catch (error) {
        const failure = failureOf(error);
        const isUnknown = failure.kind === 'refused' && notFound.has(failure.name);
        return isUnknown ? { kind: 'not_found' } : { kind: 'unavailable' };
      }
    },
    setAge: async (contactId, ageMs) => {
      try {
        await client.send(
          new UpdateContactRoutingDataCommand({
            InstanceId: instanceId,
            ContactId: contactId,
            QueueTimeAdjustmentSeconds: Math.round(ageMs / 1000),
          }),
        );
        return true;
      } catch {
        return false;
      }
    },
  };
}

function factsFrom(contact: Contact, contactId: string): ContactFacts {
  const { AgentInfo: agent, DisconnectReason: disconnectReason } = contact;
  const facts = {
    initiatedAtMs: msOf(contact.InitiationTimestamp),
    connectedToSystemAtMs: msOf(contact.ConnectedToSystemTimestamp),
    enqueuedAtMs: msOf(contact.QueueInfo?.EnqueueTimestamp),
    connectedToAgentAtMs: msOf(agent?.ConnectedToAgentTimestamp),
    disconnectedAtMs: msOf(contact.DisconnectTimestamp),
    afterContactWorkEndedAtMs: msOf(agent?.AfterContactWorkEndTimestamp),
    agentId: agent?.Id,
    disconnectReason,
  };
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { contactId, ...known };
}
