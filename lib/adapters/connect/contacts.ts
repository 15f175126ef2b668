import {
  DescribeContactCommand,
  UpdateContactRoutingDataCommand,
  type ConnectClient,
  type Contact,
} from '@aws-sdk/client-connect';
import type { ContactFacts } from '../../core/callback/attempt';
import { ownAttributes } from '../../core/contact-attributes';
import { initiationOf } from '../../core/lost/initiation';
import type { ContactLookup, Contacts } from '../../ports/contacts';
import { failureOf, msOf } from './outcomes';
import { criteriaFrom } from './routing-criteria';

const notFound = new Set(['ResourceNotFoundException', 'ContactNotFoundException']);

/** Asks Connect about single contacts, gives a contact the age of its place, and restricts who may have it. */
export function createConnectContacts(client: ConnectClient, instanceId: string): Contacts {
  return {
    describe: async (contactId) => {
      try {
        const { Contact: contact } = await client.send(
          new DescribeContactCommand({ InstanceId: instanceId, ContactId: contactId }),
        );
        if (contact === undefined) return { kind: 'not_found' };
        return {
          kind: 'found',
          facts: factsFrom(contact, contactId),
          attributes: ownAttributes(contact.Attributes ?? {}),
          ...linksFrom(contact),
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
    setRouting: async (contactId, steps) => {
      try {
        await client.send(
          new UpdateContactRoutingDataCommand({
            InstanceId: instanceId,
            ContactId: contactId,
            RoutingCriteria: criteriaFrom(steps),
          }),
        );
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Who it is with, how it began, and what it is a part of. What is no call began in no way that matters here. */
function linksFrom(contact: Contact): Partial<Extract<ContactLookup, { kind: 'found' }>> {
  const { CustomerEndpoint: endpoint, InitialContactId: initialContactId, InitiationMethod: method } = contact;
  const isCall = contact.Channel === undefined || contact.Channel === 'VOICE';
  const nextContactIds = (contact.NextContacts ?? []).flatMap(({ NextContactMetadata: metadata }) => {
    const next = metadata?.QuickConnectContactData?.ContactId;
    return next === undefined ? [] : [next];
  });
  return {
    ...(endpoint?.Address === undefined ? {} : { customerNumber: endpoint.Address }),
    ...(initialContactId === undefined || initialContactId === contact.Id ? {} : { initialContactId }),
    ...(contact.QueueInfo?.Id === undefined ? {} : { queueId: contact.QueueInfo.Id }),
    ...(method === undefined ? {} : { initiation: isCall ? initiationOf(method) : 'other' }),
    ...(nextContactIds.length === 0 ? {} : { nextContactIds }),
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
