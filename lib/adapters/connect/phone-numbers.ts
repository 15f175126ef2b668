import {
  AssociatePhoneNumberContactFlowCommand,
  DisassociatePhoneNumberContactFlowCommand,
  ListFlowAssociationsCommand,
  ListPhoneNumbersV2Command,
  type ConnectClient,
} from '@aws-sdk/client-connect';
import { AdapterError } from '../../ports/adapter-error';
import type { PhoneNumbers, PointOutcome } from '../../ports/phone-numbers';
import { failureOf } from './outcomes';

/** ListPhoneNumbersV2 takes no longer beginning of a number, although numbers have up to 15 digits: `\+?[0-9]{1,11}` in its API reference. */
const PREFIX_LENGTH = '+'.length + 11;

/** Whether a list is empty or its instance is gone, nothing of ours is in it. */
const NOT_FOUND = 'ResourceNotFoundException';

/** The numbers of one instance, in one account and region. */
export function createConnectPhoneNumbers(client: ConnectClient, instanceArn: string): PhoneNumbers {
  const instanceId = idOf(instanceArn);
  return {
    find: (number) => orNothing('ListPhoneNumbersV2', () => findNumber(client, instanceArn, number)),
    flowOf: (numberId) => orNothing('ListFlowAssociations', () => flowOfNumber(client, instanceId, numberId)),
    point: (numberId, flowId) =>
      outcomeOf('AssociatePhoneNumberContactFlow', async () => {
        const request = { InstanceId: instanceId, PhoneNumberId: numberId, ContactFlowId: idOf(flowId) };
        await client.send(new AssociatePhoneNumberContactFlowCommand(request));
      }),
    clear: (numberId) =>
      outcomeOf('DisassociatePhoneNumberContactFlow', async () => {
        const request = { InstanceId: instanceId, PhoneNumberId: numberId };
        await client.send(new DisassociatePhoneNumberContactFlowCommand(request));
      }),
  };
}

async function findNumber(client: ConnectClient, instanceArn: string, number: string): Promise<string | undefined> {
  const request = { TargetArn: instanceArn, PhoneNumberPrefix: number.slice(0, PREFIX_LENGTH), MaxResults: 100 };
  let from: string | undefined;
  do {
    const page = await client.send(new ListPhoneNumbersV2Command({ ...request, NextToken: from }));
    const found = page.ListPhoneNumbersSummaryList?.find(({ PhoneNumber }) => PhoneNumber === number);
    if (found?.PhoneNumberId !== undefined) return found.PhoneNumberId;
    from = page.NextToken;
  } while (from !== undefined);
  return undefined;
}

/**
 * ListFlowAssociations is the one operation known to say it of voice numbers. Whether it names numbers and flows by ARN or by id is
 * not documented, so both are read; Terraform's provider for AWS, which is tested on the live API, compares ARNs.
 */
async function flowOfNumber(client: ConnectClient, instanceId: string, numberId: string): Promise<string | undefined> {
  const request = { InstanceId: instanceId, ResourceType: 'VOICE_PHONE_NUMBER', MaxResults: 100 } as const;
  let from: string | undefined;
  do {
    const page = await client.send(new ListFlowAssociationsCommand({ ...request, NextToken: from }));
    const found = page.FlowAssociationSummaryList?.find(({ ResourceId }) => idOf(ResourceId) === numberId);
    if (found?.FlowId !== undefined) return idOf(found.FlowId);
    from = page.NextToken;
  } while (from !== undefined);
  return undefined;
}

async function orNothing<T>(operation: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'refused' && failure.name === NOT_FOUND) return undefined;
    throw faultOf(operation, error);
  }
}

async function outcomeOf(operation: string, change: () => Promise<void>): Promise<PointOutcome> {
  try {
    await change();
    return { kind: 'done' };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused') throw faultOf(operation, error);
    return failure.name === NOT_FOUND ? { kind: 'not_found' } : failure;
  }
}

/** Without what Connect wrote, which may repeat the number. */
function faultOf(operation: string, error: unknown): AdapterError {
  const failure = failureOf(error);
  const what = failure.kind === 'refused' ? failure.name : failure.kind === 'unknown' ? failure.reason : failure.kind;
  return new AdapterError('connect', {
    retryable: failure.kind !== 'refused',
    cause: new Error(`${operation}: ${what}`),
  });
}

function idOf(idOrArn: string | undefined): string {
  return idOrArn?.slice(idOrArn.lastIndexOf('/') + 1) ?? '';
}
