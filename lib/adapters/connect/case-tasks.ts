import {
  DescribeContactCommand,
  StartTaskContactCommand,
  StopContactCommand,
  UpdateContactCommand,
  type ConnectClient,
  type StartTaskContactCommandInput,
} from '@aws-sdk/client-connect';
import { contactAttributes } from '../../core/contact-attributes';
import type { CaseTask, CaseTaskOutcome, CaseTasks } from '../../ports/case-tasks';
import { failureOf, msOf } from './outcomes';

/** There are too many open tasks, and there will be fewer: not a status of throttling, but the same to us. */
const quota = 'ServiceQuotaExceededException';

/** That there is no such task any more, or never was. */
const gone = new Set(['ContactNotFoundException', 'ResourceNotFoundException']);

/**
 * Tasks about cases, through StartTaskContact. They say nothing of a callback, so that none of ours takes them for its own.
 * Whom one is for is said in its attributes, and set by `task_ready` before its flow queues it: once a
 * contact is queued, Connect takes a minute to act on it.
 */
export function createConnectCaseTasks(client: ConnectClient, instanceId: string): CaseTasks {
  return {
    start: (task) => start(client, startInput(task, instanceId)),
    update: async (contactId, { name, description }) => {
      try {
        // Connect takes changes of contacts that are over, too, and nobody would read them.
        if (await isOver(client, instanceId, contactId)) return 'over';
        await client.send(
          new UpdateContactCommand({
            InstanceId: instanceId,
            ContactId: contactId,
            Name: name,
            Description: description,
          }),
        );
        return 'updated';
      } catch (error) {
        return overOrUnavailable(error);
      }
    },
    end: async (contactId) => {
      try {
        await client.send(new StopContactCommand({ InstanceId: instanceId, ContactId: contactId }));
        return 'ended';
      } catch (error) {
        return overOrUnavailable(error);
      }
    },
  };
}

async function start(client: ConnectClient, input: StartTaskContactCommandInput): Promise<CaseTaskOutcome> {
  try {
    const { ContactId } = await client.send(new StartTaskContactCommand(input));
    if (ContactId === undefined) return { kind: 'unknown', reason: 'no ContactId in the answer' };
    return { kind: 'started', contactId: ContactId };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused') return failure;
    return failure.name === quota ? { kind: 'throttled' } : { kind: 'refused', reason: failure.name };
  }
}

/** A function of the task alone: the same task gives the same bytes, and so the same contact. */
function startInput(task: CaseTask, instanceId: string): StartTaskContactCommandInput {
  return {
    InstanceId: instanceId,
    ContactFlowId: task.flowId,
    Name: task.name,
    Description: task.description,
    ClientToken: task.clientToken,
    Attributes: {
      [contactAttributes.case]: task.caseId,
      [contactAttributes.queueId]: task.queueId,
      [contactAttributes.queueName]: task.queueName,
      ...agentsOf(task),
    },
  };
}

function agentsOf({ agentId, onlyForMs }: CaseTask): Readonly<Record<string, string>> {
  if (agentId === undefined || onlyForMs === undefined) return {};
  return {
    [contactAttributes.agents]: agentId,
    [contactAttributes.agentsForSeconds]: String(Math.ceil(onlyForMs / 1000)),
  };
}

async function isOver(client: ConnectClient, instanceId: string, contactId: string): Promise<boolean> {
  const { Contact: contact } = await client.send(
    new DescribeContactCommand({ InstanceId: instanceId, ContactId: contactId }),
  );
  return contact === undefined || msOf(contact.DisconnectTimestamp) !== undefined;
}

function overOrUnavailable(error: unknown): 'over' | 'unavailable' {
  const failure = failureOf(error);
  return failure.kind === 'refused' && gone.has(failure.name) ? 'over' : 'unavailable';
}
