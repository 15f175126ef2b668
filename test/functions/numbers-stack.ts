import type { CloudFormationCustomResourceResponse } from 'aws-lambda';
import { createHandler } from '../../functions/numbers/handler';
import { createStackAnswers } from '../../lib/adapters/cloudformation/stack-answers';
import { createConnectPhoneNumbers } from '../../lib/adapters/connect/phone-numbers';
import type { JournalEntry } from '../../lib/ports/journal';
import type { NumberSetup } from '../../local/connect/number-book';
import { serveCentre } from '../contract/connect/served-centre';
import type { AwsService } from '../support/aws-service';
import { lambdaContext } from '../support/builders/lambda';
import { createManualClock } from '../support/builders/manual-clock';
import { ARN, SETUP } from '../unit/local/connect/world';

export const number = '+441632960123';

/** Flows of the stack, beside those of the instance. */
const flows = [...SETUP.flows, { id: 'entry-1', name: 'Entry' }, { id: 'entry-2', name: 'Entry of another queue' }];

export const flowArn = (id: string) => `${ARN}/contact-flow/${id}`;

const properties = { InstanceArn: ARN, PhoneNumber: number, FlowArn: flowArn('entry-1') };

/** The function before a Connect that has these numbers, and CloudFormation as far as one resource can see it. */
export async function numbersStack(cloudFormation: AwsService, ...phoneNumbers: readonly NumberSetup[]) {
  const centre = await serveCentre({ setup: { ...SETUP, flows, phoneNumbers } });
  const notes: JournalEntry[] = [];
  const clock = createManualClock(0);
  const handler = createHandler({
    numbersOf: (instanceArn) => createConnectPhoneNumbers(centre.client, instanceArn),
    answers: createStackAnswers(fetch, clock),
    journal: { note: (entry) => void notes.push(entry) },
    clock,
  });
  const send = async (request: object): Promise<CloudFormationCustomResourceResponse> => {
    await handler(
      {
        ResponseURL: `${cloudFormation.endpoint}/answer?X-Amz-Signature=secret`,
        StackId: 'stack-1',
        RequestId: 'request-1',
        LogicalResourceId: 'Number1',
        ResourceType: 'Custom::HoldfreePhoneNumber',
        ResourceProperties: properties,
        ...request,
      },
      lambdaContext,
    );
    return JSON.parse(cloudFormation.requests.at(-1)?.body ?? 'null') as CloudFormationCustomResourceResponse;
  };
  const { numbers } = centre.emulator.core;
  return {
    ...centre,
    notes,
    clock,
    send,
    create: (changes: object = {}) =>
      send({ RequestType: 'Create', ResourceProperties: { ...properties, ...changes } }),
    update: (PhysicalResourceId: string, changes: object = {}) =>
      send({
        RequestType: 'Update',
        PhysicalResourceId,
        ResourceProperties: { ...properties, ...changes },
        OldResourceProperties: properties,
      }),
    remove: (PhysicalResourceId: string, changes: object = {}) =>
      send({ RequestType: 'Delete', PhysicalResourceId, ResourceProperties: { ...properties, ...changes } }),
    /** The flow of a number, by the number's id. */
    flowOf: (id: string) => numbers.find(id)?.flowId ?? 'none',
    /** Somebody points it elsewhere by hand. */
    byHand: (id: string, flowId: string) => numbers.point(id, flowId),
  };
}
